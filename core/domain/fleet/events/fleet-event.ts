import { z } from 'zod';
import type { Moment } from '../../../kernel/clock.ts';
import type { AgentId } from '../../../kernel/ids.ts';
import type { FleetState } from '../state.ts';
import type { LogLine } from './log-line.ts';

/** What of the fleet an event changes; live views follow these. */
export type FleetArea =
  | 'agents'
  | 'tasks'
  | 'proposals'
  | 'endpoints'
  | 'repositories'
  | 'costs'
  /** Tokens, limits and settings of the hub. */
  | 'hub';

/** All that there is to know about one type of event beside its fields. */
export interface EventRules<Event> {
  readonly areas: readonly FleetArea[];
  /**
   * `full` is on the disk before anybody is answered. `normal` where its sender can repeat it, or it follows from what
   * is known: it need not wait for the disk.
   */
  readonly durability: 'full' | 'normal';
  /** Whether it is a line in the history of its task. */
  readonly inTaskHistory: boolean;
  /** From here on an attempt's output is the kept transcript and no longer the live one. */
  readonly endsOutput?: true;
  /** What happened, for people. `nameOf` gives agents their present names. */
  sentence(event: Event, nameOf: (id: AgentId) => string): string;
  /** Only ids, names, numbers and codes: what people and programs wrote stays out of the log. Default: no line. */
  logLines?(event: Event): readonly LogLine[];
  /** Moves the state, in place. `at` only sets steady stamps; everything else follows from the event. */
  apply(state: FleetState, event: Event, at: Moment): void;
}

/** Describes a type of event, all of it in one place. Every event has the time it happened, by the wall clock. */
export function fleetEvent<const Type extends string, Fields extends z.core.$ZodShape>(
  type: Type,
  fields: Fields,
  rules: EventRules<z.output<ReturnType<typeof eventSchema<Type, Fields>>>>,
) {
  return { ...rules, type, schema: eventSchema(type, fields) };
}

function eventSchema<Type extends string, Fields extends z.core.$ZodShape>(type: Type, fields: Fields) {
  return z.object({ type: z.literal(type), at: z.number().int(), ...fields });
}
