import { eventRules, type FleetEventType, type Typed } from '../../../core/domain/fleet/events.ts';
import { fleetEventJson } from '../../fleet-json.ts';
import type { EventRow } from '../../tables/event.ts';
import type { ReducerContext } from '../reducer-context.ts';
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

/** A stored row; a payload from a newer version stays in the log until a version that knows it. */
export function applyFleetRow(p: ReducerContext, row: EventRow): void {
  const event = fleetEventJson.read(row.payload);
  if (event.ok) applyFleetEvent(p, row, event.value);
}

export function applyFleetEvent<Type extends FleetEventType>(
  p: ReducerContext,
  logged: Logged,
  event: Typed<Type>,
): void {
  p.changes.touch('fleet');
  for (const area of eventRules[event.type].areas) p.changes.touch(area);
  writers[event.type](p, logged, event);
}
