/** How long other programs are given, in milliseconds. */
export interface OutsideTimes {
  /** A file somebody touched is read once it has been still for so long, */
  readonly still: number;
  /** for so long when it is emptied, shortened or gone: a program that rewrites it begins with that, */
  readonly shrunk: number;
  /** and at the latest after this, as it stands. */
  readonly atLatest: number;
  /** Edits that have waited so long for another program are offered to be written or withdrawn. */
  readonly offer: number;
  /** A file that we replaced is looked at until it has been still for so long, unless nobody has it open. */
  readonly keep: number;
}

export const OUTSIDE_TIMES: OutsideTimes = {
  still: 1000,
  shrunk: 3000,
  atLatest: 10_000,
  offer: 30_000,
  keep: 10 * 60_000,
};
