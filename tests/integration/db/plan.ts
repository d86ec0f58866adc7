import type { ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Result } from '../../../core/kernel/result.ts';
import { liveTracker, revisionBytes } from '../../../db/readers/tracker-views.ts';
import type { NewDelivery } from '../../../db/records/delivery.ts';
import { type ConfirmedIntent, confirmIntent, openIntent } from '../../../db/usecases/intents.ts';
import { addTracker } from '../../../db/usecases/trackers.ts';
import { must, type TestWorkspace } from './open-workspace.ts';

export const PLAN = `# Plan

## Tasks

| Task | Status | Due | Owner |
|---|---|---|---|
| T1 Lay keel | Done | 2026-10-01 | Ada |
| T2 Raise mast | In Progress | 2026-12-01 | Grace |
| T3 Sew sails | Todo | 2026-12-20 | Ada |

## Notes

The mast comes from Åland.
`;

export function addPlan(
  ws: Pick<TestWorkspace, 'db' | 'actorId'>,
  text: string = PLAN,
  facts: { readonly name?: string; readonly path?: string | null; readonly at?: number } = {},
): TrackerId {
  const { trackerId } = must(
    addTracker(ws.db, {
      name: facts.name ?? 'Plan',
      path: facts.path === undefined ? `/plans/${facts.name ?? 'plan'}.md` : facts.path,
      profile: 'generic',
      mapping: null,
      bytes: Buffer.from(text),
      actorId: ws.actorId,
      summary: 'Imported',
      ...(facts.at === undefined ? {} : { at: facts.at }),
    }),
  );
  return trackerId;
}

export function textOf(ws: TestWorkspace, trackerId: TrackerId): string {
  const current = revisionBytes(ws.db, trackerId, null);
  if (current === null) throw new Error('no text');
  return Buffer.from(current.bytes).toString('utf8');
}

/** What a test changes: an exact range of the current text. */
export interface Change {
  readonly from: string;
  readonly to: string;
  readonly cause?: 'edit' | 'undo' | 'redo';
  readonly stepId?: number;
  readonly deliveries?: readonly NewDelivery[];
}

export function openChange(ws: TestWorkspace, trackerId: TrackerId, change: Change) {
  const { from, to, cause, stepId, deliveries = [] } = change;
  const before = textOf(ws, trackerId);
  const start = before.indexOf(from);
  if (start === -1) throw new Error(`not in the text: ${from}`);
  const after = before.slice(0, start) + to + before.slice(start + from.length);
  return openIntent(ws.db, {
    trackerId,
    cause: cause ?? 'edit',
    actorId: ws.actorId,
    summary: `${from} -> ${to}`,
    ops: [
      {
        entity: { kind: 'item', id: 'it_some' },
        patch: { status: { value: to, before: 'hash-before', after: 'hash-after' } },
      },
    ],
    splices: [{ start, end: start + from.length, insert: to }],
    baseHash: liveTracker(ws.db.read, trackerId)?.hash ?? '',
    target: Buffer.from(after),
    deliveries,
    ...(stepId === undefined ? {} : { stepId }),
  });
}

/** An edit from intent to confirmation, as if its file had been written between. */
export function change(ws: TestWorkspace, trackerId: TrackerId, wanted: Change): Result<ConfirmedIntent> {
  const opened = openChange(ws, trackerId, wanted);
  return opened.ok ? confirmIntent(ws.db, opened.value.intentId) : opened;
}

export interface StoredItem {
  readonly id: ItemId;
  readonly key: string;
  readonly title: string;
  readonly status: string | null;
  readonly state: string | null;
  readonly due: string | null;
  readonly firstDue: string | null;
  readonly owner: string | null;
  readonly changedAt: number;
  readonly address: string;
}

/** Items as stored, in document order. */
export function items(ws: TestWorkspace, trackerId: TrackerId): StoredItem[] {
  return ws.db.read.all<StoredItem>(
    `SELECT id, key, title, status, state, due, first_due AS firstDue, owner, changed_at AS changedAt, address
     FROM item WHERE tracker_id = ? ORDER BY position`,
    trackerId,
  );
}
