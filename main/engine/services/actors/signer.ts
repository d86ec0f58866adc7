import { actorNameKey } from '../../../../core/domain/actor-name.ts';
import type { ActorId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { type ActorRecord, readActor, readActors } from '../../../../db/records/actor.ts';
import { openActorKey, type SignText } from '../../../../node/secrets/actor-keys.ts';
import type { Acting, ActorSession } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';

/** A key opened with a passphrase is locked again when it was not used for so long. */
export const LOCK_AFTER_MS = 15 * 60_000;

interface OpenKey {
  readonly actorId: ActorId;
  readonly sign: SignText;
  usedAt: number;
}

type SignerDeps = Pick<EngineDeps, 'db' | 'clock' | 'secrets' | 'topics'>;

/** A connection's actor and, while it is unlocked, their key. The key is nowhere else and goes with the connection. */
export function openActorSession(deps: SignerDeps): ActorSession {
  const { clock, secrets, topics } = deps;
  let chosen: ActorId | null = null;
  let key: OpenKey | null = null;
  let timer: NodeJS.Timeout | null = null;

  const drop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (key === null) return;
    key = null;
    topics.publish('actors');
  };
  const lockWhenUnused = (milliseconds: number): void => {
    timer = setTimeout(() => {
      const left = key === null ? 0 : key.usedAt + LOCK_AFTER_MS - clock.now();
      if (left > 0) lockWhenUnused(left);
      else drop();
    }, milliseconds);
    timer.unref();
  };
  const keyOf = (actorId: ActorId): OpenKey | null => {
    if (key === null || key.actorId !== actorId) return null;
    if (clock.now() - key.usedAt < LOCK_AFTER_MS) return key;
    drop();
    return null;
  };
  const choose = (actorId: ActorId): void => {
    if (key?.actorId !== actorId) drop();
    chosen = actorId;
    topics.publish('actors');
  };

  return {
    get actor() {
      return chosen;
    },
    isUnlocked: (actorId) => keyOf(actorId) !== null,
    signature(actorId) {
      const open = keyOf(actorId);
      if (open === null) return null;
      open.usedAt = clock.now();
      return open.sign;
    },
    choose(name) {
      const actor = actorNamed(deps, name);
      if (!actor.ok) return actor;
      choose(actor.value.id);
      return ok(null);
    },
    async unlock(actorId, passphrase) {
      const actor = activeActor(deps, actorId);
      if (!actor.ok) return actor;
      const { name, unlock } = actor.value;
      if (unlock === 'passphrase' && passphrase === null) return lockedActor(actor.value);
      const opened = await openActorKey(secrets, actorId, unlock === 'passphrase' ? passphrase : null);
      if (!opened.ok) {
        if (opened.error.code !== 'secret.locked' || unlock === 'system') return opened;
        return fail(
          'actor.passphrase-wrong',
          `This passphrase does not open ${name}'s key. Nothing was changed; try again.`,
          { actorId, name },
        );
      }
      choose(actorId);
      if (unlock === 'passphrase') {
        key = { actorId, sign: opened.value, usedAt: clock.now() };
        if (timer === null) lockWhenUnused(LOCK_AFTER_MS);
      }
      return ok({ actorId, name });
    },
    lock: drop,
  };
}

/** Signs ops as who acts: with the key their connection holds, or one that opens with this operating system user. */
export async function signatureOf(
  deps: Pick<EngineDeps, 'db' | 'secrets'>,
  { actorId, session }: Acting,
): Promise<Result<SignText>> {
  const held = session?.signature(actorId) ?? null;
  if (held !== null) return ok(held);
  const actor = activeActor(deps, actorId);
  if (!actor.ok) return actor;
  return actor.value.unlock === 'passphrase'
    ? lockedActor(actor.value)
    : openActorKey(deps.secrets, actorId, null);
}

/** Enrolled here and not revoked. */
export function activeActor(
  { db }: Pick<EngineDeps, 'db'>,
  actorId: ActorId,
): Result<ActorRecord, 'actor.not-found' | 'actor.revoked'> {
  const actor = readActor(db.read, actorId);
  if (actor === null)
    return fail('actor.not-found', 'This actor is unknown here. Nothing was changed.', { actorId });
  return actor.revokedAt === null ? ok(actor) : revokedActor(actor);
}

export function lockedActor({ id, name }: Pick<ActorRecord, 'id' | 'name'>) {
  return fail('actor.locked', `${name} acts only when unlocked with their passphrase. Nothing was changed.`, {
    actorId: id,
    name,
  });
}

function revokedActor({ id, name }: ActorRecord) {
  return fail('actor.revoked', `${name} was revoked and can no longer act. Nothing was changed.`, {
    actorId: id,
    name,
  });
}

function actorNamed({ db }: SignerDeps, name: string): Result<ActorRecord> {
  const wanted = actorNameKey(name);
  const actors = readActors(db.read);
  const fits = actors.filter((actor) => actor.id === name || actorNameKey(actor.name) === wanted);
  const [first] = fits;
  const active = fits.find((actor) => actor.revokedAt === null);
  const found = active ?? first;
  if (found !== undefined) return ok(found);
  const known = actors.filter((actor) => actor.revokedAt === null).map((actor) => actor.name);
  return fail('actor.not-found', `There is no actor ${name} here; there are: ${known.join(', ')}.`, { name });
}
