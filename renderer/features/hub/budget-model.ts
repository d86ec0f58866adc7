import { type Budget, Currency } from '../../../core/domain/fleet/money/money.ts';

export interface BudgetDraft {
  readonly money: string;
  readonly currency: string;
  readonly tokens: string;
  readonly minutes: string;
}

export const budgetDraftOf = (budget: Budget | null): BudgetDraft => ({
  money: budget?.money === null || budget === null ? '' : String(budget.money.micros / 1_000_000),
  currency: budget?.money?.currency ?? 'USD',
  tokens: budget?.tokens === null || budget === null ? '' : String(budget.tokens),
  minutes: budget?.minutes === null || budget === null ? '' : String(budget.minutes),
});

export interface BudgetRead {
  readonly problems: Readonly<Partial<Record<keyof BudgetDraft, string>>>;
  /** Null when nothing is limited; undefined when something is wrong. */
  readonly budget: Budget | null | undefined;
}

const isAmount = (text: string) => text === '' || (/^\d+(\.\d{1,6})?$/.test(text) && Number(text) > 0);

/** Empty parts aren't limited; all empty is no budget at all. */
export function readBudget(draft: BudgetDraft): BudgetRead {
  const [money, tokens, minutes] = [draft.money.trim(), draft.tokens.trim(), draft.minutes.trim()];
  const currency = draft.currency.trim().toUpperCase();
  const problems: Partial<Record<keyof BudgetDraft, string>> = {};
  if (!isAmount(money)) problems.money = 'An amount like 2.50, or nothing.';
  if (money !== '' && !Currency.safeParse(currency).success) problems.currency = 'Three letters, like USD.';
  if (tokens !== '' && !/^[1-9]\d{0,14}$/.test(tokens)) problems.tokens = 'A whole number, or nothing.';
  if (!isAmount(minutes) || Number(minutes) > 10_080) {
    problems.minutes = 'At most 10,080 minutes (a week), or nothing.';
  }
  if (Object.keys(problems).length > 0) return { problems, budget: undefined };
  if (money === '' && tokens === '' && minutes === '') return { problems, budget: null };
  return {
    problems,
    budget: {
      money: money === '' ? null : { micros: Math.round(Number(money) * 1_000_000), currency },
      tokens: tokens === '' ? null : Number(tokens),
      minutes: minutes === '' ? null : Number(minutes),
    },
  };
}
