import { userInfo } from 'node:os';
import type { ActorId } from '../../../../core/kernel/ids.ts';
import { done, fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { actorRows } from '../../../../db/readers/workspace-view.ts';
import { readActors } from '../../../../db/records/actor.ts';
import { addActor, revokeActor } from '../../../../db/usecases/actors.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import { newActorKey, openActorKey } from '../../../../node/secrets/actor-keys.ts';
import type { SecretStore } from '../../../../node/secrets/secret-store.ts';
import type { Service, ViewAnswer } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';

/** Different characters a passphrase needs at least; its length is the contract's to check. */
const FEWEST_CHARACTERS = 5;

export function actorsView(deps: EngineDeps): ViewAnswer<'actors.list'> {
  const owner = deps.owner();
  return { rows: actorRows(deps.db.read).map((row) => ({ ...row, current: row.id === owner })), extra: {} };
}

/** The person of this operating system user: the first who needs no passphrase of their own. */
export function ownerOf(db: WorkspaceDb): ActorId | null {
  const people = readActors(db.read).filter((actor) => actor.kind === 'person' && actor.revokedAt === null);
  return (people.find((actor) => actor.unlock === 'system') ?? people[0])?.id ?? null;
}

/** What the first actor of a workspace is called. */
export function systemUserName(): string {
  try {
    const name = userInfo().username.trim();
    return name === '' ? 'operator' : name.slice(0, 80);
  } catch {
    return 'operator';
  }
}

export const add: Service<EngineDeps, 'actors.add'> = async (deps, input, { actorId: by }) => {
  if (input.passphrase !== null && new Set(input.passphrase).size < FEWEST_CHARACTERS) {
    return fail(
      'actor.passphrase-weak',
      `This passphrase uses fewer than ${FEWEST_CHARACTERS} different characters. Nobody was added; choose a longer sentence.`,
    );
  }
  const signer = await signerOf(deps.secrets, by);
  if (!signer.ok) return signer;
  const key = newActorKey(deps.entropy, input.passphrase);
  const added = addActor(
    deps.db,
    by,
    {
      name: input.name,
      kind: 'person',
      publicKey: key.publicKey,
      fingerprint: key.fingerprint,
      unlock: input.passphrase === null ? 'system' : 'passphrase',
    },
    signer.value,
  );
  if (!added.ok) return added;
  const { actorId } = added.value;
  const kept = await key.keep(deps.secrets, actorId);
  if (kept.ok) return ok({ actorId, fingerprint: key.fingerprint });
  // A public key nobody can sign for is of no use: it is taken back.
  const revoked = revokeActor(deps.db, by, actorId, signer.value);
  return revoked.ok ? kept : revoked;
};

export const revoke: Service<EngineDeps, 'actors.revoke'> = async (deps, input, { actorId: by }) => {
  const signer = await signerOf(deps.secrets, by);
  if (!signer.ok) return signer;
  return done(revokeActor(deps.db, by, input.actorId, signer.value));
};

/** Signs ops as this actor, who acts without a passphrase of their own. */
export async function signerOf(
  secrets: SecretStore,
  actorId: ActorId,
): Promise<Result<(text: string) => string>> {
  const signer = await openActorKey(secrets, actorId, null);
  return signer.ok ? ok((text) => textSignature(signer.value, text)) : signer;
}

export function textSignature(sign: (bytes: Uint8Array) => Uint8Array, text: string): string {
  return Buffer.from(sign(new TextEncoder().encode(text))).toString('base64');
}
