/** When a client that breaks the rules is cut off, and for how long. */
export interface ViolationBounds {
  /** This many within `windowMs` cut it off. */
  readonly most: number;
  readonly windowMs: number;
  /** Cooldowns by how often it was cut off before; the last one repeats. */
  readonly cooldowns: readonly number[];
  /** After so long without another cut-off the first pause is the short one again. */
  readonly forgiveMs: number;
}

/** Recent violations of a client. Times are by the steady clock. */
export interface ViolationRecord {
  /** At most `most` of them, oldest first. */
  recent: number[];
  cutOffs: number;
  cutOffAt: number;
  cooldownUntil: number;
}

export const noViolations = (): ViolationRecord => ({
  recent: [],
  cutOffs: 0,
  cutOffAt: 0,
  cooldownUntil: 0,
});

/** Counts one; answers 0, or how long the client has to stay away because this was one too many. */
export function countViolation(record: ViolationRecord, bounds: ViolationBounds, steady: number): number {
  record.recent = record.recent.filter((at) => steady - at < bounds.windowMs);
  record.recent.push(steady);
  if (record.recent.length < bounds.most) return 0;
  if (steady - record.cutOffAt > bounds.forgiveMs) record.cutOffs = 0;
  const pause = bounds.cooldowns[Math.min(record.cutOffs, bounds.cooldowns.length - 1)] ?? 0;
  record.recent = [];
  record.cutOffs += 1;
  record.cutOffAt = steady;
  record.cooldownUntil = steady + pause;
  return pause;
}

/** Whole milliseconds the client still has to stay away; 0 when it may come. */
export function cooldownLeft(record: ViolationRecord, steady: number): number {
  return Math.max(0, Math.ceil(record.cooldownUntil - steady));
}
