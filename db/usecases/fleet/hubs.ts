import { type ActorId, HubId } from '../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { noWorkspace } from '../../failures.ts';
import { deviceName } from '../../tables/device.ts';
import { embeddedHub, type HubRecord, readHub } from '../../tables/fleet/hub.ts';
import { readRegister } from '../../tables/register.ts';
import { readWorkspace, type WorkspaceRow } from '../../tables/workspace.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { appendOps } from '../append.ts';

/** In a workspace that can't be written, and where no engine of this device ever ran: a hub without rows. */
function unannounced({ id, deviceId }: WorkspaceRow): HubRecord {
  return {
    n: 0,
    id: HubId.parse(id.replace(/^ws_/, 'hu_')),
    name: null,
    kind: 'embedded',
    deviceId,
    addedAt: null,
    removedAt: null,
  };
}

/**
 * The hub that runs on this device. It is announced by an op when there is none yet: at the first start of a workspace,
 * of a copy that became a device of its own, and of one that was migrated from a version with one nameless hub.
 */
export function ensureEmbeddedHub(db: WorkspaceDb, actorId: ActorId): Result<HubRecord> {
  const workspace = readWorkspace(db.read);
  if (workspace === null) return noWorkspace();
  const known = embeddedHub(db.read, workspace.deviceId);
  const isAnnounced = known !== null && readRegister(db.read, 'hub', known.id).size > 0;
  if (isAnnounced) return ok(known);
  if (db.mode.kind === 'read-only') return ok(known ?? unannounced(workspace));
  return db.write('full', (tx) => {
    const id = known?.id ?? HubId.parse(tx.id('hu'));
    appendOps(tx, {
      actorId,
      correlation: tx.id('cr'),
      ops: [
        {
          entity: { kind: 'hub', id },
          patch: {
            name: { value: deviceName(tx.db, workspace.deviceId) ?? workspace.deviceId },
            kind: { value: 'embedded' },
            device: { value: workspace.deviceId },
          },
        },
      ],
    });
    const made = readHub(tx.db, id);
    if (made === null) throw new Error(`the op of hub ${id} made no row`);
    return ok(made);
  });
}
