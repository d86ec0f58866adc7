import { useView } from '../../bridge/hooks.ts';
import { ViewGate } from '../../domains/fleet/view-gate.tsx';
import { ProgressBar } from '../../ui/feedback/progress.tsx';
import { buildPath } from '../../ui/frame/navigation.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { TextLink } from '../../ui/text/link.tsx';
import styles from './costs.module.css';

const words = { money: 'Money', tokens: 'Tokens', minutes: 'Minutes' } as const;

/** Open tasks with a budget, the most used first. */
export function BudgetsPanel() {
  const view = useView('costs.budgets', {});
  return (
    <Panel
      title="Budgets of open tasks"
      fact={view.rows.length === 0 ? undefined : `${view.rows.length}, the most used first`}
      stale={view.phase === 'lost'}
      padded
    >
      <ViewGate
        phase={view.phase}
        failure={view.failure}
        isEmpty={view.rows.length === 0}
        label="the budgets"
        empty={<p className={styles.muted}>No open task has a budget.</p>}
      >
        <ul className={styles.budgets}>
          {view.rows.map((row) => (
            <li key={row.id}>
              <TextLink href={buildPath('/tasks/:task', { task: row.id })}>{row.title}</TextLink>
              <div className={styles.parts}>
                {row.parts.map((part) => (
                  <ProgressBar
                    key={part.what}
                    label={words[part.what]}
                    value={Math.min(1, part.share)}
                    max={1}
                    text={`${part.used} of ${part.of}`}
                  />
                ))}
              </div>
            </li>
          ))}
        </ul>
      </ViewGate>
    </Panel>
  );
}
