import type { FleetEventOf, FleetEventType } from '../../../core/domain/fleet/events.ts';
import type { EventRow } from '../../tables/event.ts';
import type { ReducerContext } from '../reducer-context.ts';

/** Where an event stands in the log, and who reported it. */
export type Logged = Pick<EventRow, 'seq' | 'source'>;

/** Brings the tables to what events of some types say. One about something unknown changes nothing. */
export type EventWriters<Types extends FleetEventType> = {
  readonly [Type in Types]: (p: ReducerContext, logged: Logged, event: FleetEventOf<Type>) => void;
};
