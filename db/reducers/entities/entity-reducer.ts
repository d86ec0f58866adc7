import type { ActorId } from '../../../core/kernel/ids.ts';
import type { Fields } from '../op-values.ts';
import type { ReducerContext } from '../reducer-context.ts';

/** What the ops on one entity come to, whatever order they arrived in. */
export interface EntityState {
  readonly id: string;
  readonly fields: Fields;
  /** When it came to be: the smallest clock of all ops on it. */
  readonly addedAt: number;
  /** Whose op that was. */
  readonly addedBy: ActorId | null;
  /** The fields that the op at hand changed. */
  readonly won: ReadonlySet<string>;
}

/**
 * Brings the tables of an entity kind to its fields. `null`: its ops explain what a revision says and change nothing by
 * themselves.
 */
export type EntityReducer = ((p: ReducerContext, entity: EntityState) => void) | null;
