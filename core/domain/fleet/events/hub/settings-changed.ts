import { Initiator } from '../../initiators.ts';
import { FleetSettings } from '../../settings.ts';
import { fleetEvent } from '../fleet-event.ts';

export const settingsChanged = fleetEvent(
  'settings.changed',
  { by: Initiator, settings: FleetSettings },
  {
    // When an agent counts as silent is a setting.
    areas: ['hub', 'agents'],
    durability: 'full',
    inTaskHistory: false,
    sentence: () => 'The settings of the hub were changed',
    logLines: ({ by }) => [['settings.change', { by: by.id }]],
    apply(state, { settings }) {
      state.settings = settings;
    },
  },
);
