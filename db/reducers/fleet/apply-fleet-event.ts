import { eventRules, type FleetEventType, type Typed } from '../../../core/domain/fleet/events.ts';
import { hubOfSource } from '../../../core/domain/fleet/hub-source.ts';
import type { HubId } from '../../../core/kernel/ids.ts';
import { fleetEventJson } from '../../fleet-json.ts';
import type { EventRow } from '../../tables/event.ts';
import type { HubContext, ReducerContext } from '../reducer-context.ts';
import { agentWriters } from './agent-writers.ts';
import { attemptWriters } from './attempt-writers.ts';
import type { EventWriters, Logged } from './event-writer.ts';
import { hubWriters } from './hub-writers.ts';
import { registryWriters } from './registry-writers.ts';
import { taskWriters } from './task-writers.ts';

const writers: EventWriters<FleetEventType> = {
  ...agentWriters,
  ...attemptWriters,
  ...hubWriters,
  ...registryWriters,
  ...taskWriters,
};

export function hubContext({ db, changes, fleet }: ReducerContext, hubId: HubId): HubContext {
  return { db, changes, fleet: fleet.of(hubId) };
}

/** A stored row; a payload from a newer version stays in the log until a version that knows it. */
export function applyFleetRow(p: ReducerContext, row: EventRow): void {
  const hubId = hubOfSource(row.source);
  if (hubId === null) return;
  const event = fleetEventJson.read(row.payload);
  if (event.ok) applyFleetEvent(hubContext(p, hubId), row, event.value);
}

export function applyFleetEvent<Type extends FleetEventType>(
  p: HubContext,
  logged: Logged,
  event: Typed<Type>,
): void {
  p.changes.touch('fleet');
  p.changes.hubs.add(p.fleet.hubN);
  for (const area of eventRules[event.type].areas) p.changes.touch(area);
  writers[event.type](p, logged, event);
}
