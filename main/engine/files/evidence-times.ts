export interface EvidenceTimes {
  /** Files are looked at once they have been left alone for so long (debounce). */
  readonly quiet: number;
  /** How often it is asked what is due. */
  readonly ask: number;
  /** What this device last looked at so long ago is due. */
  readonly due: number;
}

export const EVIDENCE_TIMES: EvidenceTimes = { quiet: 2000, ask: 15 * 60_000, due: 24 * 3_600_000 };
