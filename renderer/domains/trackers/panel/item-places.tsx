import { CodeText } from '../../../ui/text/code-text.tsx';
import { TextLink } from '../../../ui/text/link.tsx';
import type { Item, ItemDetail } from '../model/rows.ts';
import styles from './item-panel.module.css';

interface ItemPlacesProps {
  readonly trackerId: Item['trackerId'];
  readonly places: ItemDetail['places'];
}

/** An item that a summary tells of beside its own section: every place, what it says there, and the way to it. */
export function ItemPlaces({ trackerId, places }: ItemPlacesProps) {
  return (
    <>
      <p className={styles.muted}>
        It stands in {places.length} places and is counted once. A new status, date or owner is written
        wherever one is stated.
      </p>
      {places.map(({ sectionTitle, line, status, raw }) => (
        <div key={line}>
          <p>
            <TextLink href={`/trackers/${trackerId}/source?line=${line}`}>
              {sectionTitle === '' ? `Line ${line}` : `${sectionTitle}, line ${line}`}
            </TextLink>{' '}
            {status === null ? null : <span className={styles.muted}>{status}</span>}
          </p>
          <CodeText text={raw} label={`Raw text from line ${line}`} firstLine={line} wrap />
        </div>
      ))}
    </>
  );
}
