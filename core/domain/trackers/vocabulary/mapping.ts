import type { CanonicalState } from './states.ts';

/** What a person said about columns and words; wins over profile and guesses. */
export interface TrackerMapping {
  /** Column label -> field name (`name`, `status`, `date`, `owner`, `notes`, or a slug); `ignore` leaves it alone. */
  readonly columns: Readonly<Record<string, string>>;
  /** Status word -> state. */
  readonly words: Readonly<Record<string, CanonicalState>>;
}
