import { z } from 'zod';
import { CanonicalState } from '../domain/trackers/vocabulary/states.ts';
import { ItemId, ProposalId, TaskId, TrackerId } from '../kernel/ids.ts';
import { IsoDate, Millis, StateCounts } from './shared.ts';

/** How a tracker relates to its file. `detached`: no file, lives in the workspace until exported. */
export const FileState = z.enum([
  'in-step',
  'writing',
  'changed-outside',
  'conflict',
  'missing',
  'read-only',
  'refused',
  'detached',
]);

export const TrackerSummary = z.object({
  id: TrackerId,
  name: z.string(),
  profile: z.string(),
  path: z.string().nullable(),
  fileState: FileState,
  /** One sentence when fileState isn't in-step: what is wrong, what is kept, what to do. */
  fileNote: z.string().nullable(),
  counts: StateCounts,
  /** Items that carry a status, dropped ones left out; `done` of them finished. */
  total: z.number().int(),
  done: z.number().int(),
  nextDue: z.object({ date: IsoDate, title: z.string(), itemId: ItemId }).nullable(),
  blocked: z.number().int(),
  findings: z.object({ info: z.number(), warning: z.number(), high: z.number() }),
  lastUpdated: IsoDate.nullable(),
  lastVerified: IsoDate.nullable(),
  owner: z.string().nullable(),
  changedAt: Millis,
  /** e.g. {"programme milestones": 5}; what the profile recognised. */
  recognised: z.record(z.string(), z.number()),
  /** Why it is stale (last-verified too old, or file not reachable), or null. */
  stale: z.string().nullable(),
});

export const FieldRow = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(['status', 'date', 'owner', 'text', 'notes', 'check', 'number']),
  raw: z.string(),
  value: z.string(),
  editable: z.boolean(),
  locked: z.string().nullable(),
});

export const ItemRow = z.object({
  id: ItemId,
  trackerId: TrackerId,
  trackerName: z.string(),
  address: z.string(),
  key: z.string(),
  kind: z.string(),
  title: z.string(),
  sectionPath: z.string(),
  sectionTitle: z.string(),
  parentId: ItemId.nullable(),
  depth: z.number().int(),
  line: z.number().int(),
  status: z.string().nullable(),
  state: CanonicalState.nullable(),
  guess: z.boolean(),
  deferred: z.boolean(),
  due: IsoDate.nullable(),
  owner: z.string().nullable(),
  notes: z.string().nullable(),
  fields: z.array(FieldRow),
  /** First date this item was seen with, when it has moved since. */
  firstDue: IsoDate.nullable(),
  changedAt: Millis,
});

export const ItemSort = z.object({
  by: z.enum(['document', 'title', 'state', 'due', 'owner', 'changed', 'section', 'tracker']),
  descending: z.boolean(),
});

export const ItemFilter = z.object({
  text: z.string().default(''),
  states: z.array(CanonicalState).default([]),
  kinds: z.array(z.string()).default([]),
  owners: z.array(z.string()).default([]),
  section: z.string().nullable().default(null),
  dueBefore: IsoDate.nullable().default(null),
  dueAfter: IsoDate.nullable().default(null),
  /** Only items that carry a status. */
  withStatus: z.boolean().default(false),
  slipped: z.boolean().default(false),
});

/** A change a person makes. `value` for status is a word of the vocabulary, for date an ISO date, for check `true`/`false`. */
export const TrackerEdit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('set-field'), itemId: ItemId, field: z.string(), value: z.string() }),
  z.object({
    kind: z.literal('add-item'),
    /** Beside this item: below it by default, same carrier. */
    nearItemId: ItemId,
    place: z.enum(['before', 'after']),
    values: z.record(z.string(), z.string()),
  }),
  z.object({ kind: z.literal('delete-item'), itemId: ItemId }),
  z.object({ kind: z.literal('duplicate-item'), itemId: ItemId }),
  z.object({
    kind: z.literal('move-item'),
    itemId: ItemId,
    nearItemId: ItemId,
    place: z.enum(['before', 'after']),
  }),
  z.object({ kind: z.literal('set-meta'), name: z.string(), value: z.string() }),
  /** Replaces the section's own body (heading excluded). */
  z.object({ kind: z.literal('set-prose'), sectionPath: z.string(), text: z.string() }),
  z.object({ kind: z.literal('add-log'), text: z.string() }),
]);

export const Mapping = z.object({
  /** Column label -> field name; `ignore` leaves a column alone. */
  columns: z.record(z.string(), z.string()).default({}),
  /** Status word -> canonical state. */
  words: z.record(z.string(), CanonicalState).default({}),
});

export const ImportPreview = z.object({
  path: z.string(),
  name: z.string(),
  profile: z.string(),
  profiles: z.array(z.object({ id: z.string(), label: z.string(), score: z.number() })),
  recognised: z.record(z.string(), z.number()),
  items: z.number().int(),
  skipped: z.array(z.object({ what: z.string(), line: z.number().int(), reason: z.string() })),
  guesses: z.array(z.object({ line: z.number().int(), what: z.string() })),
  columns: z.array(z.object({ label: z.string(), field: z.string(), sample: z.string() })),
  words: z.array(
    z.object({ word: z.string(), state: CanonicalState, guess: z.boolean(), count: z.number().int() }),
  ),
  sample: z.array(
    z.object({
      title: z.string(),
      status: z.string().nullable(),
      state: CanonicalState.nullable(),
      due: z.string().nullable(),
    }),
  ),
  /** Set when this path is a tracker already. */
  trackerId: TrackerId.nullable(),
  problem: z.string().nullable(),
});

export const Revision = z.object({
  sequence: z.number().int(),
  hash: z.string(),
  at: Millis,
  cause: z.enum(['import', 'edit', 'undo', 'redo', 'outside', 'merge', 'restore']),
  actor: z.string().nullable(),
  summary: z.string(),
  bytes: z.number().int(),
});

export const DiffLine = z.object({
  kind: z.enum(['same', 'added', 'removed', 'gap']),
  text: z.string(),
  oldLine: z.number().int().nullable(),
  newLine: z.number().int().nullable(),
});

export const ItemDetail = z.object({
  row: ItemRow,
  raw: z.string(),
  /** Legal moves of the status from here, by the vocabulary; empty without status. */
  moves: z.array(z.object({ word: z.string(), state: CanonicalState })),
  vocabulary: z.array(z.object({ word: z.string(), state: CanonicalState })),
  children: z.array(
    z.object({
      id: ItemId,
      title: z.string(),
      state: CanonicalState.nullable(),
      status: z.string().nullable(),
    }),
  ),
  history: z.array(
    z.object({
      at: Millis,
      actor: z.string().nullable(),
      source: z.enum(['here', 'outside', 'import', 'undo', 'redo']),
      field: z.string(),
      label: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
  dependsOn: z.array(z.object({ id: ItemId, title: z.string() })),
  /** What verified tasks proposed for it, newest first; the whole report is on the task's page. */
  evidence: z.array(
    z.object({
      proposalId: ProposalId,
      taskId: TaskId,
      taskTitle: z.string(),
      agentName: z.string(),
      status: z.string(),
      answer: z.enum(['open', 'accepted', 'dismissed']),
      /** e.g. "3 of 3 checks passed". */
      checks: z.string(),
      at: Millis,
    }),
  ),
});

export const ChartPoint = z.record(z.string(), z.union([z.number(), z.string(), z.null()]));

/** At most 1,000 points; `x` is an ISO date. Downsampled in the engine. */
export const Chart = z.object({
  id: z.string(),
  title: z.string(),
  /** The question it answers, in words. */
  answers: z.string(),
  unit: z.string(),
  series: z.array(
    z.object({ key: z.string(), label: z.string(), state: CanonicalState.nullable(), dashed: z.boolean() }),
  ),
  points: z.array(ChartPoint),
  /** Periods without data, drawn as hatched bands. */
  gaps: z.array(z.object({ from: z.string(), to: z.string() })),
  /** Points before downsampling. */
  of: z.number().int(),
});
