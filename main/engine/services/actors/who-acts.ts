import { z } from 'zod';
import { ActorId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { readActor } from '../../../../db/records/actor.ts';
import type { CallContext, ServiceContexts, WhoActs } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';

const Naming = z.object({ actorId: ActorId.nullable() });

/** Finds who acts, by what the contract's entry declares. */
export function whoActs(deps: EngineDeps): WhoActs {
  const { db } = deps;
  return {
    nobody: (_input, { signal }) => ok({ signal }),
    actor: (_input, context) => actorOf(deps, context, null),
    'named-actor': (input, context) => actorOf(deps, context, Naming.parse(input).actorId),
    operator: (_input, context) =>
      db.mode.kind === 'read-only' ? fail('db.read-only', db.mode.reason) : actorOf(deps, context, null),
  };
}

/** The one named in the call if no passphrase guards them, else who the connection is unlocked for. */
function actorOf(
  deps: EngineDeps,
  { actor: connected, signal }: CallContext,
  named: ActorId | null,
): Result<ServiceContexts['operator'], 'actor.not-found' | 'actor.revoked' | 'actor.locked'> {
  const actorId = named ?? connected ?? deps.owner();
  const actor = readActor(deps.db.read, actorId);
  if (actor === null)
    return fail('actor.not-found', 'This actor is unknown here. Nothing was changed.', { actorId });
  const { name, unlock, revokedAt } = actor;
  if (revokedAt !== null) {
    return fail('actor.revoked', `${name} was revoked and acts no more. Nothing was changed.`, {
      actorId,
      name,
    });
  }
  if (unlock === 'passphrase' && actorId !== connected) {
    return fail(
      'actor.locked',
      `${name} acts only when unlocked with their passphrase. Nothing was changed.`,
      { actorId, name },
    );
  }
  return ok({ signal, actorId, by: { kind: 'person', id: actorId, name: name.slice(0, 200) } });
}
