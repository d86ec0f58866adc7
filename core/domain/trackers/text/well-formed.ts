/** As it is kept and shown: bytes that are no UTF-8 stand as lone surrogates in a document, and as U+FFFD here. */
export function wellFormed(text: string): string {
  return text.isWellFormed() ? text : text.toWellFormed();
}
