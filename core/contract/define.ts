import type { z } from 'zod';

/**
 * The shape of the contract. A query reads, a command changes, a view stays live.
 * Handler, preload and renderer types all derive from these entries; nothing is written twice.
 */
export interface QueryEntry<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  readonly kind: 'query';
  readonly input: In;
  readonly output: Out;
  /** Failure codes a caller must expect, besides the door's own (`contract.*`). */
  readonly errors: readonly string[];
}

export interface CommandEntry<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  readonly kind: 'command';
  readonly input: In;
  readonly output: Out;
  readonly errors: readonly string[];
}

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

export const query = <In extends z.ZodType, Out extends z.ZodType>(
  input: In,
  output: Out,
  errors: readonly string[] = [],
): QueryEntry<In, Out> => ({ kind: 'query', input, output, errors });

export const command = <In extends z.ZodType, Out extends z.ZodType>(
  input: In,
  output: Out,
  errors: readonly string[] = [],
): CommandEntry<In, Out> => ({ kind: 'command', input, output, errors });

export const view = <In extends z.ZodType, Row extends z.ZodType<{ id: string }>, Extra extends z.ZodType>(
  input: In,
  row: Row,
  extra: Extra,
): ViewEntry<In, Row, Extra> => ({ kind: 'view', input, row, extra });
