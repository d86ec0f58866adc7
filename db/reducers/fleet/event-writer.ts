import type { FleetEventOf, FleetEventType } from '../../../core/domain/fleet/events.ts';
import type { EventRow } from '../../tables/event.ts';
import type { HubContext } from '../reducer-context.ts';

/** Where an event stands in the log. */
export type Logged = Pick<EventRow, 'seq'>;

/** Brings the tables to what events of some types, of one hub, say. One about something unknown changes nothing. */
export type EventWriters<Types extends FleetEventType> = {
  readonly [Type in Types]: (p: HubContext, logged: Logged, event: FleetEventOf<Type>) => void;
};
