import { userInfo } from 'node:os';
import type { ActorId } from '../../../../core/kernel/ids.ts';
import { done, fail, ok } from '../../../../core/kernel/result.ts';
import { actorRows } from '../../../../db/readers/workspace-view.ts';
import { readPeople } from '../../../../db/records/actor.ts';
import { addActor, revokeActor } from '../../../../db/usecases/actors.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import { newActorKey } from '../../../../node/secrets/actor-keys.ts';
import type { ActorSession, Service, ViewAnswer } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { ensureEnrolled } from './own-device.ts';
import { signatureOf } from './signer.ts';

/** Different characters a passphrase needs at least; its length is the contract's to check. */
const FEWEST_CHARACTERS = 5;

export function actorsView(deps: EngineDeps, session?: ActorSession): ViewAnswer<'actors.list'> {
  const current = session?.actor ?? deps.owner();
  return { rows: actorRows(deps.db.read).map((row) => ({ ...row, current: row.id === current })), extra: {} };
}

/**
 * The person of this operating system user: the first who needs no passphrase of their own. Once they are revoked nobody
 * takes their place unasked: who acts then is chosen by name.
 */
export function ownerOf(db: WorkspaceDb): ActorId | null {
  const people = readPeople(db.read);
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

export const add: Service<EngineDeps, 'actors.add'> = async (deps, input, context) => {
  const { actorId: by } = context;
  if (input.passphrase !== null && new Set(input.passphrase).size < FEWEST_CHARACTERS) {
    return fail(
      'actor.passphrase-weak',
      `This passphrase uses fewer than ${FEWEST_CHARACTERS} different characters. Nobody was added; choose a longer sentence.`,
    );
  }
  const signer = await signatureOf(deps, context);
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

export const revoke: Service<EngineDeps, 'actors.revoke'> = async (deps, input, context) => {
  const signer = await signatureOf(deps, context);
  if (!signer.ok) return signer;
  return done(revokeActor(deps.db, context.actorId, input.actorId, signer.value));
};

/** From now on this connection acts as the actor named, else as the one it chose before. */
export const unlock: Service<EngineDeps, 'actors.unlock'> = async (deps, input, { session }) => {
  const unlocked = await session.unlock(input.actorId ?? session.actor ?? deps.owner(), input.passphrase);
  if (!unlocked.ok || deps.deviceKeys === null) return unlocked;
  const { actorId } = unlocked.value;
  const enrolled = await ensureEnrolled(deps, { actorId, session }, deps.deviceKeys);
  if (!enrolled.ok) deps.log.warn(enrolled.error.message, enrolled.error.facts);
  return unlocked;
};

export const lock: Service<EngineDeps, 'actors.lock'> = (_deps, _input, { session }) => {
  session.lock();
  return ok({});
};
