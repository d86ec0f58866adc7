import { boxSign } from '../../../../core/domain/trackers/rows/box-sign.ts';
import { Badge } from '../../../ui/marks/badge.tsx';
import { Icon } from '../../../ui/marks/icon.tsx';
import { StateLabel, StateMark } from '../../../ui/marks/state-mark.tsx';
import { VisuallyHidden } from '../../../ui/text/visually-hidden.tsx';
import { cellText, fieldFor, type ItemColumn } from '../model/columns.ts';
import { dayText, dueText, fieldDayText, isLate } from '../model/days.ts';
import type { Item } from '../model/rows.ts';
import { statusLabel } from '../model/state-labels.ts';
import styles from './item-table.module.css';

interface ItemCellProps {
  readonly item: Item;
  readonly column: ItemColumn;
  readonly today: string;
  /** Which columns are shown that say the state already. */
  readonly says: { readonly status: boolean; readonly check: boolean };
}

/** How one cell is drawn at rest. */
export function ItemCell({ item, column, today, says }: ItemCellProps) {
  if (column.kind === 'title') {
    const boxed = says.check && item.fields.some((field) => field.kind === 'check');
    return <Title item={item} marked={!says.status && !boxed} />;
  }
  if (column.kind === 'status') return <Status item={item} isEmpty={fieldFor(item, column)?.value === ''} />;
  if (column.kind === 'check') return <Check item={item} column={column} />;
  const text = cellText(item, column);
  if (column.kind !== 'date') return <span className={styles.text}>{text}</span>;
  const late = item.due === text && isLate(item, today);
  const field = fieldFor(item, column);
  return (
    <span className={late ? styles.late : styles.text} data-late={late}>
      {field === null ? dayText(text) : fieldDayText(field)}
      {late ? <VisuallyHidden>, {dueText(text, today)}</VisuallyHidden> : null}
    </span>
  );
}

function Title({ item, marked }: { readonly item: Item; readonly marked: boolean }) {
  return (
    <span className={styles.title}>
      {item.state === null || !marked ? null : <StateMark mark={item.state} label={statusLabel(item)} />}
      <span className={styles.text} data-state={item.state ?? 'none'}>
        {item.title}
      </span>
      {item.deferred ? <Badge>deferred</Badge> : null}
    </span>
  );
}

function Status({ item, isEmpty }: { readonly item: Item; readonly isEmpty: boolean }) {
  if (item.state === null) return null;
  const label = statusLabel(item);
  return (
    <span className={styles.title} title={label}>
      <StateLabel mark={item.state} label={label} />
      {isEmpty ? <Badge>empty</Badge> : null}
      {item.guess ? <Badge tone="warning">{item.state === 'unknown' ? 'unknown' : 'guess'}</Badge> : null}
    </span>
  );
}

function Check({ item, column }: { readonly item: Item; readonly column: ItemColumn }) {
  const field = fieldFor(item, column);
  if (field === null) return null;
  const ticked = field.value === 'true';
  // A box can say more than that it is ticked or not: `[/]`, `[!]`.
  if (boxSign(field) !== null && item.state !== null)
    return <StateMark mark={item.state} label={statusLabel(item)} />;
  return (
    <span className={styles.box} data-ticked={ticked}>
      {ticked ? <Icon name="check" size={12} /> : null}
      <VisuallyHidden>{ticked ? 'ticked' : 'not ticked'}</VisuallyHidden>
    </span>
  );
}
