import type { Budget, Spent } from './money.ts';

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

/** What an attempt says it used, never less than it said before: a late report takes nothing back. */
export function latestSpent(known: Spent, said: Spent): Spent {
  const falls =
    known.cost !== null &&
    (said.cost === null ||
      (said.cost.currency === known.cost.currency && said.cost.micros < known.cost.micros));
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

/** One sentence on the part of the budget that is used up, or null while none is. Money counts in its own currency only. */
export function budgetReached(
  budget: Budget | null,
  spent: readonly Spent[],
  workedMs: number,
): string | null {
  if (budget === null) return null;
  const { money, tokens, minutes } = budget;
  if (money !== null) {
    let micros = 0;
    for (const { cost } of spent) if (cost?.currency === money.currency) micros += cost.micros;
    if (micros >= money.micros)
      return `The budget of ${amount(money.micros)} ${money.currency} is used up (${amount(micros)} spent).`;
  }
  if (tokens !== null) {
    const used = spent.reduce((sum, one) => sum + one.tokensIn + one.tokensOut, 0);
    if (used >= tokens) return `The budget of ${tokens} tokens is used up (${used} used).`;
  }
  if (minutes !== null && workedMs >= minutes * 60_000)
    return `The budget of ${minutes} minutes of work is used up.`;
  return null;
}

const amount = (micros: number): string => (micros / 1_000_000).toFixed(micros % 10_000 === 0 ? 2 : 6);
