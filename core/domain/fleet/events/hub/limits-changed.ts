import { z } from 'zod';
import { Initiator } from '../../initiators.ts';
import { RateLimits } from '../../settings.ts';
import { fleetEvent } from '../fleet-event.ts';

/** `client` is a token id, or `*` for everybody. Null lifts the override. */
export const limitsChanged = fleetEvent(
  'limits.changed',
  { by: Initiator, client: z.string().max(100), limits: RateLimits.nullable() },
  {
    areas: ['hub'],
    durability: 'full',
    inTaskHistory: false,
    sentence: ({ client }) =>
      client === '*'
        ? 'The rate limits of all clients were changed'
        : 'The rate limits of a client were changed',
    logLines: ({ client, by }) => [['limits.change', { client, by: by.id }]],
    apply(state, { client, limits }) {
      if (limits === null) state.limits.delete(client);
      else state.limits.set(client, limits);
    },
  },
);
