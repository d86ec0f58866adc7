import { EndpointId } from '../../../../kernel/ids.ts';
import { Initiator } from '../../initiators.ts';
import { EndpointSpec } from '../../routing.ts';
import { fleetEvent } from '../fleet-event.ts';

export const endpointAdded = fleetEvent(
  'endpoint.added',
  { by: Initiator, endpointId: EndpointId, spec: EndpointSpec },
  {
    areas: ['endpoints'],
    durability: 'full',
    inTaskHistory: false,
    sentence: ({ spec }) => `The endpoint ${spec.name} was added`,
    apply(state, { endpointId: id, spec }) {
      state.endpoints.set(id, {
        id,
        spec,
        health: 'unknown',
        models: [],
        note: '',
        checkedAt: null,
        probedAt: null,
        load: 0,
      });
    },
  },
);
