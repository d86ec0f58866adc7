import { dayNumber, isoOfDay } from '../../../../../core/domain/expression/days.ts';
import { ok } from '../../../../../core/kernel/result.ts';
import { type Day, costsBy as readCosts } from '../../../../../db/readers/fleet/costs.ts';
import type { Service } from '../../../handlers.ts';
import type { FleetDeps } from '../fleet-deps.ts';

/** The longest range that is summed up, in days; an earlier `from` is moved up to it. */
const maxDays = 1100;

export const costsBy: Service<FleetDeps, 'costs.by'> = ({ db }, input) => {
  return ok(
    readCosts(db.read, { by: input.by, hubId: input.hubId, days: daysBetween(input.from, input.to) }),
  );
};

/** Days of this machine's time zone, each from its midnight to the next: one is 23 or 25 hours long twice a year. */
function daysBetween(from: string, to: string): Day[] {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  if (first === null || last === null) return [];
  const days: Day[] = [];
  for (let day = Math.max(first, last - maxDays + 1); day <= last; day += 1) {
    const date = isoOfDay(day);
    days.push({ date, from: midnightOf(date), to: midnightOf(isoOfDay(day + 1)) });
  }
  return days;
}

function midnightOf(date: string): number {
  return new Date(`${date}T00:00:00`).getTime();
}
