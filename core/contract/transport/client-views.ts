import { type Failure, fail } from '../../kernel/result.ts';
import { applyPatch, keepIdentity, sameValue } from './row-patches.ts';
import type { EngineFrame, WireRow } from './wire.ts';

/** The client's copy of a view: what it last showed. */
export interface ViewSnapshot {
  readonly phase: 'loading' | 'live' | 'lost' | 'failed';
  readonly rows: readonly WireRow[];
  readonly extra: unknown;
  readonly failure: Failure | null;
}

export const nothingYet: ViewSnapshot = { phase: 'loading', rows: [], extra: null, failure: null };

type PushFrame = Extract<EngineFrame, { t: 'reset' | 'patch' | 'failed' }>;

/** The next state after a push; null when the push does not follow (the view must be asked for again). */
export function applyPush(snapshot: ViewSnapshot, expected: number, frame: PushFrame): ViewSnapshot | null {
  if (frame.t === 'failed') return { ...snapshot, phase: 'failed', failure: frame.error };
  if (frame.t === 'reset') {
    const rows = keepIdentity(snapshot.rows, frame.rows);
    const extra = sameValue(snapshot.extra, frame.extra) ? snapshot.extra : frame.extra;
    return { phase: 'live', rows, extra, failure: null };
  }
  if (frame.seq !== expected) return null;
  const rows = applyPatch(snapshot.rows, frame.rows);
  if (rows === null) return null;
  return { phase: 'live', rows, extra: 'extra' in frame ? frame.extra : snapshot.extra, failure: null };
}

export const lostFailure = fail(
  'contract.lost',
  'The engine went away before it answered. Whether the change was made shows once it is back.',
  {},
  true,
);

export const absentFailure = fail(
  'contract.absent',
  'The engine is not there right now. Nothing was sent; try again once it is back.',
  {},
  true,
);

export const closedFailure = fail('contract.closed', 'The connection to the engine was closed.');

export const cancelledFailure = fail('contract.cancelled', 'The call was given up before it was answered.');

export const tooLargeFailure = fail(
  'contract.too-large',
  'The message is larger than the connection carries; nothing was sent.',
);

export const notUnderstood = fail(
  'contract.bug',
  'The engine answered something this screen does not understand. Reload to get the same version of both.',
);
