// Writes elements into one growing text, compact as PSRP carries them or indented as Export-Clixml writes them.

/** The caller closes what it opens and passes attributes and content that are escaped already. */
export class XmlWriter {
  text = '';
  readonly #indented: boolean;
  #depth = 0;
  /** The last start tag still lacks its `>`. */
  #tagIsOpen = false;

  constructor(indented: boolean) {
    this.#indented = indented;
  }

  /** A start tag; `attributes` begins with a blank or is empty. */
  open(tag: string, attributes: string): void {
    this.#beforeElement();
    this.text += `<${tag}${attributes}`;
    this.#tagIsOpen = true;
    this.#depth++;
  }

  /** The end of the element opened last, which holds elements or nothing. */
  close(tag: string): void {
    this.#depth--;
    if (this.#tagIsOpen) {
      this.#tagIsOpen = false;
      this.text += ' />';
      return;
    }
    if (this.#indented) this.#newLine();
    this.text += `</${tag}>`;
  }

  /** An element that holds text, possibly none. */
  leaf(tag: string, attributes: string, content: string): void {
    this.#beforeElement();
    this.text += `<${tag}${attributes}>${content}</${tag}>`;
  }

  /** An element without content. */
  empty(tag: string, attributes: string): void {
    this.#beforeElement();
    this.text += `<${tag}${attributes} />`;
  }

  #beforeElement(): void {
    if (this.#tagIsOpen) {
      this.#tagIsOpen = false;
      this.text += '>';
    }
    if (this.#indented) this.#newLine();
  }

  #newLine(): void {
    if (this.text !== '') this.text += `\n${'  '.repeat(this.#depth)}`;
  }
}
