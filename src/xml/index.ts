// XML, bounded: the scanner under CLIXML and SOAP, a small tree for SOAP, and what writers need.

export { decodeXml } from './decode-xml.ts';
export { escapeXmlAttribute, escapeXmlText, type UnwritablePolicy } from './escape-xml.ts';
export { parseXmlElement, type XmlAttribute, XmlElement, type XmlPrefixes } from './xml-element.ts';
export { XmlError, type XmlErrorCode } from './xml-error.ts';
export { DEFAULT_XML_LIMITS, type XmlLimits } from './xml-limits.ts';
export {
  type NamespaceDeclaration,
  XML_NAMESPACE,
  XmlScanner,
  type XmlScannerOptions,
  type XmlToken,
} from './xml-scanner.ts';
