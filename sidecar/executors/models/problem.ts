import { cutText } from '../../../core/kernel/cut-text.ts';

/** Why an answer is of no use. */
export interface Problem {
  readonly error: string;
  readonly retryable: boolean;
  /**
   * Whether the same is asked again. `later`: as long as the server says it has too much to do; `busy`: a few times, since
   * it may be gone in a moment; `once`: the answer came in, and not whole.
   */
  readonly again: 'later' | 'busy' | 'once' | 'never';
  /** How long the server asks to be left alone. */
  readonly waitMs: number | null;
  /** True when the server said so itself, and not only the connection broke: such an answer is not charged. */
  readonly reported: boolean;
  /** The conversation is larger than the model can take in. */
  readonly tooLong?: boolean;
}

/** A problem for which asking again is of no use. */
export const finalProblem = (error: string, retryable: boolean): Problem => ({
  error,
  retryable,
  again: 'never',
  waitMs: null,
  reported: false,
});

export const brokenOff = (server: string, how = ' before its end'): Problem => ({
  ...finalProblem(`The answer of ${server} broke off${how}.`, true),
  again: 'once',
});

export const malformed = (server: string, text: string): Problem =>
  finalProblem(`${server} sent something that is not its documented form: ${cutText(text, 200)}`, true);
