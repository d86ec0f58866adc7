import type { Answer, OutputOf, ParsedInputOf } from '../../../../core/contract/index.ts';
import {
  burnDown,
  burnUp,
  loadPerOwner,
  slip,
  statusOverTime,
} from '../../../../core/domain/trackers/charts.ts';
import type { TrackerId } from '../../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../../core/kernel/result.ts';
import { dateMoves, ownerLoad, slipped, stateDays, timeline } from '../../../../db/readers/charts.ts';
import { readTrackers } from '../../../../db/tables/tracker.ts';
import { today } from '../../today.ts';
import type { EngineParts } from '../engine-parts.ts';
import { liveTracker } from './tracker-access.ts';

/** Due dates drawn as the target line; beyond this many the line says nothing more. */
const MAX_DUE = 2000;

export function charts(
  parts: EngineParts,
  input: ParsedInputOf<'trackers.charts'>,
): Answer<'trackers.charts'> {
  const known = scoped(parts, input.trackerId);
  if (!known.ok) return known;
  const now = today(parts.clock);
  const range = { from: input.from, to: input.to === null || input.to > now ? now : input.to };
  const scope =
    input.trackerId === null ? readTrackers(parts.db.read).map((row) => row.id) : [input.trackerId];
  const histories = scope.map((id) => stateDays(parts.db.read, id));
  const due = timeline(parts.db.read, input.trackerId, MAX_DUE)
    .filter((row) => row.state !== null && row.state !== 'dropped')
    .map((row) => row.due);
  const moves = dateMoves(parts.db.read, input.trackerId).map((move) => ({
    item: move.itemId,
    day: new Date(move.at).toISOString().slice(0, 10),
    before: move.before,
    after: move.after,
  }));
  const since = histories
    .map((days) => days[0]?.day)
    .filter((day) => day !== undefined)
    .toSorted()[0];
  const drawn: OutputOf<'trackers.charts'> = [
    burnUp(histories, due, range),
    statusOverTime(histories, range),
    burnDown(histories, range),
    slip(moves, since ?? null, range),
    loadPerOwner(ownerLoad(parts.db.read, input.trackerId, now)),
  ].map((chart) => ({ ...chart, gaps: chart.gaps.map((gap) => ({ ...gap })) }));
  return ok(drawn);
}

export function timelineOf(
  parts: EngineParts,
  input: ParsedInputOf<'trackers.timeline'>,
): Answer<'trackers.timeline'> {
  const known = scoped(parts, input.trackerId);
  return known.ok ? ok(timeline(parts.db.read, input.trackerId, input.limit)) : known;
}

export function slippedOf(
  parts: EngineParts,
  input: ParsedInputOf<'trackers.slipped'>,
): Answer<'trackers.slipped'> {
  const known = scoped(parts, input.trackerId);
  return known.ok ? ok(slipped(parts.db.read, input.trackerId)) : known;
}

export function loadOf(parts: EngineParts, input: ParsedInputOf<'trackers.load'>): Answer<'trackers.load'> {
  const known = scoped(parts, input.trackerId);
  return known.ok ? ok(ownerLoad(parts.db.read, input.trackerId, today(parts.clock))) : known;
}

function scoped(parts: EngineParts, trackerId: TrackerId | null): Result<null> {
  if (trackerId === null) return ok(null);
  const found = liveTracker(parts.db, trackerId);
  return found.ok ? ok(null) : found;
}
