import { z } from 'zod';
import { StateCounts } from '../vocabulary/state-counts.ts';

/** What brings trackers of a long list together. */
export const TrackerGrouping = z.enum(['none', 'folder', 'owner', 'profile', 'file']);
export type TrackerGrouping = z.output<typeof TrackerGrouping>;

/** Columns that a list of trackers is sorted by. */
export const TrackerSort = z.object({
  by: z.enum(['name', 'progress', 'due', 'blocked', 'findings', 'file', 'updated', 'profile']),
  descending: z.boolean(),
});
export type TrackerSort = z.output<typeof TrackerSort>;

/** Trackers of one folder, owner, profile or state of the file; `key` is '' for those without one. */
export const TrackerGroup = z.object({
  key: z.string(),
  count: z.number().int(),
  /** States of all their items. */
  counts: StateCounts,
});
export type TrackerGroup = z.output<typeof TrackerGroup>;
