import { userInfo } from 'node:os';
import { ActorId } from '../../../../core/kernel/ids.ts';
import { randomId } from '../../../../core/kernel/random-id.ts';
import { done, fail, ok } from '../../../../core/kernel/result.ts';
import { actorRows } from '../../../../db/readers/workspace-view.ts';
import { type ActorRecord, readActor, readPeople } from '../../../../db/records/actor.ts';
import { addActor, replaceActorKey, revokeActor } from '../../../../db/usecases/actors.ts';
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
  const first = people.find((actor) => actor.unlock === 'system') ?? people[0];
  return first === undefined ? null : newestKeyOf(first, people).id;
}

/** Whoever gave a key up for another one is the same person. */
function newestKeyOf(actor: ActorRecord, people: readonly ActorRecord[]): ActorRecord {
  let newest = actor;
  for (const passed = new Set<ActorId>(); newest.revokedAt !== null && !passed.has(newest.id); ) {
    passed.add(newest.id);
    const { id } = newest;
    newest = people.find(({ replaces }) => replaces === id) ?? newest;
  }
  return newest;
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

function whyWeak(passphrase: string | null) {
  return passphrase === null || new Set(passphrase).size >= FEWEST_CHARACTERS
    ? null
    : fail(
        'actor.passphrase-weak',
        `This passphrase uses fewer than ${FEWEST_CHARACTERS} different characters. Nothing was changed; choose a longer sentence.`,
      );
}

export const add: Service<EngineDeps, 'actors.add'> = async (deps, input, context) => {
  const { actorId: by } = context;
  const weak = whyWeak(input.passphrase);
  if (weak !== null) return weak;
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

/** Who acts gets a new key, kept before the old one is given up: a kill in between leaves a key without an actor. */
export const rotate: Service<EngineDeps, 'actors.rotate'> = async (deps, { passphrase }, context) => {
  const { actorId: old, session } = context;
  const weak = whyWeak(passphrase);
  if (weak !== null) return weak;
  const signer = await signatureOf(deps, context);
  if (!signer.ok) return signer;
  if (passphrase === null && readActor(deps.db.read, old)?.unlock === 'passphrase') {
    return fail(
      'actor.passphrase-weak',
      'This key opens with a passphrase, and so must the one that replaces it. Nothing was changed.',
    );
  }
  const key = newActorKey(deps.entropy, passphrase);
  const replacement = ActorId.parse(randomId(deps.entropy, 'ac'));
  const kept = await key.keep(deps.secrets, replacement);
  if (!kept.ok) return kept;
  const { publicKey, fingerprint } = key;
  const replaced = replaceActorKey(
    deps.db,
    {
      old,
      replacement,
      key: { publicKey, fingerprint, unlock: passphrase === null ? 'system' : 'passphrase' },
    },
    { sign: signer.value, signNew: key.sign },
  );
  if (!replaced.ok) return replaced;
  const unlocked = await session?.unlock(replacement, passphrase);
  if (unlocked?.ok === false) deps.log.warn(unlocked.error.message, unlocked.error.facts);
  return ok({ actorId: replacement, fingerprint });
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
