import type { Executor } from './executor.ts';
import { freeOfCharge } from './models/spent-counter.ts';

/** Work that is paid by a plan: its tokens count, and what it uses costs nothing more, also where nobody says what it is. */
export function atFlatRate(executor: Executor): Executor {
  return {
    run(context) {
      const spent: typeof context.spent = (total) => context.spent({ ...total, cost: freeOfCharge });
      spent({ cost: null, tokensIn: 0, tokensOut: 0 });
      return executor.run({ ...context, spent });
    },
  };
}
