import { fail } from '../../core/kernel/result.ts';
import type { ActorSession } from '../../main/engine/handlers.ts';

/** A connection of an engine that knows its owner only. */
export function ownerSession(): ActorSession {
  const nobody = (name: string) => fail('actor.not-found', `There is no actor ${name} here.`);
  return {
    actor: null,
    isUnlocked: () => false,
    signature: () => null,
    choose: nobody,
    unlock: async (actorId) => nobody(actorId),
    lock: () => {},
  };
}
