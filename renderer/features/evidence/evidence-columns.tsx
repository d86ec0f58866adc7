import {
  type Evidence,
  itemPath,
  stateLabels,
  stateMarks,
  stateSentence,
  tierLabels,
  typeLabels,
  verifiedBy,
} from '../../domains/readiness/evidence-labels.ts';
import { Link, navigate } from '../../ui/frame/navigation.tsx';
import { StateLabel } from '../../ui/marks/state-mark.tsx';
import type { TableColumn } from '../../ui/table/table-types.ts';
import { TimeText } from '../../ui/text/time-text.tsx';
import styles from './evidence.module.css';

/** The item a row is about, as a link for the pointer; from the keyboard it is reached by the row's key. */
export function itemLink(row: Pick<Evidence, 'trackerId' | 'itemId' | 'itemTitle' | 'itemGone'>) {
  if (row.itemGone) return <span className={styles.gone}>{row.itemTitle} (gone)</span>;
  return (
    <Link to={itemPath(row)} tabIndex={-1} className={styles.item}>
      {row.itemTitle}
    </Link>
  );
}

export function goToItem(row: Pick<Evidence, 'trackerId' | 'itemId' | 'itemGone'>): void {
  if (!row.itemGone) navigate(itemPath(row));
}

export const evidenceColumns: readonly TableColumn<Evidence>[] = [
  {
    id: 'where',
    label: 'Evidence',
    value: (row) => row.where,
    width: 200,
    fixed: true,
    render: (row) => <span className={styles.where}>{row.where}</span>,
  },
  {
    id: 'state',
    label: 'State',
    value: (row) => stateLabels[row.state],
    width: 120,
    render: (row) => <StateLabel mark={stateMarks[row.state]} label={stateLabels[row.state]} />,
  },
  { id: 'item', label: 'Item', value: (row) => row.itemTitle, width: 170, render: itemLink },
  {
    id: 'says',
    label: 'Says',
    value: stateSentence,
    width: 210,
  },
  { id: 'type', label: 'Type', value: (row) => typeLabels[row.type], width: 84 },
  { id: 'tier', label: 'Tier', value: (row) => tierLabels[row.tier], width: 84 },
  {
    id: 'verified',
    label: 'Verified',
    value: (row) => (row.verification === null ? '' : new Date(row.verification.at).toISOString()),
    width: 96,
    render: (row) =>
      row.verification === null ? 'never' : <TimeText at={row.verification.at} focusable={false} />,
  },
  {
    id: 'by',
    label: 'By',
    value: (row) => (row.verification === null ? '' : verifiedBy(row.verification)),
    width: 120,
  },
  { id: 'tracker', label: 'Tracker', value: (row) => row.trackerName, width: 120 },
];
