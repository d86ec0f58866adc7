import { EndpointId } from '../../../../kernel/ids.ts';
import { Initiator } from '../../initiators.ts';
import { EndpointSpec, isSameServer } from '../../routing.ts';
import { fleetEvent } from '../fleet-event.ts';

export const endpointChanged = fleetEvent(
  'endpoint.changed',
  { by: Initiator, endpointId: EndpointId, spec: EndpointSpec },
  {
    areas: ['endpoints'],
    durability: 'full',
    inTaskHistory: false,
    sentence: ({ spec }) => `The endpoint ${spec.name} was changed`,
    apply(state, { endpointId, spec }) {
      const endpoint = state.endpoints.get(endpointId);
      if (endpoint === undefined) return;
      if (!isSameServer(endpoint.spec, spec)) {
        endpoint.health = 'unknown';
        endpoint.models = [];
        endpoint.note = '';
        endpoint.checkedAt = null;
        endpoint.probedAt = null;
        state.pauses.delete(endpointId);
      }
      endpoint.spec = spec;
    },
  },
);
