import { z } from 'zod';

/** An ISO 4217 code. Amounts in different currencies are never added. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'three capital letters are needed, such as EUR');

/** An amount in millionths of its currency: prices per token need that precision, and integers add exactly. */
export const Money = z.object({ micros: z.number().int().nonnegative(), currency: Currency });
export type Money = Readonly<z.infer<typeof Money>>;

/** What work used up. All numbers count from the start of what they describe (an attempt, a task). */
export const Spent = z.object({
  cost: Money.nullable(),
  tokensIn: z.number().int().nonnegative(),
  tokensOut: z.number().int().nonnegative(),
});
export type Spent = Readonly<z.infer<typeof Spent>>;

export const nothingSpent: Spent = { cost: null, tokensIn: 0, tokensOut: 0 };

/** What a task may use over all its attempts; each part is optional. Reaching one stops the task. */
export const Budget = z.object({
  money: Money.nullable(),
  tokens: z.number().int().positive().nullable(),
  minutes: z.number().positive().max(10_080).nullable(),
});
export type Budget = Readonly<z.infer<typeof Budget>>;
