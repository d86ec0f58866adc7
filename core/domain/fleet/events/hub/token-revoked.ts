import { TokenId } from '../../../../kernel/ids.ts';
import { Initiator } from '../../initiators.ts';
import { fleetEvent } from '../fleet-event.ts';

export const tokenRevoked = fleetEvent(
  'token.revoked',
  { by: Initiator, tokenId: TokenId },
  {
    areas: ['hub'],
    durability: 'full',
    inTaskHistory: false,
    sentence: () => 'A token was revoked',
    logLines: ({ tokenId: client, by }) => [['token.revoke', { client, by: by.id }]],
    apply(state, { tokenId }) {
      state.tokens.delete(tokenId);
    },
  },
);
