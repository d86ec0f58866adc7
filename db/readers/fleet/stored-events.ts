import type { FleetEvent, FleetEventOf } from '../../../core/domain/fleet/events.ts';
import { fleetEventJson } from '../../fleet-json.ts';
import type { Reader } from '../../handle.ts';
import { readEventPayload } from '../../tables/event.ts';

/** One event of the hub by its place in the log; null when a newer version wrote it. */
export function fleetEvent(read: Reader, seq: number): FleetEvent | null {
  const payload = readEventPayload(read, seq);
  const event = payload === null ? null : fleetEventJson.read(payload);
  return event?.ok === true ? event.value : null;
}

/** What was asked for, as it stood when it was submitted. */
export function submittedEvent(read: Reader, seq: number): FleetEventOf<'task.submitted'> | null {
  const event = fleetEvent(read, seq);
  return event?.type === 'task.submitted' ? event : null;
}

/** The decision an attempt began with. */
export function assignedEvent(read: Reader, seq: number): FleetEventOf<'task.assigned'> | null {
  const event = fleetEvent(read, seq);
  return event?.type === 'task.assigned' ? event : null;
}
