import type { Answer } from '../../core/contract/index.ts';
import { ActorId } from '../../core/kernel/ids.ts';
import { call } from './client.ts';
import { remember, windowMemory } from './window-memory.ts';

const key = 'quarterdeck.acting-as';

/**
 * Whom this window acts as, so that a new connection asks for the same person, after a reload too; they are locked
 * again then.
 */
export function actingAs(): ActorId | null {
  const chosen = ActorId.safeParse(windowMemory()?.getItem(key));
  return chosen.success ? chosen.data : null;
}

/** From now on this window acts as somebody else, with their key unlocked. */
export async function actAs(actorId: ActorId, passphrase: string | null): Promise<Answer<'actors.unlock'>> {
  const answer = await call('actors.unlock', { actorId, passphrase });
  if (answer.ok) remember(windowMemory(), key, actorId);
  return answer;
}

/** The workspace does not know them: the next connection asks for nobody. */
export function forgetActingAs(): void {
  remember(windowMemory(), key, null);
}
