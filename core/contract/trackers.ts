import { z } from 'zod';
import { Chart } from '../domain/trackers/charts/chart.ts';
import { ImportPreview } from '../domain/trackers/rows/import-preview.ts';
import { ItemDetail } from '../domain/trackers/rows/item-detail.ts';
import { ItemFilter, ItemSort } from '../domain/trackers/rows/item-filter.ts';
import { ItemRow } from '../domain/trackers/rows/item-rows.ts';
import { LogRow } from '../domain/trackers/rows/log-row.ts';
import { Revision } from '../domain/trackers/rows/revision.ts';
import { OwnerLoad, SlippedRow, TimelineRow } from '../domain/trackers/rows/schedule-rows.ts';
import { LineDiff } from '../domain/trackers/text/line-diff.ts';
import { TrackerMapping } from '../domain/trackers/vocabulary/mapping.ts';
import { ActorId, ItemId, TrackerId } from '../kernel/ids.ts';
import { IsoDate } from '../kernel/time.ts';
import { command, query, view } from './define.ts';
import { FailureValue, NoInput, Nothing } from './shared.ts';

/** Null tracker: the whole workspace. */
const Scope = z.object({ trackerId: TrackerId.nullable() });

/** Steps that one undo may name. */
export const maxStepsNamed = 200;
/** More would make an undo step that nobody can follow. */
export const maxEditsPerCall = 1000;

/** A change a person makes. `value` for status is a word of the vocabulary, for date an ISO date, for check `true`/`false`. */
export const TrackerEdit = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('set-field'),
    itemId: ItemId,
    field: z.string(),
    value: z.string(),
    /** What its person saw in the document before (a field's `raw`). Another value there by now is a conflict of the two. */
    seen: z.string().optional(),
  }),
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
export type TrackerEdit = z.output<typeof TrackerEdit>;

/** `md` is the document itself, byte for byte; the reports say how it stands. */
export const ExportFormat = z.enum(['md', 'csv', 'json', 'report-md', 'report-html']);
export type ExportFormat = z.output<typeof ExportFormat>;

/** For reports: the first day whose changes are told; none: a week ago. */
const ChangesSince = IsoDate.optional();

const TrackerErrors = ['tracker.not-found', 'tracker.no-file'] as const;
const RelinkErrors = ['tracker.not-found', 'tracker.exists', 'file.missing', 'file.unreadable'] as const;
const EditErrors = [
  'tracker.not-found',
  'item.not-found',
  'field.not-found',
  'field.locked',
  'status.illegal-move',
  'status.unknown-word',
  'date.not-understood',
  'value.not-allowed',
  'tracker.conflict-markers',
  'tracker.not-utf8',
  'file.changed',
  'file.being-changed',
  'file.read-only',
  'file.missing',
  'file.disk-full',
  'file.write-failed',
] as const;

const EditOutcome = z.object({
  trackerId: TrackerId,
  /** Sequence of the revision this made. */
  revision: z.number().int(),
  /** What happened in one sentence, for the toast and the log. */
  summary: z.string(),
  /** The step that undoes this; null where there is none. */
  step: z.number().int().nullable(),
  /** Another change was merged with it: what a person meant may not be what stands there now, see `summary`. */
  merged: z.boolean(),
  /** Why it is not done in full: it is kept, and not in the file or the history yet. `summary` says so too; null when it is. */
  waits: z.string().nullable(),
});

/**
 * A person's own steps: of one tracker, and those with these numbers (`step` above) in whichever tracker; without
 * both, all of theirs.
 */
const OwnSteps = z.object({
  trackerId: TrackerId.nullable(),
  steps: z.array(z.number().int()).max(maxStepsNamed).optional(),
});

export const trackers = {
  'trackers.items': view(
    Scope.extend({
      filter: ItemFilter,
      sort: ItemSort,
      /** First row wanted and how many; the engine pages by key and answers at most 500. */
      window: z.object({ start: z.number().int().min(0), limit: z.number().int().min(1).max(500) }),
    }),
    ItemRow,
    z.object({ total: z.number().int(), start: z.number().int() }),
  ),
  'trackers.log': view(
    Scope.extend({ limit: z.number().int().min(1).max(1000) }),
    LogRow,
    z.object({ total: z.number().int() }),
  ),
  'trackers.item': query(z.object({ itemId: ItemId }), ItemDetail, ['item.not-found']),
  /** Finds a tracker or item by id, name, address or key; what links and commands accept. Without a tracker: an item of any. */
  'trackers.resolve': query(
    z.object({ tracker: z.string().nullable(), item: z.string().nullable() }),
    z.object({ trackerId: TrackerId, itemId: ItemId.nullable() }),
    ['tracker.not-found', 'item.not-found', 'item.ambiguous'],
  ),
  'trackers.source': query(
    z.object({ trackerId: TrackerId, revision: z.number().int().nullable() }),
    z.object({
      text: z.string(),
      hash: z.string(),
      eol: z.enum(['lf', 'crlf', 'mixed', 'none']),
      bom: z.boolean(),
      truncated: z.boolean(),
    }),
    TrackerErrors,
  ),
  'trackers.section': query(
    z.object({ trackerId: TrackerId, sectionPath: z.string() }),
    z.object({ title: z.string(), body: z.string(), hash: z.string() }),
    ['tracker.not-found', 'section.not-found'],
  ),
  'trackers.revisions': query(
    z.object({ trackerId: TrackerId, limit: z.number().int().min(1).max(500) }),
    /** Newest first. */
    z.object({
      rows: z.array(Revision),
      total: z.number().int(),
      /** The one that is shown. */
      current: z.number().int(),
    }),
    TrackerErrors,
  ),
  /** `disk` compares with the bytes on disk right now; a number with that revision. */
  'trackers.diff': query(
    z.object({
      trackerId: TrackerId,
      from: z.union([z.number().int(), z.literal('disk')]),
      to: z.union([z.number().int(), z.literal('disk'), z.literal('current')]),
    }),
    LineDiff,
    ['tracker.not-found', 'revision.not-found', 'file.missing'],
  ),
  /** burn-up, status-over-time, slip, load per owner; `from`/`to` ISO dates or null for all. */
  'trackers.charts': query(
    Scope.extend({ from: IsoDate.nullable(), to: IsoDate.nullable() }),
    z.array(Chart),
    ['tracker.not-found'],
  ),
  'trackers.timeline': query(
    Scope.extend({ limit: z.number().int().min(1).max(2000) }),
    /** Those nearest to today, earliest first. */
    z.object({ rows: z.array(TimelineRow), total: z.number().int() }),
    ['tracker.not-found'],
  ),
  'trackers.slipped': query(
    Scope,
    /** The worst first. */
    z.object({ rows: z.array(SlippedRow), total: z.number().int() }),
    ['tracker.not-found'],
  ),
  'trackers.load': query(Scope, z.array(OwnerLoad), ['tracker.not-found']),
  'trackers.preview': query(
    z.object({
      /** Files, folders or globs. */
      paths: z.array(z.string().min(1)).min(1),
      profile: z.string().nullable(),
      mapping: TrackerMapping.nullable(),
    }),
    z.object({
      previews: z.array(ImportPreview),
      /** Files beyond those that are read for a preview, for `found` of an import. */
      unread: z.array(z.string()),
      /** As in `trackers.import`. */
      leftOut: z.number().int(),
    }),
    ['import.nothing-found', 'import.too-many'],
  ),
  /** Long work: runs as a job with progress; the answer comes when all are in. */
  'trackers.import': command(
    'actor',
    z.object({
      /** Files, folders or globs. */
      paths: z.array(z.string().min(1)),
      /** Files that nobody named: taken in where they hold something like a tracker. */
      found: z.array(z.string().min(1)).optional(),
      /** Of a tracker that comes back, null for both leaves what was said of it before. */
      profile: z.string().nullable(),
      mapping: TrackerMapping.nullable(),
    }),
    z.object({
      imported: z.array(
        z.object({
          trackerId: TrackerId,
          path: z.string(),
          name: z.string(),
          recognised: z.record(z.string(), z.number()),
          items: z.number().int(),
          skipped: z.number().int(),
          already: z.boolean(),
          /** It was no new tracker: it was taken out of the workspace, or its file was missing. */
          returned: z.enum(['removed', 'missing']).nullable(),
          /** Why it can be read here and not edited, or null. */
          note: z.string().nullable(),
        }),
      ),
      refused: z.array(z.object({ path: z.string(), code: z.string(), reason: z.string() })),
      /** Files of folders and patterns that hold nothing like a tracker; a file named itself is taken in all the same. */
      leftOut: z.number().int(),
    }),
    ['import.nothing-found', 'import.too-many', 'job.cancelled'],
  ),
  'trackers.templates': query(
    NoInput,
    z.array(z.object({ id: z.string(), label: z.string(), about: z.string() })),
  ),
  'trackers.create': command(
    'actor',
    z.object({ template: z.string(), name: z.string().min(1).max(200), path: z.string().nullable() }),
    z.object({ trackerId: TrackerId }),
    ['template.not-found', 'file.exists', 'file.in-use', 'file.write-failed'],
  ),
  'trackers.rename': command(
    'actor',
    z.object({ trackerId: TrackerId, name: z.string().min(1).max(200) }),
    Nothing,
    TrackerErrors,
  ),
  /** Takes it out of the workspace; the file stays. Undoable by trackers.restore. */
  'trackers.remove': command(
    'actor',
    z.object({ trackerId: TrackerId }),
    z.object({ summary: z.string() }),
    TrackerErrors,
  ),
  'trackers.restore': command(
    'actor',
    z.object({ trackerId: TrackerId }),
    z.object({ summary: z.string() }),
    TrackerErrors,
  ),
  'trackers.remap': command(
    'actor',
    z.object({ trackerId: TrackerId, profile: z.string().nullable(), mapping: TrackerMapping.nullable() }),
    z.object({ summary: z.string() }),
    [...TrackerErrors, 'profile.not-found'],
  ),
  /** All edits of one call become one revision, one op batch and one undo step. */
  'trackers.edit': command(
    'named-actor',
    z.object({
      trackerId: TrackerId,
      edits: z.array(TrackerEdit).min(1).max(maxEditsPerCall),
      /** Add a change-log line in the document's style; null leaves it to the profile's default. */
      log: z.boolean().nullable(),
      actorId: ActorId.nullable(),
    }),
    EditOutcome,
    EditErrors,
  ),
  /** Which edits of such a call would be refused as the document is now. The others are carried out together; nothing is written. */
  'trackers.refusedEdits': query(
    z.object({ trackerId: TrackerId, edits: z.array(TrackerEdit).max(maxEditsPerCall) }),
    /** `at`: the place of the edit in the call. */
    z.object({ refused: z.array(z.object({ at: z.number().int(), why: FailureValue })) }),
    ['tracker.not-found'],
  ),
  'trackers.undo': command('actor', OwnSteps, EditOutcome, [...EditErrors, 'undo.nothing', 'undo.overtaken']),
  'trackers.redo': command('actor', OwnSteps, EditOutcome, [...EditErrors, 'undo.nothing', 'undo.overtaken']),
  'trackers.restoreVersion': command(
    'actor',
    z.object({
      trackerId: TrackerId,
      /** The version whose text is wanted again, and the one that its person compared it with. */
      revision: z.number().int(),
      seen: z.number().int(),
    }),
    EditOutcome,
    [...EditErrors, 'revision.not-found', 'version.overtaken'],
  ),
  /** Edits that wait for another program: into the file as it stands, or taken back with their text kept in the history. */
  'trackers.settleWaiting': command(
    'actor',
    z.object({ trackerId: TrackerId, how: z.enum(['write', 'withdraw']) }),
    z.object({ summary: z.string(), step: z.number().int().nullable() }),
    [...EditErrors, 'undo.overtaken'],
  ),
  /** How alike a file is to a tracker, before it is taken for its file. */
  'trackers.relinkPreview': query(
    z.object({ trackerId: TrackerId, path: z.string().min(1) }),
    z.object({
      path: z.string(),
      /** It says the very same. */
      same: z.boolean(),
      /** Items of the tracker that are found again in it, and all it has. */
      matched: z.number().int(),
      of: z.number().int(),
      /** Items of the file that the tracker doesn't have. */
      fresh: z.number().int(),
      /** Titles of items that the file lacks; at most 20 of them. */
      gone: z.array(z.string()),
    }),
    RelinkErrors,
  ),
  /** Another file is its file from now on, with its ids and history. */
  'trackers.relink': command(
    'actor',
    z.object({ trackerId: TrackerId, path: z.string().min(1) }),
    z.object({ summary: z.string(), step: z.number().int().nullable() }),
    RelinkErrors,
  ),
  'trackers.recheck': command(
    'nobody',
    z.object({ trackerId: TrackerId }),
    z.object({ summary: z.string() }),
    TrackerErrors,
  ),
  /**
   * Answers once the files of one tracker, or of all, are read as they are now. A file that another program is changing is
   * waited for; `behind` names those that still are.
   */
  'trackers.upToDate': command(
    'nobody',
    z.object({ trackerId: TrackerId.nullable() }),
    z.object({ behind: z.array(z.object({ trackerId: TrackerId, name: z.string(), note: z.string() })) }),
  ),
  'trackers.export': query(
    z.object({ trackerId: TrackerId, format: ExportFormat, since: ChangesSince }),
    z.object({ fileName: z.string(), mime: z.string(), text: z.string() }),
    TrackerErrors,
  ),
  /** Writes the export on the engine's machine; refuses an existing file unless told. */
  'trackers.exportTo': command(
    'actor',
    z.object({
      trackerId: TrackerId,
      format: ExportFormat,
      since: ChangesSince,
      path: z.string().min(1),
      overwrite: z.boolean(),
    }),
    z.object({
      path: z.string(),
      bytes: z.number().int(),
      /** It was written; why it did not become the file of a tracker that has none. */
      note: z.string().nullable(),
    }),
    [
      ...TrackerErrors,
      'file.changed',
      'file.disk-full',
      'file.exists',
      'file.in-use',
      'file.missing',
      'file.read-only',
      'file.write-failed',
    ],
  ),
};
