import type { EvidenceId } from '../../../kernel/ids.ts';
import { unreachable } from '../../../kernel/unreachable.ts';
import type { EvidenceState } from '../evidence.ts';
import { numberText } from '../measure/guard.ts';
import { limitsOf, type SloDocument, type SloLimits, type SloObjective } from './slo-document.ts';
import type { SloResult, SloStanding } from './standing.ts';

/** A value as it was read or typed in; null: nothing could be read. */
export interface SloValue {
  readonly value: number | null;
  readonly measuredAt: number;
  /** What was looked at. */
  readonly says: string;
  readonly digest: string | null;
  /** Of one that was typed in. */
  readonly evidence: { readonly id: EvidenceId; readonly state: EvidenceState | 'withdrawn' | 'gone' } | null;
}

interface Asked {
  readonly document: SloDocument;
  readonly objective: SloObjective;
  readonly stage: string;
  readonly profile: string;
  /** The newest first. */
  readonly values: readonly SloValue[];
  readonly now: number;
  /** A value dated further ahead than this is not believed. */
  readonly drift: number;
}

const DAY_MS = 86_400_000;

export function standingOf({ document, objective, stage, profile, values, now, drift }: Asked): SloStanding {
  const { id, title, unit, repeat, freshDays } = objective;
  const limits = limitsOf(objective, stage, profile);
  const [newest] = values;
  const about = { policy: document.policy, objective: id, title, stage, profile, unit };
  const counted = values.filter((one) => whyNotCounted(one, now, drift) === null);
  const breachesInARow = breaches(objective, limits, counted);
  const unproven = newest === undefined ? null : whyNotCounted(newest, now, drift);
  if (newest === undefined || newest.value === null || unproven !== null) {
    const why = newest === undefined ? 'no value was read or typed in yet' : (unproven ?? newest.says);
    return {
      ...about,
      result: 'missing',
      blocks: true,
      breachesInARow,
      value: newest?.value ?? null,
      at: newest?.measuredAt ?? null,
      evidenceId: newest?.evidence?.id ?? null,
      says: `${title} has no value at ${stage}: ${why.replace(/\.$/u, '')}.`,
    };
  }
  const { value, measuredAt, evidence, says } = newest;
  const isStale = freshDays !== undefined && now >= measuredAt + freshDays * DAY_MS;
  const result = isStale ? 'stale' : judgeValue(objective, limits, value);
  const repeats = result === 'soft-fail' && breachesInARow >= repeat;
  return {
    ...about,
    result,
    blocks: result === 'hard-fail' || result === 'stale' || repeats,
    breachesInARow,
    value,
    at: measuredAt,
    evidenceId: evidence?.id ?? null,
    says: `${title} is ${amount(value, unit)} at ${stage}, ${verdict(objective, limits, result, breachesInARow)}. ${says}`,
  };
}

/** The rounding of binary fractions never decides. */
export function judgeValue(
  { better }: SloObjective,
  limits: SloLimits,
  value: number,
): Exclude<SloResult, 'missing' | 'stale'> {
  const isBeyond = (limit: number | null): boolean => {
    if (limit === null) return false;
    const rounding = Math.max(Math.abs(limit), Math.abs(value)) * 1e-12;
    return better === 'lower' ? value > limit + rounding : value < limit - rounding;
  };
  if (isBeyond(limits.hard)) return 'hard-fail';
  if (isBeyond(limits.soft)) return 'soft-fail';
  return isBeyond(limits.warn) ? 'warn' : 'pass';
}

/**
 * Of the newest values that count, how many in a row fail. The same report that was read again is one; what could not be
 * read says nothing either way.
 */
function breaches(objective: SloObjective, limits: SloLimits, values: readonly SloValue[]): number {
  let count = 0;
  let last: SloValue | null = null;
  for (const one of values) {
    if (one.value === null) continue;
    const isSame =
      last !== null && one.digest !== null && one.digest === last.digest && one.value === last.value;
    last = one;
    if (isSame) continue;
    const result = judgeValue(objective, limits, one.value);
    if (result !== 'soft-fail' && result !== 'hard-fail') return count;
    count += 1;
  }
  return count;
}

function isProved({ evidence }: SloValue): boolean {
  return evidence === null || evidence.state === 'verified';
}

function whyNotCounted(value: SloValue, now: number, drift: number): string | null {
  if (value.value === null) return null;
  if (value.measuredAt > now + drift)
    return `the newest one, ${numberText(value.value)}, is dated in the future`;
  return isProved(value)
    ? null
    : `the evidence of the newest one, ${numberText(value.value)}, is ${value.evidence?.state ?? 'gone'}`;
}

const LIMIT_OF = { 'soft-fail': 'soft', 'hard-fail': 'hard', warn: 'warn' } as const;

function verdict(
  { better, unit, repeat, freshDays = 0 }: SloObjective,
  limits: SloLimits,
  result: Exclude<SloResult, 'missing'>,
  inARow: number,
): string {
  const beyond = better === 'lower' ? 'above' : 'below';
  switch (result) {
    case 'pass':
      return `within its limits`;
    case 'stale':
      return `and older than ${freshDays} days`;
    case 'warn':
      return `${beyond} where it begins to warn, ${amount(limits.warn ?? 0, unit)}`;
    case 'soft-fail':
    case 'hard-fail': {
      const which = LIMIT_OF[result];
      const often = result === 'soft-fail' ? `, ${inARow} in a row of the ${repeat} that block` : '';
      return `${beyond} its ${which} limit of ${amount(limits[which] ?? 0, unit)}${often}`;
    }
    default:
      return unreachable(result);
  }
}

function amount(value: number, unit: string): string {
  return unit === '' ? numberText(value) : `${numberText(value)} ${unit}`;
}
