import type { InputOf } from '../../../../core/contract/index.ts';
import { readOnce } from '../../../bridge/read-once.ts';
import type { Tracker } from '../../../domains/trackers/model/rows.ts';

const PageSize = 500;

/** The rows `start ..< end` of the list, for what is copied beyond the rows in sight; null when they can't be read. */
export async function fetchTrackers(
  asked: Omit<InputOf<'trackers.page'>, 'window'>,
  start: number,
  end: number,
): Promise<readonly Tracker[] | null> {
  const rows: Tracker[] = [];
  for (let at = start; at < end; at += PageSize) {
    const window = { start: at, limit: Math.min(PageSize, end - at) };
    const page = await readOnce('trackers.page', { ...asked, window });
    if (page.phase !== 'live') return null;
    rows.push(...page.rows);
  }
  return rows;
}
