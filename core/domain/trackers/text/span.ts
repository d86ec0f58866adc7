/** Half-open range in UTF-16 units of the decoded text (see text.ts: decoding is lossless both ways). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function shiftSpan(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

/** Where a field of an item stands in the document. */
export function fieldSpan(item: { readonly span: Span }, field: { readonly within: Span }): Span {
  return shiftSpan(field.within, item.span.start);
}

/** Replace `text.slice(start, end)` by `insert`. Splices of one plan are ascending and do not overlap. */
export interface Splice extends Span {
  readonly insert: string;
}
