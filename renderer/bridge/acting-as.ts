import type { Answer } from '../../core/contract/index.ts';
import type { ActorId } from '../../core/kernel/ids.ts';
import { call } from './client.ts';

let chosen: ActorId | null = null;

/** Whom this window acts as, so that a new connection asks for the same person; they are locked again then. */
export function actingAs(): ActorId | null {
  return chosen;
}

/** From now on this window acts as somebody else, with their key unlocked. */
export async function actAs(actorId: ActorId, passphrase: string | null): Promise<Answer<'actors.unlock'>> {
  const answer = await call('actors.unlock', { actorId, passphrase });
  if (answer.ok) chosen = actorId;
  return answer;
}
