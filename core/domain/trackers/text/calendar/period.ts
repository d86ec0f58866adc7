/** A week, month, quarter or half of a year. */
export interface Period {
  readonly first: string;
  readonly last: string;
  /** A day in its middle or a weekday is named, and is both. */
  readonly part?: 'middle' | 'day';
}
