import type { AgentId } from '../../kernel/ids.ts';
import { eventRules, type FleetEvent, type FleetEventType, type Typed } from './events.ts';

export interface EventSentence {
  readonly at: number;
  readonly what: string;
  readonly by: string | null;
}

/** One line on what happened. `nameOf` gives agents their present names. */
export function eventSentence<Type extends FleetEventType>(
  event: Typed<Type>,
  nameOf: (id: AgentId) => string,
): EventSentence {
  return { at: event.at, what: eventRules[event.type].sentence(event, nameOf), by: initiatorName(event) };
}

function initiatorName(event: FleetEvent): string | null {
  return 'by' in event ? event.by.name : null;
}
