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
import { ownerLoad, slipped, timeline } from '../../../../db/readers/charts.ts';
import type { Service } from '../../handlers.ts';
import { today } from '../../today.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { liveTracker } from './tracker-access.ts';

/** Due dates drawn as the target line; beyond this many the line says nothing more. */
const MAX_DUE = 2000;

export const charts: Service<EngineDeps, 'trackers.charts'> = async (deps, input, { signal }) => {
  const known = scoped(deps, input.trackerId);
  if (!known.ok) return known;
  const now = today(deps.clock);
  const range = { from: input.from, to: input.to === null || input.to > now ? now : input.to };
  const { trackerId } = input;
  const read = deps.heavyReads;
  const [days, dated, moved, owners] = await Promise.all([
    read.run('stateDays', { trackerId }, signal),
    read.run('timeline', { trackerId, limit: MAX_DUE }, signal),
    read.run('dateMoves', { trackerId }, signal),
    read.run('ownerLoad', { trackerId, today: now }, signal),
  ]);
  if (!days.ok) return days;
  if (!dated.ok) return dated;
  if (!moved.ok) return moved;
  if (!owners.ok) return owners;
  const due = dated.value
    .filter((row) => row.state !== null && row.state !== 'dropped')
    .map((row) => row.due);
  const moves = moved.value.map((move) => ({
    item: move.itemId,
    day: new Date(move.at).toISOString().slice(0, 10),
    before: move.before,
    after: move.after,
  }));
  const drawn: OutputOf<'trackers.charts'> = [
    burnUp([days.value], due, range),
    statusOverTime([days.value], range),
    burnDown([days.value], range),
    slip(moves, days.value[0]?.day ?? null, range),
    loadPerOwner(owners.value),
  ].map((chart) => ({ ...chart, gaps: chart.gaps.map((gap) => ({ ...gap })) }));
  return ok(drawn);
};

export const timelineOf: Service<EngineDeps, 'trackers.timeline'> = (deps, input) => {
  const known = scoped(deps, input.trackerId);
  return known.ok ? ok(timeline(deps.db.read, input.trackerId, input.limit)) : known;
};

export const slippedOf: Service<EngineDeps, 'trackers.slipped'> = (deps, input) => {
  const known = scoped(deps, input.trackerId);
  return known.ok ? ok(slipped(deps.db.read, input.trackerId)) : known;
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
