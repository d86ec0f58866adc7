import type { HubListen } from '../../../core/domain/fleet/settings.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { hubListenJson } from '../../fleet-json.ts';
import { putListenText } from '../../tables/fleet/hub-listen.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';

/** Where the hub of this device listens: no op, never synced. */
export function setHubListen(db: WorkspaceDb, listen: HubListen): Result<null> {
  return db.write('full', (tx) => {
    putListenText(tx.db, hubListenJson.write(listen));
    tx.changes.touch('hub');
    return ok(null);
  });
}
