import { z } from 'zod';
import type { Budget, Spent } from './money.ts';
import { moneyText } from './money-text.ts';

/** What binds a task: its own budget, else the hub's default for tasks that name none. */
export function budgetOf(
  task: { readonly spec: { readonly budget: Budget | null } },
  settings: { readonly defaultBudget: Budget | null },
): Budget | null {
  return task.spec.budget ?? settings.defaultBudget;
}

/**
 * The sum of two attempts. Amounts in different currencies are never added: of two, the one in `currency` (that of the
 * budget) is kept, else the first; every attempt's own record keeps its full amount.
 */
export function addSpent(before: Spent, now: Spent, currency: string | null): Spent {
  return {
    cost: addCost(before.cost, now.cost, currency),
    tokensIn: before.tokensIn + now.tokensIn,
    tokensOut: before.tokensOut + now.tokensOut,
  };
}

function addCost(before: Spent['cost'], now: Spent['cost'], currency: string | null): Spent['cost'] {
  if (before === null || now === null) return before ?? now;
  if (before.currency === now.currency) return { micros: before.micros + now.micros, currency: now.currency };
  return now.currency === currency ? now : before;
}

/** Something was used, and nobody knows what it cost: that is not nothing. */
export const isCostUnknown = ({ cost, tokensIn, tokensOut }: Spent): boolean =>
  cost === null && tokensIn + tokensOut > 0;

/** More than any attempt uses. Sums of so much stay exact over thousands of attempts. */
const MOST_TOKENS = 10_000_000_000;
const MOST_MICROS = 10_000_000_000_000;

/** A report that cannot be true counts as the most that can: the work behind it is not lost for a wrong number. */
const believed = ({ cost, tokensIn, tokensOut }: Spent): Spent => ({
  cost: cost === null ? null : { ...cost, micros: Math.min(cost.micros, MOST_MICROS) },
  tokensIn: Math.min(tokensIn, MOST_TOKENS),
  tokensOut: Math.min(tokensOut, MOST_TOKENS),
});

/**
 * What an attempt says it used, never less than it said before: a late report takes nothing back. More tokens at an unknown
 * cost make the whole cost unknown.
 */
export function latestSpent(known: Spent, report: Spent): Spent {
  const said = believed(report);
  const usedMore = said.tokensIn + said.tokensOut > known.tokensIn + known.tokensOut;
  const falls =
    known.cost !== null &&
    (said.cost === null
      ? !usedMore
      : said.cost.currency === known.cost.currency && said.cost.micros < known.cost.micros);
  return {
    cost: falls ? known.cost : said.cost,
    tokensIn: Math.max(known.tokensIn, said.tokensIn),
    tokensOut: Math.max(known.tokensOut, said.tokensOut),
  };
}

export function sameSpent(a: Spent, b: Spent): boolean {
  return (
    a.tokensIn === b.tokensIn &&
    a.tokensOut === b.tokensOut &&
    a.cost?.micros === b.cost?.micros &&
    a.cost?.currency === b.cost?.currency
  );
}

/** What a money budget does once it can't be watched, because something was used at an unknown cost. */
export const UnknownCost = z.enum(['stop', 'warn']);
export type UnknownCost = z.infer<typeof UnknownCost>;

/**
 * One sentence on why the budget ends the work, or null while it doesn't: a part of it is used up, or its money can't be
 * watched. Money counts in its own currency only; what costs another has no known cost in it.
 */
export function budgetReached(
  budget: Budget | null,
  spent: readonly Spent[],
  workedMs: number,
  unknownCost: UnknownCost,
): string | null {
  if (budget === null) return null;
  const { money, tokens, minutes } = budget;
  if (money !== null) {
    let micros = 0;
    for (const { cost } of spent) if (cost?.currency === money.currency) micros += cost.micros;
    if (micros >= money.micros)
      return `The budget of ${moneyText(money)} is used up (${moneyText({ ...money, micros })} spent).`;
    if (unknownCost === 'stop' && spent.some((one) => isUnknownIn(one, money.currency)))
      return `Something was used whose cost in ${money.currency} is unknown, so the budget of ${moneyText(money)} can’t be watched. Name the price of the model in agent.json, or set the hub to warn only.`;
  }
  if (tokens !== null) {
    const used = spent.reduce((sum, one) => sum + one.tokensIn + one.tokensOut, 0);
    if (used >= tokens) return `The budget of ${tokens} tokens is used up (${used} used).`;
  }
  if (minutes !== null && workedMs >= minutes * 60_000)
    return `The budget of ${minutes} minutes of work is used up.`;
  return null;
}

/** The largest share of a part of its budget that work has used, from 0; null without one, or where a cost is unknown. */
export function budgetShare(
  budget: Budget | null,
  {
    spentBefore,
    spentNow,
    unpricedBefore,
  }: {
    readonly spentBefore: Spent;
    readonly spentNow: Spent;
    readonly unpricedBefore: number;
  },
): number | null {
  if (budget === null) return null;
  const { money, tokens } = budget;
  const spent = [spentBefore, spentNow];
  if (money !== null && (unpricedBefore > 0 || spent.some((one) => isUnknownIn(one, money.currency))))
    return null;
  const micros = spent.reduce((sum, { cost }) => sum + (cost?.micros ?? 0), 0);
  const used = spent.reduce((sum, one) => sum + one.tokensIn + one.tokensOut, 0);
  const shares = [
    money === null ? null : micros / Math.max(1, money.micros),
    tokens === null ? null : used / tokens,
  ];
  const known = shares.filter((share) => share !== null);
  return known.length === 0 ? null : Math.max(...known);
}

const isUnknownIn = (spent: Spent, currency: string): boolean =>
  isCostUnknown(spent) || (spent.cost !== null && spent.cost.micros > 0 && spent.cost.currency !== currency);
