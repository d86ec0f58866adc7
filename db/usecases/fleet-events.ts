import { hash } from 'node:crypto';
import type { FleetEvent } from '../../core/domain/fleet/events.ts';
import { EventId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { Durability } from '../connection.ts';
import { fleetEventJson, kindOfFleetEvent } from '../fleet-json.ts';
import { applyFleetEvent } from '../reducers/fleet/apply-fleet-event.ts';
import { insertEvent } from '../tables/event.ts';
import { taskOfClientKey } from '../tables/task.ts';
import { Refusal, type Transaction } from '../transaction.ts';
import type { WorkspaceDb } from '../workspace-db.ts';

/** The hub of this workspace, as the source of its events. */
const HUB = 'hub';
const SOURCE_ID_DIGITS = 12;

export interface SourcedEvent {
  /** What its source calls it: a second delivery under the same name changes nothing. */
  readonly sourceId: string;
  readonly event: FleetEvent;
}

/** Writes what the hub of this workspace decided, all of it or nothing, in one transaction. */
export function appendFleetEvents(
  db: WorkspaceDb,
  events: readonly FleetEvent[],
  durability: Durability,
): Result<null> {
  return db.write(durability, (tx) => {
    const keys = new Set<string>();
    for (const event of events) {
      if (event.type === 'task.submitted' && event.clientKey !== null)
        claimKey(tx, keys, event.by.id, event.clientKey);
      const seq = tx.nextSeq();
      // Padded, so that the index on it only ever grows at its end.
      const sourceId = String(seq).padStart(SOURCE_ID_DIGITS, '0');
      write(tx, seq, HUB, sourceId, EventId.parse(`ev_${HUB}.${sourceId}`), event);
    }
    return ok(null);
  });
}

/** Takes in what a source reports, in one transaction. Answers how many of them were new. */
export function ingestFleetEvents(
  db: WorkspaceDb,
  source: string,
  events: readonly SourcedEvent[],
): Result<{ readonly fresh: number }> {
  return db.write('normal', (tx) => {
    let fresh = 0;
    for (const { sourceId, event } of events) {
      const id = EventId.parse(`ev_${hash('sha256', `${source}\n${sourceId}`, 'base64url').slice(0, 16)}`);
      if (write(tx, tx.nextSeq(), source, sourceId, id, event)) fresh += 1;
    }
    return ok({ fresh });
  });
}

function write(
  tx: Transaction,
  seq: number,
  source: string,
  sourceId: string,
  id: EventId,
  event: FleetEvent,
): boolean {
  const payload = fleetEventJson.write(event);
  const row = { seq, id, source, sourceId, kind: kindOfFleetEvent(event), at: event.at, payload };
  if (!insertEvent(tx.db, row)) return false;
  applyFleetEvent(tx, seq, event);
  return true;
}

/** One task per submitter and key, whatever was checked before: the second of two at the same time is refused. */
function claimKey(tx: Transaction, keys: Set<string>, submitterId: string, clientKey: string): void {
  const key = JSON.stringify([submitterId, clientKey]);
  if (!keys.has(key) && taskOfClientKey(tx.db, submitterId, clientKey) === null) {
    keys.add(key);
    return;
  }
  throw new Refusal(
    fail(
      'task.key-conflict',
      'A task was submitted under this key in the meantime. Nothing was changed; submit again to get that task.',
      { clientKey },
      true,
    ).error,
  );
}
