import type { z } from 'zod';
import type { RowOf } from '../../../../core/contract/index.ts';
import type { Target } from '../../../../core/domain/fleet/routing.ts';
import { moneyText } from '../../../domains/fleet/money-format.ts';
import { endLabels } from '../../../domains/fleet/task-labels.ts';
import type { Mark } from '../../../ui/marks/mark.ts';
import { formatDuration, formatNumber } from '../../../ui/text/format.ts';

export type Task = RowOf<'tasks.one'>;
export type Attempt = Task['attempts'][number];

export function attemptMark(attempt: Attempt): Mark {
  if (attempt.outcome === 'running') return 'active';
  if (attempt.outcome === 'completed') return attempt.result?.verified === false ? 'at-risk' : 'done';
  return attempt.reason === 'cancelled' ? 'dropped' : 'blocked';
}

/** "completed, verified", "ended: its checks didn’t pass", "offered, not taken yet". */
export function outcomeText(attempt: Attempt): string {
  if (attempt.outcome === 'running')
    return attempt.acceptedAt === null ? 'offered, not taken yet' : 'running';
  if (attempt.outcome === 'completed') {
    const verified = attempt.result?.verified ?? null;
    if (verified === null) return 'completed, no checks';
    return verified ? 'completed, verified' : 'completed, unverified';
  }
  return attempt.reason === null ? 'ended' : `ended: ${endLabels[attempt.reason]}`;
}

/** How long it waited to be taken and how long it worked, as far as it is known. */
export function timeText(attempt: Attempt, now: number): string {
  const { assignedAt, acceptedAt, endedAt } = attempt;
  if (acceptedAt === null) {
    return endedAt === null
      ? `offered ${formatDuration(Math.max(0, now - assignedAt))} ago`
      : `never taken, for ${formatDuration(Math.max(0, endedAt - assignedAt))}`;
  }
  const worked = formatDuration(Math.max(0, (endedAt ?? now) - acceptedAt));
  const taken = acceptedAt - assignedAt >= 1000 ? ` after ${formatDuration(acceptedAt - assignedAt)}` : '';
  return `${endedAt === null ? 'working for' : 'worked'} ${worked}, taken${taken === '' ? ' at once' : taken}`;
}

/** What carries it out, in words. */
export function targetText(target: z.infer<typeof Target>): string {
  switch (target.kind) {
    case 'shell':
      return 'shell';
    case 'ollama':
      return `Ollama, ${target.model}`;
    case 'openai':
      return target.model === null
        ? 'OpenAI-compatible endpoint, a model it lists'
        : `OpenAI-compatible endpoint, ${target.model}`;
    case 'messages-api':
      return `Messages API, ${target.model}`;
    case 'command':
      return target.model === null
        ? `command-line agent ${target.profile}`
        : `command-line agent ${target.profile}, ${target.model}`;
    default:
      return '';
  }
}

/** What an attempt cost. A shell that used no model costs nothing; any other unknown price stays unknown. */
export function costLabel(attempt: Attempt): string {
  const { cost, tokensIn, tokensOut } = attempt.spent;
  if (cost !== null) return moneyText(cost);
  if (attempt.outcome === 'running' && tokensIn + tokensOut === 0) return 'not reported yet';
  return attempt.decision.target.kind === 'shell' && tokensIn + tokensOut === 0 ? 'no model used' : 'unknown';
}

export function tokenText(spent: { readonly tokensIn: number; readonly tokensOut: number }): string {
  return spent.tokensIn + spent.tokensOut === 0
    ? 'none'
    : `${formatNumber(spent.tokensIn)} in, ${formatNumber(spent.tokensOut)} out`;
}

/** Attempts whose price is missing from the sum. */
export function unpriced(task: Pick<Task, 'attempts'>): number {
  return task.attempts.filter((attempt) => costLabel(attempt) === 'unknown').length;
}

export interface BudgetPart {
  readonly label: string;
  readonly used: number;
  readonly of: number;
  readonly text: string;
}

/**
 * How much of the budget is used, over all attempts. Money of another currency doesn't count against it.
 */
export function budgetParts(task: Pick<Task, 'spec' | 'spent' | 'attempts'>): readonly BudgetPart[] {
  const { budget } = task.spec;
  if (budget === null) return [];
  const parts: BudgetPart[] = [];
  if (budget.money !== null) {
    const { micros, currency } = budget.money;
    const used = task.spent.cost.find((one) => one.currency === currency)?.micros ?? 0;
    const least = unpriced(task) > 0 ? 'cost unknown, at least ' : '';
    parts.push({
      label: 'Money',
      used,
      of: micros,
      text: `${least}${moneyText({ micros: used, currency })} of ${moneyText(budget.money)}`,
    });
  }
  if (budget.tokens !== null) {
    const used = task.spent.tokensIn + task.spent.tokensOut;
    parts.push({
      label: 'Tokens',
      used,
      of: budget.tokens,
      text: `${formatNumber(used)} of ${formatNumber(budget.tokens)}`,
    });
  }
  if (budget.minutes !== null) {
    const used = task.spent.workedMs / 60_000;
    parts.push({
      label: 'Time',
      used,
      of: budget.minutes,
      text: `${formatDuration(task.spent.workedMs)} of ${formatDuration(budget.minutes * 60_000)}`,
    });
  }
  return parts;
}

/** A pull request's address, when it is one a browser may open. */
export function webAddress(text: string | null): string | null {
  return text !== null && /^https?:\/\//.test(text) ? text : null;
}
