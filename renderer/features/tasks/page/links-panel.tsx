import type { ReactNode } from 'react';
import { statusLabels, taskMark } from '../../../domains/fleet/task-labels.ts';
import { buildPath } from '../../../ui/frame/navigation.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { TextLink } from '../../../ui/text/link.tsx';
import type { Task } from './attempt-model.ts';
import styles from './task-page.module.css';

/** What it hangs together with: its item and proposal, the tasks before and after it. */
export function LinksPanel({ task }: { readonly task: Task }) {
  const { item, proposal, dependsOn, neededBy } = task;
  if (item === null && dependsOn.length === 0 && neededBy.length === 0) return null;
  return (
    <Panel title="Linked to" padded>
      <div className={styles.stack}>
        {item === null ? null : (
          <Part title="Item">
            <TextLink
              href={buildPath(
                '/trackers/:tracker/:tab',
                { tracker: item.trackerId, tab: 'table' },
                { item: item.itemId },
              )}
            >
              {item.title}
            </TextLink>{' '}
            <span className={styles.muted}>
              {item.trackerName}
              {item.status === null ? '' : `, now ${item.status}`}
            </span>
            <p className={styles.muted}>{proposalText(task)}</p>
            {proposal?.answer === 'open' ? <TextLink href="/proposals">Answer the proposal</TextLink> : null}
          </Part>
        )}
        <Tasks title="Waits for" tasks={dependsOn} />
        <Tasks title="Needed by" tasks={neededBy} />
      </div>
    </Panel>
  );
}

function proposalText({ proposal, spec }: Task): string {
  if (proposal !== null) {
    const answers = { open: 'waits for an answer', accepted: 'was accepted', dismissed: 'was dismissed' };
    return `Its proposal “${proposal.status}” ${answers[proposal.answer]}.`;
  }
  const wanted = spec.link?.statusWhenDone ?? null;
  return wanted === null ? 'It proposes no status.' : `Once verified it proposes “${wanted}”.`;
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Tasks({ title, tasks }: { readonly title: string; readonly tasks: Task['dependsOn'] }) {
  if (tasks.length === 0) return null;
  return (
    <Part title={title}>
      <ul className={styles.tasks}>
        {tasks.map((task) => (
          <li key={task.id}>
            <StateMark
              mark={taskMark({ status: task.status, blocked: null, verified: null })}
              label={statusLabels[task.status]}
            />
            <TextLink quiet href={buildPath('/tasks/:task', { task: task.id })}>
              {task.title}
            </TextLink>
          </li>
        ))}
      </ul>
    </Part>
  );
}
