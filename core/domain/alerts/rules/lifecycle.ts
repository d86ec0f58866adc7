import { unreachable } from '../../../kernel/unreachable.ts';
import type { Truth } from './compile-rule.ts';

/** How the alert of one subject under one rule stands; none: inactive. */
export type Standing =
  | { readonly state: 'pending'; readonly since: number; readonly sinceAtLeast: boolean }
  | {
      readonly state: 'firing';
      readonly since: number;
      readonly sinceAtLeast: boolean;
      readonly firedAt: number;
      /** Since when its condition no longer holds; null while it does. */
      readonly endingSince: number | null;
    }
  /** Kept for as long as its rule has it cool down. */
  | { readonly state: 'resolved'; readonly resolvedAt: number };

export interface Judged {
  readonly now: number;
  readonly truth: Truth;
  /** When it was judged before; null: never, so what holds may have held for long. */
  readonly before: number | null;
}

export interface Terms {
  readonly forMs: number;
  readonly keepMs: number;
  readonly cooldownMs: number;
  readonly noData: 'keep' | 'fire' | 'resolve';
  /** Time in which nobody judged counts up to this long. */
  readonly toleranceMs: number;
}

/**
 * One step of an alert's life, as Prometheus has it: pending while its condition has not held for long enough, firing
 * until it has not held for as long as it is kept, then resolved. Where the clock was set back, what lies ahead of it
 * counts from now.
 */
export function judge(standing: Standing | null, judged: Judged, terms: Terms): Standing | null {
  const { now, before } = judged;
  const gap = before === null ? 0 : Math.max(0, now - before);
  const known = standing === null ? null : notAhead(standing, now);
  const holds = judged.truth === 'unknown' ? unknownMeans(terms, known) : judged.truth === 'true';
  if (known?.state === 'firing') return holds ? goesOn(known) : ends(known, now, terms);
  if (!holds) return known?.state === 'resolved' && isCooling(known.resolvedAt, now, terms) ? known : null;
  const pending = known?.state === 'pending' ? known : null;
  const unobserved = pending !== null && gap > terms.toleranceMs;
  const since = pending === null || unobserved ? now : pending.since;
  const sinceAtLeast = pending === null ? before === null : pending.sinceAtLeast || unobserved;
  const cools = known?.state === 'resolved' && isCooling(known.resolvedAt, now, terms);
  // It holds again while it cools down: what it waits for is the end of that.
  if (cools) return known;
  return now - since >= terms.forMs
    ? { state: 'firing', since, sinceAtLeast, firedAt: now, endingSince: null }
    : { state: 'pending', since, sinceAtLeast };
}

/** When the standing changes next without anything else happening; null: not by itself. */
export function judgeAgainAt(standing: Standing | null, terms: Terms): number | null {
  if (standing === null) return null;
  switch (standing.state) {
    case 'pending':
      return standing.since + terms.forMs;
    case 'firing':
      return standing.endingSince === null ? null : standing.endingSince + terms.keepMs;
    case 'resolved':
      return standing.resolvedAt + terms.cooldownMs;
    default:
      return unreachable(standing);
  }
}

function unknownMeans({ noData }: Terms, standing: Standing | null): boolean {
  if (noData !== 'keep') return noData === 'fire';
  return standing !== null && standing.state !== 'resolved';
}

const isCooling = (resolvedAt: number, now: number, { cooldownMs }: Terms): boolean =>
  now - resolvedAt < cooldownMs;

function goesOn(firing: Standing & { state: 'firing' }): Standing {
  return firing.endingSince === null ? firing : { ...firing, endingSince: null };
}

function ends(firing: Standing & { state: 'firing' }, now: number, { keepMs }: Terms): Standing {
  const endingSince = firing.endingSince ?? now;
  return now - endingSince >= keepMs ? { state: 'resolved', resolvedAt: now } : { ...firing, endingSince };
}

function notAhead(standing: Standing, now: number): Standing {
  const early = (at: number): number => Math.min(at, now);
  switch (standing.state) {
    case 'pending':
      return { ...standing, since: early(standing.since) };
    case 'firing':
      return {
        ...standing,
        since: early(standing.since),
        firedAt: early(standing.firedAt),
        endingSince: standing.endingSince === null ? null : early(standing.endingSince),
      };
    case 'resolved':
      return { ...standing, resolvedAt: early(standing.resolvedAt) };
    default:
      return unreachable(standing);
  }
}
