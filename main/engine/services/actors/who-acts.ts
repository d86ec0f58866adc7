import { z } from 'zod';
import { ActorId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import type { CallContext, ServiceContexts, WhoActs } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { activeActor, lockedActor } from './signer.ts';

const Naming = z.object({ actorId: ActorId.nullable() });

/** Finds who acts, by what the contract's entry declares. */
export function whoActs(deps: EngineDeps): WhoActs {
  const { db } = deps;
  return {
    nobody: (_input, { signal }) => ok({ signal }),
    connection: (_input, { signal, session }) =>
      session === undefined
        ? fail('actor.no-connection', 'This is no connection that could be unlocked. Nothing was changed.')
        : ok({ signal, session }),
    actor: (_input, context) => actorOf(deps, context, null),
    'named-actor': (input, context) => actorOf(deps, context, Naming.parse(input).actorId),
    operator: (_input, context) =>
      db.mode.kind === 'read-only' ? fail('db.read-only', db.mode.reason) : actorOf(deps, context, null),
  };
}

/** The one named in the call if no passphrase guards them, else whom the connection acts as: unlocked, where one does. */
function actorOf(
  deps: EngineDeps,
  { actor: connected, session, signal }: CallContext,
  named: ActorId | null,
): Result<ServiceContexts['operator'], 'actor.not-found' | 'actor.revoked' | 'actor.locked'> {
  const actor = activeActor(deps, named ?? connected ?? deps.owner());
  if (!actor.ok) return actor;
  const { id: actorId, name, unlock } = actor.value;
  if (unlock === 'passphrase' && (session?.signature(actorId) ?? null) === null)
    return lockedActor(actor.value);
  return ok({
    signal,
    session,
    actorId,
    by: { kind: 'person', id: actorId, name: name.slice(0, 200) },
  });
}
