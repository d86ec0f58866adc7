import type { Moment } from '../../kernel/clock.ts';
import { eventRules, type FleetEventType, type Typed } from './events.ts';
import type { FleetState } from './state.ts';

/**
 * Moves the state by one event, in place. Everything but fields ending in `Steady`, `served`, `pauses` and what heartbeats
 * bring follows from the events alone, so a replay gives the same state. `at` only sets the steady stamps.
 */
export function applyEvent<Type extends FleetEventType>(
  state: FleetState,
  event: Typed<Type>,
  at: Moment,
): void {
  eventRules[event.type].apply(state, event, at);
}
