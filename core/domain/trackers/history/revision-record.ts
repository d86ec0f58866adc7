import { z } from 'zod';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import { ActorId, DeviceId, ItemId, RevisionId, TrackerId } from '../../../kernel/ids.ts';
import { RevisionCause } from '../rows/revision.ts';
import { TrackerMapping } from '../vocabulary/mapping.ts';

/** What a text is read with. It is part of a revision, so that every device reads it the same way. */
export const Reading = z.object({ profile: z.string(), mapping: TrackerMapping.nullable() });
export type Reading = z.output<typeof Reading>;

/** What changed in the map address -> item id against one parent. What is not named here is as it is there. */
export const ItemChanges = z.object({
  put: z.record(z.string(), ItemId),
  drop: z.array(z.string()),
});
export type ItemChanges = z.output<typeof ItemChanges>;

/** The key of the item ids of a revision without parents: only those that differ from the derived ones are named. */
export const NO_PARENT = '';

/** What a merge could not decide, as the merge hands it over. */
export const ConflictDraft = z.object({
  address: z.string(),
  /** Words for the row, e.g. the item's title. */
  title: z.string(),
  field: z.string(),
  base: z.string().nullable(),
  earlier: z.string().nullable(),
  later: z.string().nullable(),
  rule: z.string(),
  kept: z.enum(['earlier', 'later', 'both']),
});
export type ConflictDraft = z.output<typeof ConflictDraft>;

export const RevisionConflict = ConflictDraft.extend({
  itemId: ItemId.nullable(),
  /** Only where it is older than this form; else it is made of the merge, the item and the field. */
  id: z.string().optional(),
});
export type RevisionConflict = z.output<typeof RevisionConflict>;

export const MergeSides = z.object({ earlier: RevisionId, later: RevisionId });
export type MergeSides = z.output<typeof MergeSides>;

/**
 * A text of a tracker with all that makes it this revision and no other: nothing of device or time. Its id is a hash of
 * the whole, so the same act on two devices is one revision, and none can be changed under its id.
 */
export const RevisionRecord = z.object({
  tracker: TrackerId,
  /** In the order of their ids. */
  parents: z.array(RevisionId),
  /** SHA-256 of the bytes. */
  content: z.string(),
  bytes: z.number().int(),
  reading: Reading,
  /** Against the first parent, under its id; left out where nothing changed. */
  items: z.record(z.string(), ItemChanges),
  doubts: z.array(z.object({ itemId: ItemId, address: z.string(), score: z.number() })),
  /** Whose values the conflicts show; null without any. */
  sides: MergeSides.nullable(),
  conflicts: z.array(RevisionConflict),
  /** Items known apart that turned out to be one. */
  joins: z.array(z.tuple([ItemId, ItemId])),
});
export type RevisionRecord = z.output<typeof RevisionRecord>;

/** The text that a revision's id is the hash of. */
export function revisionText(record: RevisionRecord): string {
  const { conflicts, reading, ...rest } = record;
  return canonicalJson({
    ...rest,
    reading: { ...reading, mapping: reading.mapping === null ? null : mappingText(reading.mapping) },
    conflicts: conflicts.map(({ id, ...conflict }) => (id === undefined ? conflict : { ...conflict, id })),
  });
}

/** Mappings of before tables could be spoken of keep their hash. */
function mappingText({ tables, ...said }: TrackerMapping) {
  return tables === undefined ? said : { ...said, tables };
}

/** Milliseconds of a day that a calendar has. */
const DatedMillis = z.number().int().min(-8.64e15).max(8.64e15);

/** Who saw a revision come about, when and why: each device that made or found it has one. */
export const RevisionNote = z.object({
  revision: RevisionId,
  device: DeviceId,
  at: DatedMillis,
  cause: RevisionCause,
  actorId: ActorId.nullable(),
  /** The name git has for who saved it outside. */
  author: z.string().nullable(),
  summary: z.string(),
  correlation: z.string(),
});
export type RevisionNote = z.output<typeof RevisionNote>;
