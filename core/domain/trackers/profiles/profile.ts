import { z } from 'zod';
import { CanonicalState } from '../vocabulary/states.ts';

/** Regular expressions travel as text, so that a profile stays data. They are matched without case. */
const Pattern = z.string().min(1);

const ItemKind = z.enum([
  'milestone',
  'workstream',
  'acceptance',
  'phase',
  'task',
  'criterion',
  'exit-criterion',
  'order-step',
  'version',
  'accomplishment',
  'statistic',
  'deferred',
  'open-item',
  'baseline',
  'gap',
  'check',
  'row',
  'list-item',
  'section',
]);

const FieldKind = z.enum(['status', 'date', 'owner', 'text', 'notes', 'check', 'number']);

/** What one piece of a section becomes. `count` is the word import prints the number under; null: not counted. */
const Piece = z.object({ kind: ItemKind, count: z.string().nullable() });

const Rule = z.object({
  /** A heading, or a label line such as `Tasks:`; both match the same way. */
  on: z.array(z.enum(['heading', 'label'])).default(['heading']),
  match: Pattern,
  /** Only headings of this level. */
  level: z.number().int().optional(),
  /** Only inside a section of this role. */
  under: z.string().optional(),
  role: z.string(),
  /** The heading is itself an item. `status` finds it in the heading: groups `status` and, if any, `date`. */
  item: Piece.extend({ status: Pattern.optional(), vocabulary: z.string().optional() }).optional(),
  /** Rows of its tables. `relate`: the row belongs to the item of that kind with the same key. */
  table: Piece.extend({ relate: ItemKind.optional() }).optional(),
  /** Items of its lists. */
  list: Piece.extend({ relate: ItemKind.optional() }).optional(),
  /** The list below a label is a value of the enclosing heading's item. `split` parts status word and detail. */
  field: z.object({ name: z.string(), kind: FieldKind, split: z.string().optional() }).optional(),
  /**
   * Lines of a table that lost its bars. `header` catches the two column titles in groups; `split` says how to find
   * where the second column begins, tried in order.
   */
  textRows: Piece.extend({
    header: Pattern,
    split: z.array(z.enum(['word', 'path', 'method', 'capital'])),
    columns: z.array(z.object({ name: z.string(), kind: FieldKind })).length(2),
  }).optional(),
  /** Nodes of its flowcharts whose id matches; their class is their status when `classes` says so. */
  nodes: Piece.extend({ id: Pattern, classes: z.boolean() }).optional(),
  /** Arrows of its state diagrams are counted under this word. */
  transitions: z.string().optional(),
});

const Word = z.object({
  word: z.string(),
  state: CanonicalState,
  next: z.array(z.string()).nullable(),
});

export const Profile = z.object({
  id: z.string(),
  label: z.string(),
  about: z.string(),
  shape: z.enum(['markdown', 'yaml']),
  fileName: Pattern.optional(),
  /**
   * Signs of this kind of document and what each is worth; from a sum of 0.6 on it counts. `^` and `$` mean lines, so
   * blanks are written `[ \t]`: `\s` would run over thousands of empty lines from each of them.
   */
  signs: z.array(z.object({ match: Pattern, weight: z.number() })),
  /** How to read the same document as text exported from a web page, its marks lost. */
  flattened: z
    .object({
      headings: z.array(z.object({ match: Pattern, level: z.number().int() })),
      noise: z.array(Pattern),
    })
    .optional(),
  vocabulary: z.object({ id: z.string(), words: z.array(Word) }).optional(),
  /** Labels of metadata that may share one line. */
  metaLabels: z.array(z.string()).default([]),
  /** Finds the document's own last-updated date where no metadata line states it; group `date`. */
  lastUpdated: Pattern.optional(),
  rules: z.array(Rule),
  /** Whether an edit adds a change-log line unless told otherwise. */
  logAppend: z.boolean(),
  /** Metadata field stamped on request. */
  stampMeta: z.string().nullable(),
});

export type Profile = z.infer<typeof Profile>;
export type ProfileRule = z.infer<typeof Rule>;
