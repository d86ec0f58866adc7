import { z } from 'zod';
import { ActorId } from '../../kernel/ids.ts';

/** In the enrolment of an actor: whose key its own replaces, with the new key's signature over `replacingText`. */
export const Replaces = z.object({ actor: ActorId, proof: z.string().max(200) });
export type Replaces = z.output<typeof Replaces>;

/**
 * What the new key signs. The old one signs the op that says it, so that both agree: nobody becomes another person by
 * saying so.
 */
export function replacingText(actor: string, old: string): string {
  return `quarterdeck: the key of ${actor} replaces that of ${old}`;
}
