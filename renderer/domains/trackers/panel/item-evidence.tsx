import { buildPath } from '../../../ui/frame/navigation.tsx';
import { TextLink } from '../../../ui/text/link.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';
import { ItemEvidencePieces } from '../../readiness/item-evidence-pieces.tsx';
import type { ItemDetail } from '../model/rows.ts';
import styles from './item-panel.module.css';

const answers = { accepted: 'accepted', dismissed: 'dismissed', open: 'waits for your answer' } as const;

/** What backs the item: pieces somebody added, then what verified tasks proved and the status they proposed. */
export function ItemEvidence({ evidence, row, folder }: Pick<ItemDetail, 'evidence' | 'row' | 'folder'>) {
  return (
    <section className={styles.part} aria-label="Evidence">
      <h3>Evidence</h3>
      <ItemEvidencePieces item={row} folder={folder} />
      {evidence.length === 0 ? null : (
        <ul className={styles.history} aria-label="Verified tasks">
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
      )}
    </section>
  );
}
