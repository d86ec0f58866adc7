import { buildPath } from '../../../ui/frame/navigation.tsx';
import { TextLink } from '../../../ui/text/link.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';
import type { ItemDetail } from '../model/rows.ts';
import styles from './item-panel.module.css';

const answers = { accepted: 'accepted', dismissed: 'dismissed', open: 'waits for your answer' } as const;

/** What verified tasks proved about the item, with what became of the status they proposed. */
export function ItemEvidence({ evidence }: Pick<ItemDetail, 'evidence'>) {
  if (evidence.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>
        Evidence <span className={styles.count}>{evidence.length}</span>
      </h3>
      <ul className={styles.history}>
        {evidence.map((one) => (
          <li key={one.proposalId}>
            <span>
              <TextLink quiet href={buildPath('/tasks/:task', { task: one.taskId })}>
                {one.taskTitle}
              </TextLink>
              : {one.checks}, by {one.agentName}. It proposed “{one.status}”: {answers[one.answer]}.
            </span>
            <TimeText at={one.at} />
          </li>
        ))}
      </ul>
    </section>
  );
}
