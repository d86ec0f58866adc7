import type { Assignment } from '../../core/contract/hub/assignment.ts';
import type { Spent } from '../../core/domain/fleet/money/money.ts';
import { moneyText } from '../../core/domain/fleet/money/money-text.ts';

/**
 * Both together. Currencies are never added: of two, the second one's amount is left out, and its tokens still count.
 */
export function addSpent(first: Spent, second: Spent): Spent {
  const { cost } = first;
  const both = cost !== null && second.cost?.currency === cost.currency;
  return {
    cost: both ? { ...cost, micros: cost.micros + (second.cost?.micros ?? 0) } : (cost ?? second.cost),
    tokensIn: first.tokensIn + second.tokensIn,
    tokensOut: first.tokensOut + second.tokensOut,
  };
}

/** Which part of the task's budget is used up, in words; null while it lasts. Minutes are watched by a timer. */
export function budgetReached(assignment: Assignment, attempt: Spent): string | null {
  const { budget } = assignment;
  if (budget === null) return null;
  const total = addSpent(assignment.spentBefore, attempt);
  const { money, tokens } = budget;
  if (money !== null && total.cost?.currency === money.currency && total.cost.micros >= money.micros) {
    return `The budget of ${moneyText(money)} is used up (${moneyText(total.cost)} spent).`;
  }
  const used = total.tokensIn + total.tokensOut;
  if (tokens !== null && used >= tokens) {
    return `The budget of ${tokens} tokens is used up (${used} used).`;
  }
  return null;
}
