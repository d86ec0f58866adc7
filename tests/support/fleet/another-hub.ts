import type { FleetEvent } from '../../../core/domain/fleet/events.ts';
import { hubSource } from '../../../core/domain/fleet/hub-source.ts';
import { ActorId, DeviceId, HubId, OpId } from '../../../core/kernel/ids.ts';
import { ok } from '../../../core/kernel/result.ts';
import { fleetEventJson, kindOfFleetEvent } from '../../../db/fleet-json.ts';
import { applyOp } from '../../../db/reducers/apply-op.ts';
import { insertOp } from '../../../db/tables/op.ts';
import { appendEvent } from '../../../db/usecases/append.ts';
import type { WorkspaceDb } from '../../../db/workspace-db.ts';

export const otherHub = HubId.parse('hu_other');
const device = DeviceId.parse('de_other');

/** Takes in what the hub of another device reported, as it would come from there. Answers how many events were new. */
export function receiveFromOtherHub(db: WorkspaceDb, events: readonly FleetEvent[], from = 0): number {
  let fresh = 0;
  const written = db.write('full', (tx) => {
    for (const [index, event] of events.entries()) {
      const id = appendEvent(tx, {
        source: hubSource(otherHub),
        sourceId: String(from + index + 1).padStart(12, '0'),
        kind: kindOfFleetEvent(event),
        at: event.at,
        payload: fleetEventJson.write(event),
      });
      if (id !== null) fresh += 1;
    }
    return ok(null);
  });
  if (!written.ok) throw new Error(written.error.message);
  return fresh;
}

/** Takes in the op by which the other device announced its hub. */
export function announceOtherHub(db: WorkspaceDb, name: string): void {
  const written = db.write('full', (tx) => {
    const row = {
      seq: tx.nextSeq(),
      id: OpId.parse(`op_${otherHub}`),
      hlc: tx.stamp(device),
      device,
      actor: ActorId.parse('ac_elsewhere'),
      correlation: 'cr_other',
      kind: 'hub' as const,
      entityId: otherHub,
      patch: JSON.stringify({
        v: 1,
        d: { name: { value: name }, kind: { value: 'embedded' }, device: { value: device } },
      }),
      signature: null,
    };
    insertOp(tx.db, row);
    applyOp(tx, row);
    return ok(null);
  });
  if (!written.ok) throw new Error(written.error.message);
}
