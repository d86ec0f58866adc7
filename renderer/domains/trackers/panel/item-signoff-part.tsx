import { useView } from '../../../bridge/hooks.ts';
import { TextLink } from '../../../ui/text/link.tsx';
import { GapList } from '../../readiness/signoffs/gap-list.tsx';
import { ItemSignoff } from '../../readiness/signoffs/item-signoff.tsx';
import { readinessPath } from '../../readiness/signoffs/signoff-labels.ts';
import type { ItemDetail } from '../model/rows.ts';
import styles from './item-panel.module.css';

/** How the item stands on its way to a sign-off; its own page has the statements too. */
export function ItemSignoffPart({ itemId }: { readonly itemId: ItemDetail['row']['id'] }) {
  const gaps = useView('signoffs.item', { itemId }).rows[0]?.gaps ?? [];
  return (
    <section className={styles.part} aria-label="Sign-off">
      <h3>Sign-off</h3>
      <ItemSignoff itemId={itemId} />
      {gaps.length === 0 ? null : <GapList gaps={gaps} />}
      <p className={styles.after}>
        <TextLink quiet href={readinessPath(itemId)}>
          All of its readiness
        </TextLink>
      </p>
    </section>
  );
}
