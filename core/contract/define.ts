import type { z } from 'zod';
import type { ActorId } from '../kernel/ids.ts';

/**
 * Who a call acts for. Whoever it is is found once, before the handler runs; a handler is given an actor exactly where
 * its entry declares one.
 * - `nobody`: it reads, or concerns this device alone.
 * - `actor`: whom the connection acts as, else the workspace's owner.
 * - `named-actor`: whom the input names in `actorId`, else as `actor`.
 * - `connection`: it says for whom the connection acts from now on.
 * - `operator`: as `actor`, named as the fleet's events name people. The fleet of a read-only workspace takes no orders.
 */
export type Acts = 'nobody' | 'actor' | 'named-actor' | 'operator' | 'connection';

const noActor = ['actor.not-found', 'actor.revoked', 'actor.locked'] as const;

/** How a call can fail before its handler runs, by who acts. */
const actingErrors: Readonly<Record<Acts, readonly string[]>> = {
  nobody: [],
  actor: noActor,
  'named-actor': noActor,
  operator: [...noActor, 'db.read-only'],
  connection: ['actor.no-connection'],
};

/** Reading may be given up at any moment: by who asked, or by an engine that ends. */
const kindErrors: Readonly<Record<CallEntry['kind'], readonly string[]>> = {
  query: ['job.cancelled'],
  command: [],
};

interface InputsFor extends Record<Acts, z.ZodType> {
  'named-actor': z.ZodType<{ actorId: ActorId | null }>;
}

/**
 * The shape of the contract. A query reads, a command changes, a view stays live.
 * Handler, preload and renderer types all derive from these entries; nothing is written twice.
 */
export interface CallEntry<
  Kind extends 'query' | 'command' = 'query' | 'command',
  Who extends Acts = Acts,
  In extends z.ZodType = z.ZodType,
  Out extends z.ZodType = z.ZodType,
> {
  readonly kind: Kind;
  readonly acts: Who;
  readonly input: In;
  readonly output: Out;
  /** Failure codes a caller must expect, besides those of the gateway (`contract.*`) and the workspace's database (`db.*`). */
  readonly errors: readonly string[];
}
export type QueryEntry = CallEntry<'query'>;
export type CommandEntry = CallEntry<'command'>;

/**
 * A view delivers its first rows, then patches keyed by `id`, at most one push every 50 ms.
 * `row` must have a string `id`. `extra` is one small object beside the rows (totals, cursors).
 */
export interface ViewEntry<
  In extends z.ZodType = z.ZodType,
  Row extends z.ZodType<{ id: string }> = z.ZodType<{ id: string }>,
  Extra extends z.ZodType = z.ZodType,
> {
  readonly kind: 'view';
  readonly input: In;
  readonly row: Row;
  readonly extra: Extra;
}

const call =
  <Kind extends 'query' | 'command'>(kind: Kind) =>
  <Who extends Acts, In extends InputsFor[Who], Out extends z.ZodType>(
    acts: Who,
    input: In,
    output: Out,
    errors: readonly string[] = [],
  ): CallEntry<Kind, Who, In, Out> => ({
    kind,
    acts,
    input,
    output,
    errors: [...new Set([...errors, ...actingErrors[acts], ...kindErrors[kind]])],
  });

export const command = call('command');

/** A query whose answer depends on who asks. */
export const queryAs = call('query');

export const query = <In extends z.ZodType, Out extends z.ZodType>(
  input: In,
  output: Out,
  errors: readonly string[] = [],
): CallEntry<'query', 'nobody', In, Out> => queryAs('nobody', input, output, errors);

export const view = <In extends z.ZodType, Row extends z.ZodType<{ id: string }>, Extra extends z.ZodType>(
  input: In,
  row: Row,
  extra: Extra,
): ViewEntry<In, Row, Extra> => ({ kind: 'view', input, row, extra });
