import { costText } from '../../../domains/fleet/money-format.ts';
import { ProgressBar } from '../../../ui/feedback/progress.tsx';
import { DefinitionList } from '../../../ui/layout/definition-list.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { formatCount, formatDuration } from '../../../ui/text/format.ts';
import { budgetParts, costLabel, type Task, tokenText, unpriced } from './attempt-model.ts';
import styles from './task-page.module.css';

/** What it cost in all, attempt by attempt, and how much of its budget that is. */
export function CostPanel({ task }: { readonly task: Task }) {
  const missing = unpriced(task);
  const total = costText(task.spent.cost, missing);
  const parts = budgetParts(task);
  const running = task.attempts.some((attempt) => attempt.outcome === 'running');
  return (
    <Panel title="Cost" padded>
      <div className={styles.stack}>
        <DefinitionList
          items={[
            {
              term: 'In all',
              value: total ?? (running ? 'nothing so far' : 'nothing'),
            },
            { term: 'Tokens', value: tokenText(task.spent) },
            { term: 'Worked', value: formatDuration(task.spent.workedMs) },
            ...task.attempts.map((attempt) => ({
              id: String(attempt.generation),
              term: `Attempt ${attempt.generation}`,
              value: `${costLabel(attempt)}${
                attempt.spent.tokensIn + attempt.spent.tokensOut === 0
                  ? ''
                  : `, ${formatCount(attempt.spent.tokensIn + attempt.spent.tokensOut, 'token')}`
              }`,
            })),
          ]}
        />
        {missing === 0 ? null : (
          <p className={styles.muted}>
            {formatCount(missing, 'attempt')} used a model without a known price and{' '}
            {missing === 1 ? 'is' : 'are'} not in the sum.
          </p>
        )}
        {parts.map((part) => (
          <ProgressBar
            key={part.label}
            label={`Budget: ${part.label.toLowerCase()}`}
            value={Math.min(part.used, part.of)}
            max={part.of}
            text={part.text}
          />
        ))}
      </div>
    </Panel>
  );
}
