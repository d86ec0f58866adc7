/** Half-open range in UTF-16 units of the decoded text (see text.ts: decoding is lossless both ways). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replace `text.slice(start, end)` by `insert`. Splices of one plan are ascending and do not overlap. */
export interface Splice extends Span {
  readonly insert: string;
}
