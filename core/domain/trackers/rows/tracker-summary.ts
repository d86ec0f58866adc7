import { z } from 'zod';
import { ItemId, TrackerId } from '../../../kernel/ids.ts';
import { IsoDate, Millis } from '../../../kernel/time.ts';
import { StateCounts } from '../vocabulary/state-counts.ts';

/** How a tracker relates to its file. `changed-outside`: another program is changing it just now. `waiting`: edits have waited
 * long for that program, and the person chooses. `elsewhere`: its file is on other devices. `detached`: no file, lives in the
 * workspace until exported. */
export const FileState = z.enum([
  'in-step',
  'writing',
  'changed-outside',
  'waiting',
  'emptied',
  'conflict',
  'missing',
  'read-only',
  'refused',
  'elsewhere',
  'detached',
]);
export type FileState = z.output<typeof FileState>;

export const TrackerSummary = z.object({
  id: TrackerId,
  name: z.string(),
  profile: z.string(),
  path: z.string().nullable(),
  fileState: FileState,
  /** One sentence when fileState isn't in-step: what is wrong, what is kept, what to do. */
  fileNote: z.string().nullable(),
  /** Edits are kept here that another program has kept out of the file. */
  editsWait: z.boolean(),
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
export type TrackerSummary = z.output<typeof TrackerSummary>;
