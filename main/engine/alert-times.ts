export interface AlertTimes {
  /** Agents come back one by one after a start; until then nothing of the fleet is judged. */
  readonly graceMs: number;
  /** Between a commit and the turn that judges it: many commits are judged together. */
  readonly quietMs: number;
  /** Everything is judged at least so often: time alone changes things. */
  readonly everyMs: number;
  /** Time in which nobody judged counts up to this long; as long as Prometheus has it. */
  readonly toleranceMs: number;
}

export const ALERT_TIMES: AlertTimes = {
  graceMs: 30_000,
  quietMs: 100,
  everyMs: 10_000,
  toleranceMs: 3_600_000,
};
