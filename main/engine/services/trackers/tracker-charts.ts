import type { OutputOf } from '../../../../core/contract/index.ts';
import {
  burnDown,
  burnUp,
  loadPerOwner,
  slip,
  statusOverTime,
} from '../../../../core/domain/trackers/charts/charts.ts';
import type { TrackerId } from '../../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../../core/kernel/result.ts';
import { localDay } from '../../../../core/kernel/time.ts';
import { ownerLoad, slipped, timeline } from '../../../../db/readers/charts.ts';
import type { Service } from '../../handlers.ts';
import { today } from '../../today.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { liveTracker } from './tracker-access.ts';

/** Items a person looks through by their slip; more are counted. */
const MAX_SLIPPED = 500;

export const charts: Service<EngineDeps, 'trackers.charts'> = async (deps, input, { signal }) => {
  const known = scoped(deps, input.trackerId);
  if (!known.ok) return known;
  const now = today(deps.clock);
  const range = { from: input.from, to: input.to === null || input.to > now ? now : input.to };
  const { trackerId } = input;
  const read = deps.heavyReads;
  const [days, dated, moved, owners] = await Promise.all([
    read.run('stateDays', { trackerId }, signal),
    read.run('dueDays', { trackerId }, signal),
    read.run('dateMoves', { trackerId }, signal),
    read.run('ownerLoad', { trackerId, today: now }, signal),
  ]);
  if (!days.ok) return days;
  if (!dated.ok) return dated;
  if (!moved.ok) return moved;
  if (!owners.ok) return owners;
  const moves = moved.value.map((move) => ({
    item: move.itemId,
    day: localDay(move.at),
    before: move.before,
    after: move.after,
  }));
  const drawn: OutputOf<'trackers.charts'> = [
    burnUp([days.value], dated.value, range),
    statusOverTime([days.value], range),
    burnDown([days.value], range),
    slip(moves, days.value[0]?.day ?? null, range),
    loadPerOwner(owners.value),
  ].map((chart) => ({ ...chart, gaps: chart.gaps.map((gap) => ({ ...gap })) }));
  return ok(drawn);
};

export const timelineOf: Service<EngineDeps, 'trackers.timeline'> = (deps, input) => {
  const known = scoped(deps, input.trackerId);
  return known.ok ? ok(timeline(deps.db.read, { ...input, today: today(deps.clock) })) : known;
};

export const slippedOf: Service<EngineDeps, 'trackers.slipped'> = (deps, input) => {
  const known = scoped(deps, input.trackerId);
  return known.ok ? ok(slipped(deps.db.read, input.trackerId, MAX_SLIPPED)) : known;
};

export const loadOf: Service<EngineDeps, 'trackers.load'> = (deps, input) => {
  const known = scoped(deps, input.trackerId);
  return known.ok ? ok(ownerLoad(deps.db.read, input.trackerId, today(deps.clock))) : known;
};

function scoped(deps: EngineDeps, trackerId: TrackerId | null): Result<null> {
  if (trackerId === null) return ok(null);
  const found = liveTracker(deps.db, trackerId);
  return found.ok ? ok(null) : found;
}
