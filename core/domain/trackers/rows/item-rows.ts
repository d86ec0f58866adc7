import { z } from 'zod';
import { ItemId, TrackerId } from '../../../kernel/ids.ts';
import { IsoDate, Millis } from '../../../kernel/time.ts';
import { ItemState } from '../vocabulary/states.ts';

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
  state: ItemState.nullable(),
  guess: z.boolean(),
  deferred: z.boolean(),
  /** Which vocabulary of the outline its status is a word of. */
  vocabulary: z.string().nullable(),
  due: IsoDate.nullable(),
  owner: z.string().nullable(),
  notes: z.string().nullable(),
  fields: z.array(FieldRow),
  /** First date this item was seen with, when it has moved since. */
  firstDue: IsoDate.nullable(),
  changedAt: Millis,
});
export type ItemRow = z.output<typeof ItemRow>;
