import type { BundleId } from '../../../kernel/ids.ts';
import type { Move } from './environment.ts';

/** What an environment runs, by its moves, the oldest first. */
export interface Running {
  /** Of the last move that was done. */
  readonly current: Move | null;
  /** A later one that may have changed it, and of which nobody knows that it works. */
  readonly unsettled: Move | null;
  /**
   * What a rollback goes to: the last that was done before, other than the current, and was not rolled back from. One that
   * did not come through is tried again: it left neither what it came from nor anything older to be trusted more.
   */
  readonly lastKnownGood: Move | null;
}

export function runningIn(moves: readonly Move[]): Running {
  const done = moves.filter(({ ended }) => ended?.outcome === 'done');
  const current = done.at(-1) ?? null;
  const later = current === null ? moves : moves.slice(moves.indexOf(current) + 1);
  const unsettled = later.findLast(({ ended }) => ended === null || ended.outcome === 'failed') ?? null;
  if (unsettled?.kind === 'rollback') {
    const wanted = done.findLast(({ bundle }) => bundle === unsettled.bundle) ?? null;
    return { current, unsettled, lastKnownGood: wanted };
  }
  // Where the last attempt failed, what ran before it is what is known to work, unless somebody wanted it away.
  const isLeft = later.some(({ kind }) => kind === 'rollback');
  if (unsettled !== null && current !== null && unsettled.bundle !== current.bundle && !isLeft)
    return { current, unsettled, lastKnownGood: current };
  const bad = new Set<BundleId>(
    moves.flatMap(({ kind, from }) => (kind === 'rollback' && from !== null ? [from] : [])),
  );
  if (current !== null) bad.add(current.bundle);
  return { current, unsettled, lastKnownGood: done.findLast(({ bundle }) => !bad.has(bundle)) ?? null };
}

/** Whether a bundle was ever brought into an environment for good. */
export function ranIn(moves: readonly Move[], bundle: BundleId): boolean {
  return moves.some((move) => move.bundle === bundle && move.ended?.outcome === 'done');
}
