import { hash } from 'node:crypto';
import type { FleetEvent } from '../../../core/domain/fleet/events.ts';
import { hubSource } from '../../../core/domain/fleet/hub-source.ts';
import { fastValidator } from '../../../core/kernel/fast-validator.ts';
import { EventId, type HubId } from '../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import type { Durability } from '../../connection.ts';
import { Refusal } from '../../failures.ts';
import { fleetEventJson, kindOfFleetEvent } from '../../fleet-json.ts';
import { applyFleetEvent, hubContext } from '../../reducers/fleet/apply-fleet-event.ts';
import type { HubContext } from '../../reducers/reducer-context.ts';
import { type EventRow, lastSourceId } from '../../tables/event.ts';
import { taskOfClientKey } from '../../tables/fleet/task.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { confirmDeliveries } from '../deliveries.ts';

const SOURCE_ID_DIGITS = 12;

export interface SourcedEvent {
  /** What its hub calls it: a second delivery under the same name changes nothing. */
  readonly sourceId: string;
  readonly event: FleetEvent;
}

/**
 * Writes what a hub in this process decided, all of it or nothing, in one transaction, which confirms the deliveries
 * that asked for it. The hub counts its events.
 */
export function appendFleetEvents(
  db: WorkspaceDb,
  hubId: HubId,
  events: readonly FleetEvent[],
  durability: Durability,
  delivered: readonly string[] = [],
): Result<null> {
  const last = Number(lastSourceId(db.read, hubSource(hubId)) ?? 0);
  // Padded, so that the index on it only ever grows at its end.
  const nameOf = (index: number): string => String(last + 1 + index).padStart(SOURCE_ID_DIGITS, '0');
  const own = events.map((event, index) => ({ sourceId: nameOf(index), event }));
  const written = ingestFleetEvents(db, hubId, own, durability, delivered);
  return written.ok ? ok(null) : written;
}

/** Takes in what a hub reports, in one transaction. Answers how many of its events were new. */
export function ingestFleetEvents(
  db: WorkspaceDb,
  hubId: HubId,
  events: readonly SourcedEvent[],
  durability: Durability,
  delivered: readonly string[] = [],
): Result<{ readonly fresh: number }> {
  const source = hubSource(hubId);
  return db.write(durability, (tx) => {
    const rows = events.map(({ sourceId, event }) => rowOf(tx.nextSeq(), source, sourceId, event));
    const fresh = tx.logEvents(rows);
    const hub = hubContext(tx, hubId);
    claimKeys(
      hub,
      fresh.map(({ event }) => event),
    );
    for (const row of fresh) applyFleetEvent(hub, row, row.event);
    confirmDeliveries(tx, delivered);
    return ok({ fresh: fresh.length });
  });
}

const idForm = fastValidator(EventId);

function eventId(name: string): EventId {
  const id = idForm.safeParse(`ev_${name}`);
  if (!id.success) throw id.error;
  return id.data;
}

interface NewEvent extends EventRow {
  readonly event: FleetEvent;
}

function rowOf(seq: number, source: string, sourceId: string, event: FleetEvent): NewEvent {
  const id = eventId(hash('sha256', `${source}\n${sourceId}`, 'base64url').slice(0, 16));
  const payload = fleetEventJson.write(event);
  return { seq, id, source, sourceId, kind: kindOfFleetEvent(event), at: event.at, payload, event };
}

/** One task per submitter and key, whatever was checked before: the second of two at the same time is refused. */
function claimKeys({ db, fleet }: HubContext, events: readonly FleetEvent[]): void {
  const keys = new Set<string>();
  for (const event of events) {
    if (event.type !== 'task.submitted' || event.clientKey === null) continue;
    const key = JSON.stringify([event.by.id, event.clientKey]);
    if (keys.has(key) || taskOfClientKey(db, fleet.hubN, event.by.id, event.clientKey) !== null)
      throw keyTaken(event.clientKey);
    keys.add(key);
  }
}

function keyTaken(clientKey: string): Refusal {
  return new Refusal(
    fail(
      'task.key-conflict',
      'A task was submitted under this key in the meantime. Nothing was changed; submit again to get that task.',
      { clientKey },
      true,
    ).error,
  );
}
