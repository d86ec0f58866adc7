import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { TextLink } from '../../../ui/text/link.tsx';
import type { State } from '../model/rows.ts';
import styles from './item-panel.module.css';

interface Linked {
  readonly id: string;
  readonly title: string;
  readonly state: State | null;
  readonly note: string | null;
}

interface LinkedItemsProps {
  readonly title: string;
  readonly items: readonly Linked[];
  readonly onOpen: (itemId: string) => void;
}

/** Children or dependencies of an item; each opens in the same panel. */
export function LinkedItems({ title, items, onOpen }: LinkedItemsProps) {
  if (items.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>
        {title} <span className={styles.count}>{items.length}</span>
      </h3>
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.id}>
            {item.state === null ? null : <StateMark mark={item.state} label={item.note ?? undefined} />}
            <TextLink quiet onPress={() => onOpen(item.id)}>
              {item.title}
            </TextLink>
            {item.note === null ? null : <span className={styles.muted}>{item.note}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
