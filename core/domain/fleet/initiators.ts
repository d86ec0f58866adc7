import { z } from 'zod';
import type { AgentId } from '../../kernel/ids.ts';

/** Who caused something: a person at a screen or command, an agent, a tool with a token, or the hub itself. */
export const Initiator = z.object({
  kind: z.enum(['person', 'agent', 'tool', 'hub']),
  id: z.string().max(100),
  name: z.string().max(200),
});
export type Initiator = z.infer<typeof Initiator>;

/** The hub itself as the one who caused something. */
export const byHub: Initiator = { kind: 'hub', id: 'hub', name: 'hub' };

export const byAgent = (agent: { readonly id: AgentId; readonly name: string }): Initiator => ({
  kind: 'agent',
  id: agent.id,
  name: agent.name,
});
