import type { RowOf } from '../../../../../core/contract/index.ts';
import type { Budget } from '../../../../../core/domain/fleet/money/money.ts';
import { moneyText } from '../../../../../core/domain/fleet/money/money-text.ts';
import type { OpenTask } from '../../../../../core/domain/fleet/state.ts';
import { taskTitle } from '../../../../../core/domain/fleet/tasks/task-title.ts';
import type { ViewAnswer } from '../../../handlers.ts';
import type { FleetDeps } from '../fleet-deps.ts';

type Row = RowOf<'costs.budgets'>;
type Part = Row['parts'][number];

/** Open tasks with a budget of their own or the fleet's, the most used first. */
export function budgetsView({ view, timekeeper }: FleetDeps): ViewAnswer<'costs.budgets'> {
  const { steady } = timekeeper.moment();
  const { defaultBudget } = view.now.settings;
  const rows: Row[] = [];
  for (const task of view.now.tasks.values()) {
    const budget = task.spec.budget ?? defaultBudget;
    if (budget === null) continue;
    const parts = partsOf(task, budget, steady);
    const used = Math.max(0, ...parts.map(({ share }) => share));
    rows.push({ id: task.id, title: taskTitle(task.spec.description), used, parts });
  }
  return { rows: rows.toSorted((a, b) => b.used - a.used || (a.id < b.id ? -1 : 1)), extra: {} };
}

function partsOf(task: OpenTask, budget: Budget, steady: number): Part[] {
  const parts: Part[] = [];
  const { spentBefore, spentNow } = task;
  if (budget.money !== null) {
    const { currency, micros } = budget.money;
    const spent = [spentBefore.cost, spentNow.cost]
      .filter((cost) => cost?.currency === currency)
      .reduce((sum, cost) => sum + (cost?.micros ?? 0), 0);
    const used = moneyText({ micros: spent, currency });
    parts.push({ what: 'money', used, of: moneyText(budget.money), share: shareOf(spent, micros) });
  }
  if (budget.tokens !== null) {
    const spent = spentBefore.tokensIn + spentBefore.tokensOut + spentNow.tokensIn + spentNow.tokensOut;
    parts.push({
      what: 'tokens',
      used: String(spent),
      of: String(budget.tokens),
      share: shareOf(spent, budget.tokens),
    });
  }
  if (budget.minutes !== null) {
    const runs = task.acceptedSteady === null ? 0 : Math.max(0, steady - task.acceptedSteady);
    const minutes = (task.workedBeforeMs + runs) / 60_000;
    parts.push({
      what: 'minutes',
      used: minutes.toFixed(1),
      of: String(budget.minutes),
      share: shareOf(minutes, budget.minutes),
    });
  }
  return parts;
}

/** Rounded, so that a running clock moves a row only when there is something to see. */
function shareOf(used: number, of: number): number {
  return of === 0 ? 1 : Math.min(1, Math.round((used / of) * 1000) / 1000);
}
