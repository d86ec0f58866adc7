import type { ActorId } from '../../../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../../../core/kernel/result.ts';
import { readActor } from '../../../../../db/records/actor.ts';
import { addActor, revokeActor } from '../../../../../db/usecases/actors.ts';
import { newActorKey } from '../../../../../node/secrets/actor-keys.ts';
import type { Acting } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';

/** Enrols an agent as an actor with a key pair of its own, signed by the person who adds it. */
export async function enrolAgent(
  deps: EngineDeps,
  acting: Acting,
  name: string,
): Promise<Result<{ readonly actorId: ActorId }>> {
  const by = acting.actorId;
  const signer = await signatureOf(deps, acting);
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
export async function dismissAgent(
  deps: EngineDeps,
  acting: Acting,
  actorId: ActorId,
): Promise<Result<null>> {
  const actor = readActor(deps.db.read, actorId);
  if (actor === null || actor.revokedAt !== null) return ok(null);
  const signer = await signatureOf(deps, acting);
  return signer.ok ? revokeActor(deps.db, acting.actorId, actorId, signer.value) : signer;
}
