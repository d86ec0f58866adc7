import { z } from 'zod';
import { RevisionCause } from '../../../core/domain/trackers/rows/revision.ts';
import { TrackerMapping } from '../../../core/domain/trackers/vocabulary/mapping.ts';
import { ActorId, ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';

/** The logs as schema 4 had them: revisions numbered per device, conflicts as events of their own. */

const envelope = <Form extends z.ZodType>(form: Form) => z.object({ v: z.literal(1), d: form });

const OldRevision = envelope(
  z.object({
    trackerId: TrackerId,
    sequence: z.number(),
    hash: z.string(),
    bytes: z.number(),
    cause: RevisionCause,
    actorId: ActorId.nullable().catch(null),
    summary: z.string(),
    correlation: z.string(),
    carried: z.record(z.string(), z.string()).optional(),
  }),
);
export type OldRevision = z.output<typeof OldRevision>['d'];

const Side = z.object({ value: z.string().nullable(), who: z.string(), at: z.number() });
const OldConflict = envelope(
  z.object({
    id: z.string(),
    trackerId: TrackerId,
    itemId: ItemId.nullable(),
    address: z.string(),
    title: z.string(),
    field: z.string(),
    base: z.string().nullable(),
    mine: Side,
    theirs: Side,
    rule: z.string(),
    kept: z.enum(['theirs', 'both']),
  }),
);
export type OldConflict = z.output<typeof OldConflict>['d'];

const OldRestorePoint = envelope(
  z.object({
    id: z.string(),
    label: z.string(),
    revisions: z.array(z.object({ trackerId: TrackerId, sequence: z.number() })),
  }),
);
export type OldRestorePoint = z.output<typeof OldRestorePoint>['d'];

const TrackerPatch = envelope(z.record(z.string(), z.object({ value: z.json() })));

export interface OldReading {
  readonly profile?: string;
  readonly mapping?: TrackerMapping | null;
}

export type OldEntry = { readonly seq: number; readonly at: number } & (
  | { readonly kind: 'revision'; readonly eventId: string; readonly revision: OldRevision }
  | { readonly kind: 'conflict'; readonly conflict: OldConflict }
  | {
      readonly kind: 'reading';
      readonly trackerId: TrackerId;
      readonly actorId: string;
      readonly reading: OldReading;
    }
);

/** What the logs say of texts, in their order. Rows that can't be read are left where they are. */
export function oldEntries(db: Reader): OldEntry[] {
  const events = db.all<{ seq: number; id: string; kind: string; at: number; payload: string }>(
    "SELECT seq, id, kind, at, payload FROM event WHERE kind IN ('tracker.revision', 'tracker.conflict')",
  );
  const ops = db.all<{ seq: number; hlc: string; actorId: string; entityId: string; patch: string }>(
    "SELECT seq, hlc, actor_id AS actorId, entity_id AS entityId, patch FROM op WHERE entity_kind = 'tracker'",
  );
  return [
    ...events.flatMap((event): OldEntry[] => {
      const { seq, at } = event;
      const text: unknown = JSON.parse(event.payload);
      if (event.kind === 'tracker.conflict') {
        const conflict = OldConflict.safeParse(text);
        return conflict.success ? [{ kind: 'conflict', seq, at, conflict: conflict.data.d }] : [];
      }
      const revision = OldRevision.safeParse(text);
      return revision.success
        ? [{ kind: 'revision', seq, at, eventId: event.id, revision: revision.data.d }]
        : [];
    }),
    ...ops.flatMap((op): OldEntry[] => {
      const trackerId = TrackerId.safeParse(op.entityId);
      const reading = readingIn(op.patch);
      if (!trackerId.success || reading === null) return [];
      const at = Number.parseInt(op.hlc.slice(0, 12), 16);
      return [{ kind: 'reading', seq: op.seq, at, trackerId: trackerId.data, actorId: op.actorId, reading }];
    }),
  ].toSorted((one, other) => one.seq - other.seq);
}

function readingIn(text: string): OldReading | null {
  const patch = TrackerPatch.safeParse(JSON.parse(text));
  if (!patch.success) return null;
  const { profile, mapping } = patch.data.d;
  if (profile === undefined && mapping === undefined) return null;
  return {
    ...(typeof profile?.value === 'string' ? { profile: profile.value } : {}),
    ...(mapping === undefined ? {} : { mapping: mappingIn(mapping.value) }),
  };
}

function mappingIn(value: unknown): TrackerMapping | null {
  if (typeof value !== 'string') return null;
  const mapping = envelope(TrackerMapping).safeParse(JSON.parse(value));
  return mapping.success ? mapping.data.d : null;
}

export function oldRestorePoints(db: Reader): { readonly seq: number; readonly point: OldRestorePoint }[] {
  return db
    .all<{ seq: number; payload: string }>("SELECT seq, payload FROM event WHERE kind = 'restore-point'")
    .flatMap(({ seq, payload }) => {
      const point = OldRestorePoint.safeParse(JSON.parse(payload));
      return point.success ? [{ seq, point: point.data.d }] : [];
    });
}

export interface OldIntent {
  readonly id: string;
  readonly trackerId: TrackerId;
  readonly cause: string;
  readonly correlation: string;
  readonly actorId: string;
  readonly summary: string;
  readonly baseHash: string;
  readonly targetHash: string;
  readonly splices: string;
  readonly stepId: number | null;
  readonly openedAt: number;
}

export function oldIntents(db: Reader): OldIntent[] {
  return db.all<OldIntent>(
    `SELECT id, tracker_id AS trackerId, cause, correlation, actor_id AS actorId, summary, base_hash AS baseHash,
       target_hash AS targetHash, splices, step_id AS stepId, opened_at AS openedAt FROM intent`,
  );
}

/** The ids that items of the current texts have, by tracker and address. */
export function oldItemIds(db: Reader): ReadonlyMap<TrackerId, ReadonlyMap<string, ItemId>> {
  const byTracker = new Map<TrackerId, Map<string, ItemId>>();
  const rows = db.all<{ trackerId: TrackerId; address: string; id: ItemId }>(
    'SELECT tracker_id AS trackerId, address, id FROM item ORDER BY tracker_id, position',
  );
  for (const { trackerId, address, id } of rows) {
    const ids = byTracker.get(trackerId) ?? new Map<string, ItemId>();
    if (!ids.has(address)) ids.set(address, id);
    byTracker.set(trackerId, ids);
  }
  return byTracker;
}
