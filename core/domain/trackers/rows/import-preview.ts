import { z } from 'zod';
import { TrackerId } from '../../../kernel/ids.ts';
import { ColumnRole } from '../vocabulary/column-words.ts';
import { TrackerMapping } from '../vocabulary/mapping.ts';
import { ItemState } from '../vocabulary/states.ts';
import { TableKind } from '../vocabulary/table-kinds.ts';

/** How tables with one header were read, and why. */
export const TablePreview = z.object({
  /** What is said of it is said of every table of this shape. */
  shape: z.string(),
  /** The heading above the first; empty where there is none. */
  heading: z.string(),
  lines: z.array(z.number().int()),
  rows: z.number().int(),
  kind: TableKind,
  /** Whether its rows become items. */
  followed: z.boolean(),
  sureness: z.number(),
  reasons: z.array(z.string()),
  columns: z.array(
    z.object({
      label: z.string(),
      sample: z.string(),
      field: z.string().nullable(),
      role: ColumnRole.nullable(),
      sureness: z.number(),
      reasons: z.array(z.string()),
    }),
  ),
});

/** What was said of a tracker so far. */
const Said = z.object({ profile: z.string(), mapping: TrackerMapping.nullable() });

const FileReading = z.object({
  path: z.string(),
  name: z.string(),
  profile: z.string(),
  profiles: z.array(z.object({ id: z.string(), label: z.string(), score: z.number() })),
  recognised: z.record(z.string(), z.number()),
  items: z.number().int(),
  skipped: z.array(z.object({ what: z.string(), line: z.number().int(), reason: z.string() })),
  guesses: z.array(z.object({ line: z.number().int(), what: z.string() })),
  tables: z.array(TablePreview),
  /** Shapes of tables beyond those listed. */
  moreTables: z.number().int(),
  words: z.array(
    z.object({ word: z.string(), state: ItemState, guess: z.boolean(), count: z.number().int() }),
  ),
  sample: z.array(
    z.object({
      title: z.string(),
      status: z.string().nullable(),
      state: ItemState.nullable(),
      due: z.string().nullable(),
    }),
  ),
  /** What was said last of other files with tables of the same shape: offered, not applied. */
  remembered: z.object({ from: z.string(), mapping: TrackerMapping }).nullable(),
  problem: z.string().nullable(),
});

/** What an import makes of a file. */
export const ImportPreview = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('refused'), path: z.string(), code: z.string(), problem: z.string() }),
  FileReading.extend({ kind: z.literal('new') }),
  /** It is the file of this tracker. */
  FileReading.extend({ kind: z.literal('known'), trackerId: TrackerId, said: Said }),
  /** It brings this tracker back, with its history. */
  FileReading.extend({
    kind: z.literal('returning'),
    trackerId: TrackerId,
    trackerName: z.string(),
    said: Said,
    /** It was taken out of the workspace, or its file was missing and is found here. */
    was: z.enum(['removed', 'missing']),
  }),
]);
export type ImportPreview = z.output<typeof ImportPreview>;
