import { z } from 'zod';
import { EndpointId } from '../../../../kernel/ids.ts';
import { EndpointHealth } from '../../routing.ts';
import { fleetEvent } from '../fleet-event.ts';

const inWords: Readonly<Record<EndpointHealth, string>> = {
  unknown: 'was not reached yet',
  healthy: 'answers',
  unhealthy: 'does not answer as it should',
};

/** What a probe found that differs from what was known. */
export const endpointChecked = fleetEvent(
  'endpoint.checked',
  {
    endpointId: EndpointId,
    health: EndpointHealth,
    models: z.array(z.string()),
    note: z.string().max(500),
  },
  {
    areas: ['endpoints'],
    durability: 'normal',
    inTaskHistory: false,
    sentence: ({ health, note }) => `An endpoint ${inWords[health]}${note === '' ? '' : `: ${note}`}`,
    logLines: ({ endpointId, health, models, note }) => [
      ['endpoint.health', { endpointId, health, models: models.length, note }],
    ],
    apply(state, event) {
      const endpoint = state.endpoints.get(event.endpointId);
      if (endpoint === undefined) return;
      endpoint.health = event.health;
      endpoint.models = event.models;
      endpoint.note = event.note;
      endpoint.checkedAt = event.at;
      endpoint.probedAt = event.at;
    },
  },
);
