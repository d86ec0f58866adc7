import { EndpointId } from '../../../../kernel/ids.ts';
import { Initiator } from '../../initiators.ts';
import { fleetEvent } from '../fleet-event.ts';

export const endpointRemoved = fleetEvent(
  'endpoint.removed',
  { by: Initiator, endpointId: EndpointId },
  {
    areas: ['endpoints'],
    durability: 'full',
    inTaskHistory: false,
    sentence: () => 'An endpoint was removed',
    apply(state, { endpointId }) {
      state.endpoints.delete(endpointId);
      state.pauses.delete(endpointId);
    },
  },
);
