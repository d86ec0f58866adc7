import { z } from 'zod';
import { IsoDate } from '../../../kernel/time.ts';
import { ItemState } from '../vocabulary/states.ts';

export const ItemSort = z.object({
  by: z.enum(['document', 'title', 'state', 'due', 'owner', 'changed', 'section', 'tracker']),
  descending: z.boolean(),
});
export type ItemSort = z.output<typeof ItemSort>;

export const ItemFilter = z.object({
  text: z.string().default(''),
  states: z.array(ItemState).default([]),
  kinds: z.array(z.string()).default([]),
  owners: z.array(z.string()).default([]),
  section: z.string().nullable().default(null),
  dueBefore: IsoDate.nullable().default(null),
  dueAfter: IsoDate.nullable().default(null),
  /** Only items that carry a status. */
  withStatus: z.boolean().default(false),
  slipped: z.boolean().default(false),
});
export type ItemFilter = z.output<typeof ItemFilter>;
