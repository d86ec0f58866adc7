import { z } from 'zod';
import { unreachable } from '../../../kernel/unreachable.ts';
import type { ItemState } from '../../trackers/vocabulary/states.ts';
import type { SignoffState } from '../signoff/standing.ts';

/**
 * Where an item stands on the readiness board, in the order of the way to a sign-off.
 * - `unknown`: its own words don't say.
 * - `done`: its text says that it is finished, and nobody asked for a sign-off.
 * - `stale`: it was signed off, and what was signed has changed or was withdrawn.
 */
export const BOARD_LANES = [
  'unknown',
  'not-started',
  'in-progress',
  'done',
  'ready',
  'returned',
  'signed',
  'stale',
] as const;
export const BoardLane = z.enum(BOARD_LANES);
export type BoardLane = z.output<typeof BoardLane>;

/** A sign-off says more than the item's own status; without one the status says it. Null: it is on no lane. */
export function laneOf(signoff: SignoffState, state: ItemState | null): BoardLane | null {
  switch (signoff) {
    case 'requested':
      return 'ready';
    case 'returned':
    case 'signed':
      return signoff;
    case 'stale':
      return 'stale';
    case 'withdrawn':
      // What its text calls signed off while the signature was taken back is not signed off.
      return state === 'locked' ? 'stale' : laneByStatus(state);
    case 'none':
      return laneByStatus(state);
    default:
      return unreachable(signoff);
  }
}

function laneByStatus(state: ItemState | null): BoardLane | null {
  switch (state) {
    case 'planned':
      return 'not-started';
    case 'active':
    case 'blocked':
      return 'in-progress';
    case 'review':
      return 'ready';
    case 'done':
      return 'done';
    case 'locked':
      return 'signed';
    case 'dropped':
      return null;
    case 'unknown':
    case null:
      return 'unknown';
    default:
      return unreachable(state);
  }
}
