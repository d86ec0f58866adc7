import type { TimelineRow } from './rows.ts';

/** Lanes as the document orders its sections, unknown ones after them; inside a lane the order given stays. */
export function inLaneOrder(rows: readonly TimelineRow[], lanes: readonly string[]): readonly TimelineRow[] {
  const place = new Map<string, number>();
  for (const [at, lane] of lanes.entries()) if (!place.has(lane)) place.set(lane, at);
  const rank = (row: TimelineRow) => place.get(row.lane) ?? lanes.length;
  return rows.toSorted((a, b) => rank(a) - rank(b));
}
