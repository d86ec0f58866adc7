import { userInfo } from 'node:os';
import type { Answer, ParsedInputOf } from '../../../../core/contract/index.ts';
import type { ActorId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { readActor, readActors } from '../../../../db/readers/records/actor.ts';
import { actorRows } from '../../../../db/readers/workspace-view.ts';
import { addActor, revokeActor } from '../../../../db/usecases/actors.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import { newActorKey, openActorKey } from '../../../../node/secrets/actor-keys.ts';
import type { SecretStore } from '../../../../node/secrets/secret-store.ts';
import type { ViewSnapshot } from '../../handlers.ts';
import type { EngineParts } from '../engine-parts.ts';

/** Different characters a passphrase needs at least; its length is the contract's to check. */
const FEWEST_CHARACTERS = 5;

export function actorsView(parts: EngineParts): ViewSnapshot<'actors.list'> {
  const owner = parts.owner();
  return { rows: actorRows(parts.db.read).map((row) => ({ ...row, current: row.id === owner })), extra: {} };
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

/** Who acts: the one named in the call if no passphrase guards them, else who the connection is unlocked for. */
export function actingAs(
  parts: EngineParts,
  connected: ActorId | null,
  named: ActorId | null = null,
): Result<ActorId, 'value.not-allowed'> {
  const actorId = named ?? connected ?? parts.owner();
  const actor = readActor(parts.db.read, actorId);
  if (actor === null || actor.revokedAt !== null) {
    return fail('value.not-allowed', 'This actor is unknown here or was revoked. Nothing was changed.', {
      actorId,
    });
  }
  if (actor.unlock === 'passphrase' && actorId !== connected) {
    return fail(
      'value.not-allowed',
      `${actor.name} acts only when unlocked with their passphrase. Nothing was changed.`,
      {
        actorId,
      },
    );
  }
  return ok(actorId);
}

export async function add(
  parts: EngineParts,
  input: ParsedInputOf<'actors.add'>,
  by: ActorId,
): Promise<Answer<'actors.add'>> {
  if (input.passphrase !== null && new Set(input.passphrase).size < FEWEST_CHARACTERS) {
    return fail(
      'actor.passphrase-weak',
      `This passphrase uses fewer than ${FEWEST_CHARACTERS} different characters. Nobody was added; choose a longer sentence.`,
    );
  }
  const signer = await signerOf(parts.secrets, by);
  if (!signer.ok) return signer;
  const key = newActorKey(parts.entropy, input.passphrase);
  const added = addActor(
    parts.db,
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
  const kept = await key.keep(parts.secrets, actorId);
  if (kept.ok) return ok({ actorId, fingerprint: key.fingerprint });
  // A public key nobody can sign for is of no use: it is taken back.
  const revoked = revokeActor(parts.db, by, actorId, signer.value);
  return revoked.ok ? kept : revoked;
}

export async function revoke(
  parts: EngineParts,
  input: ParsedInputOf<'actors.revoke'>,
  by: ActorId,
): Promise<Answer<'actors.revoke'>> {
  const signer = await signerOf(parts.secrets, by);
  if (!signer.ok) return signer;
  const revoked = revokeActor(parts.db, by, input.actorId, signer.value);
  return revoked.ok ? ok({}) : revoked;
}

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
