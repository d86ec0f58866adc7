import type { Subject } from '../../../../../core/domain/alerts/rules/compile-rule.ts';
import { daysBetween } from '../../../../../core/domain/expression/days.ts';
import { dateValue } from '../../../../../core/domain/expression/values.ts';
import { itemsDueUntil } from '../../../../../db/readers/alerts/due-items.ts';
import { today } from '../../../today.ts';
import type { EngineDeps } from '../../engine-deps.ts';

const DAY_MS = 86_400_000;
const AHEAD_DAYS = 7;
/** The longest overdue; nobody is woken by the thousandth. */
const ITEMS_MAX = 1_000;

export function itemSubjects({ db, clock }: Pick<EngineDeps, 'db' | 'clock'>): readonly Subject[] {
  const now = today(clock);
  const until = new Date(Date.parse(now) + AHEAD_DAYS * DAY_MS).toISOString().slice(0, 10);
  return itemsDueUntil(db.read, until, ITEMS_MAX).map((item) => ({
    labels: { tracker: item.trackerName, item: item.id },
    names: {
      tracker: item.trackerName,
      item: item.id,
      title: item.title,
      status: item.status,
      state: item.state,
      due: dateValue(item.due),
      late: daysBetween(item.due, now),
    },
    inReach: true,
    route: `/trackers/${item.trackerId}?item=${item.id}`,
  }));
}
