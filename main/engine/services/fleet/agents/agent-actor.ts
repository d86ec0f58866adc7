import type { ActorId } from '../../../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../../../core/kernel/result.ts';
import { readActor } from '../../../../../db/records/actor.ts';
import { addActor, revokeActor } from '../../../../../db/usecases/actors.ts';
import { newActorKey } from '../../../../../node/secrets/actor-keys.ts';
import { signerOf } from '../../actors/actors.ts';
import type { EngineDeps } from '../../engine-deps.ts';

/** Enrols an agent as an actor with a key pair of its own, signed by the person who adds it. */
export async function enrolAgent(
  deps: EngineDeps,
  by: ActorId,
  name: string,
): Promise<Result<{ readonly actorId: ActorId }>> {
  const signer = await signerOf(deps.secrets, by);
  if (!signer.ok) return signer;
  const key = newActorKey(deps.entropy, null);
  const { publicKey, fingerprint } = key;
  const added = addActor(
    deps.db,
    by,
    { name, kind: 'agent', publicKey, fingerprint, unlock: 'system' },
    signer.value,
  );
  if (!added.ok) return added;
  const kept = await key.keep(deps.secrets, added.value.actorId);
  if (kept.ok) return added;
  // A public key nobody can sign for is of no use: it is taken back.
  const revoked = revokeActor(deps.db, by, added.value.actorId, signer.value);
  return revoked.ok ? kept : revoked;
}

/** The agent decides nothing any more; what it did stays its own. */
export async function dismissAgent(deps: EngineDeps, by: ActorId, actorId: ActorId): Promise<Result<null>> {
  const actor = readActor(deps.db.read, actorId);
  if (actor === null || actor.revokedAt !== null) return ok(null);
  const signer = await signerOf(deps.secrets, by);
  return signer.ok ? revokeActor(deps.db, by, actorId, signer.value) : signer;
}
