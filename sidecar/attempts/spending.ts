import type { Assignment } from '../../core/contract/hub/assignment.ts';
import type { Spent } from '../../core/domain/fleet/money/money.ts';
import { budgetReached as budgetReachedBy, isCostUnknown } from '../../core/domain/fleet/money/spending.ts';

/**
 * Two runs of an attempt together. Currencies are never added: of two, the second one's amount is left out, and its tokens
 * still count. Where one's cost is unknown, so is that of both.
 */
export function addSpent(first: Spent, second: Spent): Spent {
  const { cost } = first;
  const both = cost !== null && second.cost?.currency === cost.currency;
  const known = both ? { ...cost, micros: cost.micros + (second.cost?.micros ?? 0) } : (cost ?? second.cost);
  return {
    cost: isCostUnknown(first) || isCostUnknown(second) ? null : known,
    tokensIn: first.tokensIn + second.tokensIn,
    tokensOut: first.tokensOut + second.tokensOut,
  };
}

/**
 * Why the task's budget ends the attempt, in words; null while it doesn't. Asked when something was used, though perhaps
 * nobody said how much. Minutes are watched by a timer.
 */
export function budgetReached(assignment: Assignment, attempt: Spent): string | null {
  const { budget, spentBefore, unknownCost } = assignment;
  const watched = budget === null ? null : { ...budget, minutes: null };
  const used = attempt.cost === null ? { ...attempt, tokensIn: Math.max(1, attempt.tokensIn) } : attempt;
  return budgetReachedBy(watched, [spentBefore, used], 0, unknownCost);
}
