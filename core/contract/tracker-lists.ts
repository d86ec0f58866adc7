import { z } from 'zod';
import { TrackerGroup, TrackerGrouping, TrackerSort } from '../domain/trackers/listing/tracker-grouping.ts';
import { DiagramRow } from '../domain/trackers/rows/diagram-row.ts';
import { Outline } from '../domain/trackers/rows/outline.ts';
import { TrackerSummary } from '../domain/trackers/rows/tracker-summary.ts';
import { TrackerId } from '../kernel/ids.ts';
import { query, view } from './define.ts';
import { NoInput, Nothing } from './shared.ts';

/** Trackers as rows: all, a page of them, one. */
export const trackerLists = {
  /** All of them; who shows them asks for a page. */
  'trackers.list': view(NoInput, TrackerSummary, Nothing),
  'trackers.page': view(
    z.object({
      /** Words of name, owner or path. */
      find: z.string().max(200),
      by: TrackerGrouping,
      sort: TrackerSort,
      window: z.object({ start: z.number().int().min(0), limit: z.number().int().min(1).max(500) }),
    }),
    TrackerSummary,
    z.object({
      /** Those that fit, of all `trackers`. */
      total: z.number().int(),
      start: z.number().int(),
      trackers: z.number().int(),
      /** In the order of the rows, which stand group after group. */
      groups: z.array(TrackerGroup),
    }),
  ),
  /** One row with what its document is made of; no row when it is not in the workspace, no document before its text is. */
  'trackers.one': view(
    z.object({ trackerId: TrackerId }),
    TrackerSummary,
    z.object({ document: z.object({ outline: Outline, diagrams: z.array(DiagramRow) }).nullable() }),
  ),
  /** Those of the ids that are in the workspace. */
  'trackers.names': query(
    z.object({ trackerIds: z.array(TrackerId).max(100) }),
    z.array(z.object({ id: TrackerId, name: z.string() })),
  ),
  /** One row: how many there are, and a number that changes with any of their documents. */
  'trackers.version': view(
    NoInput,
    z.object({ id: z.literal('trackers'), count: z.number().int(), version: z.number() }),
    Nothing,
  ),
};
