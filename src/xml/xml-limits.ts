// What a document may cost its reader; every scanner has these limits, and none can be switched off.

/** Bounds on one document; lengths are counted in UTF-16 units. */
export interface XmlLimits {
  /** Elements inside each other. */
  readonly maxDepth: number;
  /** Attributes and namespace declarations of one element. */
  readonly maxAttributes: number;
  /** Length of one element or attribute name, prefix included. */
  readonly maxNameLength: number;
  /** Length of one run of character data, or of one attribute value. */
  readonly maxTextLength: number;
  /** Namespace declarations in force at one place. */
  readonly maxNamespaces: number;
}

/** Wide enough for every document that PowerShell and Windows write; the total size is the caller's to bound. */
export const DEFAULT_XML_LIMITS: XmlLimits = {
  maxDepth: 256,
  maxAttributes: 64,
  maxNameLength: 1024,
  maxTextLength: 256 * 1024 * 1024,
  maxNamespaces: 256,
};
