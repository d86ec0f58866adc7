import { hostname } from 'node:os';
import { basename } from 'node:path';
import type { Entropy } from '../../../../core/kernel/clock.ts';
import { ok, type Result } from '../../../../core/kernel/result.ts';
import { workspaceFacts } from '../../../../db/readers/workspace-view.ts';
import { projectionsAreCurrent } from '../../../../db/usecases/derived.ts';
import { rebuildProjections } from '../../../../db/usecases/rebuild.ts';
import { createWorkspace } from '../../../../db/usecases/workspace.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import type { Log } from '../../../../node/log/log.ts';
import { provisionalKey, settleProvisionalKey } from '../../../../node/secrets/actor-keys.ts';
import type { SecretStore } from '../../../../node/secrets/secret-store.ts';
import { ownerOf, systemUserName, textSignature } from '../actors/actors.ts';

export interface FirstRunOptions {
  readonly db: WorkspaceDb;
  readonly secrets: SecretStore;
  readonly entropy: Entropy;
  readonly folder: string;
  readonly sample: boolean;
  readonly log: Log;
}

/** Makes the workspace and its first actor when the database is new. Answers whether it was. */
export async function ensureWorkspace(
  options: FirstRunOptions,
): Promise<Result<{ readonly fresh: boolean }>> {
  const { db, secrets, entropy } = options;
  const fresh = workspaceFacts(db.read) === null;
  if (fresh) {
    const key = await provisionalKey(secrets, entropy);
    if (!key.ok) return key;
    const created = createWorkspace(db, {
      name: basename(options.folder) || 'Workspace',
      sample: options.sample,
      deviceName: hostname().slice(0, 80) || 'this machine',
      actor: {
        name: systemUserName(),
        kind: 'person',
        publicKey: key.value.publicKey,
        fingerprint: key.value.fingerprint,
        unlock: 'system',
      },
      sign: (text) => textSignature(key.value.sign, text),
    });
    if (!created.ok) return created;
  }
  // A workspace whose tables are empty beside full logs (schema 1) knows nobody until they are made.
  if (!fresh && ownerOf(db) === null && !projectionsAreCurrent(db)) {
    const rebuilt = await rebuildProjections(db);
    if (!rebuilt.ok) return rebuilt;
  }
  const owner = ownerOf(db);
  const settled = owner === null ? null : await settleProvisionalKey(secrets, entropy, owner);
  // A locked keyring must not keep an existing workspace shut: only signing needs it.
  if (settled?.ok === false) options.log.warn(settled.error.message, settled.error.facts);
  return ok({ fresh });
}
