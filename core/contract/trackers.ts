import { z } from 'zod';
import { CanonicalState } from '../domain/trackers/vocabulary/states.ts';
import { ActorId, ItemId, TrackerId } from '../kernel/ids.ts';
import { command, query, view } from './define.ts';
import { IsoDate, Millis, NoInput, Nothing, StateCounts } from './shared.ts';
import {
  Chart,
  DiffLine,
  ImportPreview,
  ItemDetail,
  ItemFilter,
  ItemRow,
  ItemSort,
  Mapping,
  Revision,
  TrackerEdit,
  TrackerSummary,
} from './tracker-rows.ts';

/** Null tracker: the whole workspace. */
const Scope = z.object({ trackerId: TrackerId.nullable() });

const TrackerErrors = ['tracker.not-found', 'tracker.no-file'] as const;
const EditErrors = [
  'tracker.not-found',
  'item.not-found',
  'field.not-found',
  'field.locked',
  'status.illegal-move',
  'status.unknown-word',
  'date.not-understood',
  'value.not-allowed',
  'file.changed',
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
  undo: z.boolean(),
});

export const trackers = {
  'trackers.list': view(NoInput, TrackerSummary, Nothing),
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
    z.object({
      id: z.string(),
      trackerId: TrackerId,
      trackerName: z.string(),
      date: z.string().nullable(),
      text: z.string(),
      /** `document`: a line of its change log; `here`: an edit made in this workspace; `outside`: an outside change. */
      source: z.enum(['document', 'here', 'outside']),
      at: Millis.nullable(),
      line: z.number().int().nullable(),
      actor: z.string().nullable(),
    }),
    z.object({ total: z.number().int() }),
  ),
  'trackers.item': query(z.object({ itemId: ItemId }), ItemDetail, ['item.not-found']),
  /** Finds a tracker or item by id, name, address or key; what links and commands accept. */
  'trackers.resolve': query(
    z.object({ tracker: z.string(), item: z.string().nullable() }),
    z.object({ trackerId: TrackerId, itemId: ItemId.nullable() }),
    ['tracker.not-found', 'item.not-found', 'item.ambiguous'],
  ),
  'trackers.outline': query(
    z.object({ trackerId: TrackerId }),
    z.object({
      name: z.string(),
      profile: z.string(),
      meta: z.array(z.object({ name: z.string(), label: z.string(), value: z.string(), source: z.string() })),
      sections: z.array(
        z.object({
          path: z.string(),
          title: z.string(),
          level: z.number(),
          line: z.number(),
          items: z.number(),
          done: z.number(),
          counts: StateCounts,
        }),
      ),
      vocabularies: z.array(
        z.object({
          id: z.string(),
          source: z.string(),
          words: z.array(
            z.object({ word: z.string(), state: CanonicalState, next: z.array(z.string()).nullable() }),
          ),
        }),
      ),
      skipped: z.array(z.object({ what: z.string(), line: z.number(), reason: z.string() })),
      columns: z.array(z.object({ name: z.string(), label: z.string(), kind: z.string() })),
      logAppend: z.boolean(),
      stampMeta: z.string().nullable(),
    }),
    TrackerErrors,
  ),
  'trackers.diagrams': query(
    z.object({ trackerId: TrackerId }),
    z.array(
      z.object({
        kind: z.enum(['state', 'flowchart', 'gantt', 'sequence', 'other']),
        title: z.string(),
        sectionPath: z.string(),
        nodes: z.array(z.object({ id: z.string(), label: z.string(), class: z.string().nullable() })),
        edges: z.array(z.object({ from: z.string(), to: z.string(), label: z.string().nullable() })),
        bars: z.array(
          z.object({
            id: z.string(),
            label: z.string(),
            section: z.string(),
            done: z.boolean(),
            active: z.boolean(),
            start: z.number(),
            length: z.number(),
          }),
        ),
      }),
    ),
    TrackerErrors,
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
    z.array(Revision),
    TrackerErrors,
  ),
  /** `disk` compares with the bytes on disk right now; a number with that revision. */
  'trackers.diff': query(
    z.object({
      trackerId: TrackerId,
      from: z.union([z.number().int(), z.literal('disk')]),
      to: z.union([z.number().int(), z.literal('disk'), z.literal('current')]),
    }),
    z.object({
      lines: z.array(DiffLine),
      added: z.number().int(),
      removed: z.number().int(),
      same: z.boolean(),
    }),
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
    z.array(
      z.object({
        id: ItemId,
        trackerId: TrackerId,
        title: z.string(),
        lane: z.string(),
        state: CanonicalState.nullable(),
        start: IsoDate.nullable(),
        due: IsoDate,
        firstDue: IsoDate.nullable(),
        slipDays: z.number().int(),
        dependsOn: z.array(ItemId),
      }),
    ),
    ['tracker.not-found'],
  ),
  'trackers.slipped': query(
    Scope,
    z.array(
      z.object({
        id: ItemId,
        trackerId: TrackerId,
        trackerName: z.string(),
        title: z.string(),
        firstDue: IsoDate,
        due: IsoDate,
        days: z.number().int(),
        state: CanonicalState.nullable(),
      }),
    ),
    ['tracker.not-found'],
  ),
  'trackers.load': query(
    Scope,
    z.array(
      z.object({ owner: z.string(), counts: StateCounts, open: z.number().int(), overdue: z.number().int() }),
    ),
    ['tracker.not-found'],
  ),
  'trackers.preview': query(
    z.object({
      /** Files, folders or globs. */
      paths: z.array(z.string().min(1)).min(1).max(200),
      profile: z.string().nullable(),
      mapping: Mapping.nullable(),
    }),
    z.array(ImportPreview),
    ['import.nothing-found', 'import.too-many'],
  ),
  /** Long work: runs as a job with progress; the answer comes when all are in. */
  'trackers.import': command(
    'actor',
    z.object({
      paths: z.array(z.string().min(1)).min(1).max(200),
      profile: z.string().nullable(),
      mapping: Mapping.nullable(),
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
        }),
      ),
      refused: z.array(z.object({ path: z.string(), code: z.string(), reason: z.string() })),
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
    ['template.not-found', 'file.exists', 'file.write-failed'],
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
    z.object({ trackerId: TrackerId, profile: z.string().nullable(), mapping: Mapping.nullable() }),
    z.object({ summary: z.string() }),
    [...TrackerErrors, 'profile.not-found'],
  ),
  /** All edits of one call become one revision, one op batch and one undo step. */
  'trackers.edit': command(
    'named-actor',
    z.object({
      trackerId: TrackerId,
      edits: z.array(TrackerEdit).min(1).max(1000),
      /** Add a change-log line in the document's style; null leaves it to the profile's default. */
      log: z.boolean().nullable(),
      actorId: ActorId.nullable(),
    }),
    EditOutcome,
    EditErrors,
  ),
  'trackers.undo': command('actor', z.object({ trackerId: TrackerId.nullable() }), EditOutcome, [
    ...EditErrors,
    'undo.nothing',
    'undo.overtaken',
  ]),
  'trackers.redo': command('actor', z.object({ trackerId: TrackerId.nullable() }), EditOutcome, [
    ...EditErrors,
    'undo.nothing',
    'undo.overtaken',
  ]),
  'trackers.recheck': command(
    'nobody',
    z.object({ trackerId: TrackerId }),
    z.object({ summary: z.string() }),
    TrackerErrors,
  ),
  'trackers.export': query(
    z.object({ trackerId: TrackerId, format: z.enum(['md', 'csv', 'json']) }),
    z.object({ fileName: z.string(), mime: z.string(), text: z.string() }),
    TrackerErrors,
  ),
  /** Writes the export on the engine's machine; refuses an existing file unless told. */
  'trackers.exportTo': command(
    'actor',
    z.object({
      trackerId: TrackerId,
      format: z.enum(['md', 'csv', 'json']),
      path: z.string().min(1),
      overwrite: z.boolean(),
    }),
    z.object({ path: z.string(), bytes: z.number().int() }),
    [...TrackerErrors, 'file.exists', 'file.write-failed'],
  ),
};
