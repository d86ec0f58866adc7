import { z } from 'zod';
import { ItemId, TrackerId } from '../../../kernel/ids.ts';
import { IsoDate } from '../../../kernel/time.ts';
import { StateCounts } from '../vocabulary/state-counts.ts';
import { ItemState } from '../vocabulary/states.ts';

export const DueRow = z.object({
  id: ItemId,
  trackerId: TrackerId,
  trackerName: z.string(),
  title: z.string(),
  due: IsoDate,
  daysLeft: z.number().int(),
  state: ItemState.nullable(),
  status: z.string().nullable(),
});
export type DueRow = z.output<typeof DueRow>;

export const TimelineRow = z.object({
  id: ItemId,
  trackerId: TrackerId,
  title: z.string(),
  lane: z.string(),
  state: ItemState.nullable(),
  start: IsoDate.nullable(),
  due: IsoDate,
  firstDue: IsoDate.nullable(),
  slipDays: z.number().int(),
  dependsOn: z.array(ItemId),
});
export type TimelineRow = z.output<typeof TimelineRow>;

export const SlippedRow = z.object({
  id: ItemId,
  trackerId: TrackerId,
  trackerName: z.string(),
  title: z.string(),
  firstDue: IsoDate,
  due: IsoDate,
  days: z.number().int(),
  state: ItemState.nullable(),
});
export type SlippedRow = z.output<typeof SlippedRow>;

export const OwnerLoad = z.object({
  owner: z.string(),
  counts: StateCounts,
  open: z.number().int(),
  overdue: z.number().int(),
});
export type OwnerLoad = z.output<typeof OwnerLoad>;
