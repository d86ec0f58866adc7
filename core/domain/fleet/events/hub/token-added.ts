import { z } from 'zod';
import { AgentId, TokenId } from '../../../../kernel/ids.ts';
import { Initiator } from '../../initiators.ts';
import { fleetEvent } from '../fleet-event.ts';

export const tokenAdded = fleetEvent(
  'token.added',
  {
    by: Initiator,
    tokenId: TokenId,
    name: z.string(),
    scope: z.enum(['agent', 'submit', 'admin']),
    agentId: AgentId.nullable(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  },
  {
    areas: ['hub'],
    durability: 'full',
    inTaskHistory: false,
    sentence: ({ name }) => `The token ${name} was added`,
    // Named `client`, not `token...`: a fact of such a name is blotted out.
    logLines: ({ tokenId: client, scope, by }) => [['token.add', { client, scope, by: by.id }]],
    apply(state, { tokenId: id, name, scope, agentId, sha256 }) {
      state.tokens.set(id, { id, name, scope, agentId, sha256 });
    },
  },
);
