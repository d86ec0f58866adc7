import { hash } from 'node:crypto';
import type { FleetEvent } from '../../core/domain/fleet/events.ts';
import { fastValidator } from '../../core/kernel/fast-validator.ts';
import { EventId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { Durability } from '../connection.ts';
import { fleetEventJson, kindOfFleetEvent } from '../fleet-json.ts';
import { applyFleetEvent } from '../reducers/fleet/apply-fleet-event.ts';
import type { EventRow } from '../tables/event.ts';
import { taskOfClientKey } from '../tables/fleet/task.ts';
import { Refusal, type Transaction } from '../transaction.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { confirmDeliveries } from './deliveries.ts';

/** The hub of this workspace, as the source of its events. */
export const HUB = 'hub';
const SOURCE_ID_DIGITS = 12;

export interface SourcedEvent {
  /**
   * What its source calls it: a second delivery under the same name changes nothing. Null for what is decided here:
   * it is named by its place in the log.
   */
  readonly sourceId: string | null;
  readonly event: FleetEvent;
}

/**
 * Writes what the hub of this workspace decided, all of it or nothing, in one transaction, which confirms the
 * deliveries that asked for it.
 */
export function appendFleetEvents(
  db: WorkspaceDb,
  events: readonly FleetEvent[],
  durability: Durability,
  delivered: readonly string[] = [],
): Result<null> {
  const own = events.map((event) => ({ sourceId: null, event }));
  const written = ingestFleetEvents(db, HUB, own, durability, delivered);
  return written.ok ? ok(null) : written;
}

/** Takes in what a source reports, in one transaction. Answers how many of them were new. */
export function ingestFleetEvents(
  db: WorkspaceDb,
  source: string,
  events: readonly SourcedEvent[],
  durability: Durability,
  delivered: readonly string[] = [],
): Result<{ readonly fresh: number }> {
  return db.write(durability, (tx) => {
    const rows = events.map(({ sourceId, event }) => rowOf(tx.nextSeq(), source, sourceId, event));
    const fresh = tx.logEvents(rows);
    claimKeys(
      tx,
      fresh.map(({ event }) => event),
    );
    for (const row of fresh) applyFleetEvent(tx, row, row.event);
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

function rowOf(seq: number, source: string, named: string | null, event: FleetEvent): NewEvent {
  // Padded, so that the index on it only ever grows at its end.
  const sourceId = named ?? String(seq).padStart(SOURCE_ID_DIGITS, '0');
  const id = eventId(
    named === null
      ? `${source}.${sourceId}`
      : hash('sha256', `${source}\n${sourceId}`, 'base64url').slice(0, 16),
  );
  const payload = fleetEventJson.write(event);
  return { seq, id, source, sourceId, kind: kindOfFleetEvent(event), at: event.at, payload, event };
}

/** One task per submitter and key, whatever was checked before: the second of two at the same time is refused. */
function claimKeys(tx: Transaction, events: readonly FleetEvent[]): void {
  const keys = new Set<string>();
  for (const event of events) {
    if (event.type !== 'task.submitted' || event.clientKey === null) continue;
    const key = JSON.stringify([event.by.id, event.clientKey]);
    if (keys.has(key) || taskOfClientKey(tx.db, event.by.id, event.clientKey) !== null)
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
