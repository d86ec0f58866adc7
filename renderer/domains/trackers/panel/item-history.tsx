import { changeSentence } from '../../../../core/domain/trackers/text/change-words.ts';
import { readableDates } from '../../../bridge/readable-dates.ts';
import { TimeText } from '../../../ui/text/time-text.tsx';
import type { ItemDetail } from '../model/rows.ts';
import styles from './item-panel.module.css';

interface ItemHistoryProps {
  readonly history: ItemDetail['history'];
  readonly me: string | null;
}

/** What happened to an item, newest first, as sentences. */
export function ItemHistory({ history, me }: ItemHistoryProps) {
  return (
    <section className={styles.part}>
      <h3>History</h3>
      {history.length === 0 ? (
        <p className={styles.muted}>Nothing changed since it was first read.</p>
      ) : (
        <ol className={styles.history}>
          {history.map((change, at) => (
            <li key={`${change.at}:${change.field}:${at}`}>
              <span>{readableDates(changeSentence(change, null, me))}</span>
              <TimeText at={change.at} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
