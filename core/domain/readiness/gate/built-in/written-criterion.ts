import type { z } from 'zod';
import type { Criterion } from '../gate-document.ts';
import type { ItemFact } from '../gate-facts.ts';

/** A criterion as it is written down, without what is understood. */
export type WrittenCriterion = z.input<typeof Criterion>;

/** Selects one item. Its key may be a whole sentence, in which a list of keys would find ranges. */
export function itself(tracker: string, { kind, key }: Pick<ItemFact, 'kind' | 'key'>) {
  return { tracker, kind, where: `key = ${JSON.stringify(key)}` };
}
