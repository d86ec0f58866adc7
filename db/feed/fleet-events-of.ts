import type { FleetEvent } from '../../core/domain/fleet/events.ts';
import { fleetEventJson, isFleetKind } from '../fleet-json.ts';
import type { LoggedEvent, LogRows } from './commit.ts';

const parsed = new WeakMap<LoggedEvent, FleetEvent | null>();

/**
 * What one hub reported among these rows; a payload is parsed once, however many ask. Kinds and versions that are not
 * known here are left out.
 */
export function fleetEventsOf({ events }: LogRows, source: string): FleetEvent[] {
  const found: FleetEvent[] = [];
  for (const row of events) {
    const event = row.source === source ? fleetEventOf(row) : null;
    if (event !== null) found.push(event);
  }
  return found;
}

function fleetEventOf(row: LoggedEvent): FleetEvent | null {
  if (row.event !== undefined) return row.event;
  const known = parsed.get(row);
  if (known !== undefined) return known;
  const read = isFleetKind(row.kind) ? fleetEventJson.read(row.payload) : null;
  const event = read?.ok === true ? read.value : null;
  parsed.set(row, event);
  return event;
}
