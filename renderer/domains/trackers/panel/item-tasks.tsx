import { useView } from '../../../bridge/hooks.ts';
import { buildPath, navigate } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { TextLink } from '../../../ui/text/link.tsx';
import { ProposalCard } from '../../fleet/proposal-card.tsx';
import { taskLabel, taskMark } from '../../fleet/task-labels.ts';
import type { Item } from '../model/rows.ts';
import styles from './item-panel.module.css';

/** Tasks shown here; the list has the rest. */
const most = 8;

/** What agents do for an item: open proposals first, its tasks, and the way to a new one. */
export function ItemTasks({ item }: { readonly item: Item }) {
  const tasks = useView('tasks.list', {
    filter: { itemId: item.id },
    window: { start: 0, limit: most },
  });
  const proposals = useView('proposals.list', { itemId: item.id });
  const total = tasks.extra?.total ?? 0;
  return (
    <section className={styles.part}>
      <h3>
        Tasks <span className={styles.count}>{total === 0 ? '' : total}</span>
      </h3>
      {proposals.rows.map((proposal) => (
        <ProposalCard key={proposal.id} proposal={proposal} withItem={false} />
      ))}
      <ul className={styles.list}>
        {tasks.rows.map((task) => (
          <li key={task.id}>
            <StateMark mark={taskMark(task)} label={taskLabel(task)} />
            <TextLink quiet href={buildPath('/tasks/:task', { task: task.id })}>
              {task.title}
            </TextLink>
            <span className={styles.muted}>{taskLabel(task)}</span>
          </li>
        ))}
      </ul>
      {total > most ? (
        <p className={styles.muted}>
          <TextLink href={buildPath('/tasks', {}, { item: item.id })}>
            All {total} tasks of this item
          </TextLink>
        </p>
      ) : null}
      <Button onPress={() => navigate(buildPath('/tasks/new', {}, { item: item.id }))}>
        Make a task from this
      </Button>
    </section>
  );
}
