import type { ReactNode } from 'react';
import { FailureNotice } from '../../../bridge/failure-notice.tsx';
import { useQuery, useStatus } from '../../../bridge/hooks.ts';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { Badge } from '../../../ui/marks/badge.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { SidePanel } from '../../../ui/overlays/side-panel.tsx';
import { CodeText } from '../../../ui/text/code-text.tsx';
import { kindLabel } from '../model/filter.ts';
import { neighbour } from '../model/groups.ts';
import type { Item, ItemDetail } from '../model/rows.ts';
import { guessText, statusLabel } from '../model/state-labels.ts';
import { dayOrderOfRows } from '../model/typed-day.ts';
import { FieldRow } from './field-row.tsx';
import { ItemEvidence } from './item-evidence.tsx';
import { ItemHistory } from './item-history.tsx';
import styles from './item-panel.module.css';
import { ItemPlaces } from './item-places.tsx';
import { ItemSignoffPart } from './item-signoff-part.tsx';
import { ItemTasks } from './item-tasks.tsx';
import { LinkedItems } from './linked-items.tsx';
import { StatusMoves } from './status-moves.tsx';

export interface ItemPanelProps {
  readonly itemId: Item['id'];
  /** The rows it was opened from, for previous and next. */
  readonly order: readonly Item[];
  /** Changes whenever the document did, so that the panel asks again. */
  readonly version: string | number;
  readonly onOpen: (itemId: string) => void;
  readonly onClose: () => void;
  readonly owners: readonly string[];
  /** Buttons of the screen it stands on: duplicate, delete. */
  readonly actions?: ReactNode;
}

/** Everything about one item, at the right of whatever list it was opened from. */
export function ItemPanel(props: ItemPanelProps) {
  const { itemId, order, version, onOpen, onClose } = props;
  const detail = useQuery('trackers.item', { itemId }, [version]);
  const before = neighbour(order, itemId, -1);
  const after = neighbour(order, itemId, 1);
  const value = detail.value !== null && detail.value.row.id === itemId ? detail.value : null;
  return (
    <SidePanel
      title={value?.row.title ?? 'Item'}
      mark={
        value?.row.state === undefined || value.row.state === null ? undefined : (
          <StateMark mark={value.row.state} label={statusLabel(value.row)} />
        )
      }
      fact={value === null ? undefined : <Where row={value.row} />}
      onClose={onClose}
      onPrevious={before === null ? undefined : () => onOpen(before)}
      onNext={after === null ? undefined : () => onOpen(after)}
      footer={value === null ? undefined : props.actions}
    >
      {value !== null ? (
        <PanelBody {...props} detail={value} />
      ) : detail.failure !== null ? (
        <FailureNotice failure={detail.failure} />
      ) : (
        <Skeleton label="the item" lines={6} />
      )}
    </SidePanel>
  );
}

function Where({ row }: { readonly row: Item }) {
  return (
    <>
      {kindLabel(row.kind)} in {row.sectionTitle === '' ? row.trackerName : row.sectionTitle} ·{' '}
      {row.trackerName}, line {row.line}
    </>
  );
}

function PanelBody({ detail, owners, order, onOpen }: ItemPanelProps & { readonly detail: ItemDetail }) {
  const me = useStatus()?.actor.name ?? null;
  const { row } = detail;
  const dayOrder = dayOrderOfRows([row, ...order.filter(({ trackerId }) => trackerId === row.trackerId)]);
  const rest = row.fields.filter((field) => field.kind !== 'status');
  return (
    <div className={styles.body}>
      {row.guess || row.deferred ? (
        <p className={styles.badges}>
          {row.guess ? <Badge tone="warning">{guessText(row)}</Badge> : null}
          {row.deferred ? <Badge>deferred</Badge> : null}
        </p>
      ) : null}
      <StatusMoves detail={detail} />
      <section aria-label="Fields" className={styles.fields}>
        {rest.map((field) => (
          <FieldRow
            key={`${row.id}:${field.name}`}
            item={row}
            field={field}
            owners={owners}
            dayOrder={dayOrder}
          />
        ))}
      </section>
      <LinkedItems
        title="Parts"
        items={detail.children.map((child) => ({ ...child, note: child.status }))}
        onOpen={onOpen}
      />
      <LinkedItems
        title="Depends on"
        items={detail.dependsOn.map((item) => ({ ...item, state: null, note: null }))}
        onOpen={onOpen}
      />
      <ItemTasks item={row} />
      <ItemEvidence evidence={detail.evidence} row={row} folder={detail.folder} />
      <ItemSignoffPart itemId={row.id} />
      <ItemHistory history={detail.history} me={me} />
      <section className={styles.part}>
        <h3>As it stands in the file</h3>
        {detail.places.length === 0 ? (
          <CodeText text={detail.raw} label="Raw text of the item" firstLine={row.line} wrap />
        ) : (
          <ItemPlaces trackerId={row.trackerId} places={detail.places} />
        )}
      </section>
    </div>
  );
}
