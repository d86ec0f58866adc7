import { z } from 'zod';
import { Money } from '../money/money.ts';

export const Costs = z.object({
  rows: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      /** In-app address of what it is about, where there is one. */
      route: z.string().nullable(),
      cost: z.array(Money),
      /** Attempts whose model has no known price: their cost is missing. */
      unpriced: z.number().int(),
      tokensIn: z.number().int(),
      tokensOut: z.number().int(),
      attempts: z.number().int(),
      workedMs: z.number(),
    }),
  ),
  total: z.array(Money),
  unpriced: z.number().int(),
  truncated: z.boolean(),
});
export type Costs = z.output<typeof Costs>;
