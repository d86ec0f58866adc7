import { z } from 'zod';
import { StateCounts } from '../vocabulary/state-counts.ts';
import { ItemState } from '../vocabulary/states.ts';

/** What the text says of itself, its sections and items aside. */
export const DocumentOutline = z.object({
  meta: z.array(z.object({ name: z.string(), label: z.string(), value: z.string(), source: z.string() })),
  vocabularies: z.array(
    z.object({
      id: z.string(),
      source: z.string(),
      words: z.array(z.object({ word: z.string(), state: ItemState, next: z.array(z.string()).nullable() })),
    }),
  ),
  /** Why nothing in it can be edited, whoever may write its file; null where it can. */
  readOnly: z
    .object({ code: z.enum(['tracker.conflict-markers', 'tracker.not-utf8']), reason: z.string() })
    .nullable()
    .default(null),
  skipped: z.array(z.object({ what: z.string(), line: z.number(), reason: z.string() })),
  columns: z.array(z.object({ name: z.string(), label: z.string(), kind: z.string() })),
});

export const Outline = DocumentOutline.extend({
  name: z.string(),
  profile: z.string(),
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
  logAppend: z.boolean(),
  stampMeta: z.string().nullable(),
});
export type Outline = z.output<typeof Outline>;
