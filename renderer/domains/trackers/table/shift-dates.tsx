import { useEffect, useState } from 'react';
import { Button } from '../../../ui/inputs/button.tsx';
import { Checkbox } from '../../../ui/inputs/choice.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { hasStart, leftText, planShift, shiftLines } from '../model/edits.ts';
import type { Item } from '../model/rows.ts';
import { sendBulk } from '../send-bulk.ts';
import styles from './bulk-bar.module.css';
import type { ItemSelection } from './use-item-selection.ts';

interface ShiftDatesProps {
  readonly items: readonly Item[];
  /** The same rows as they are now. */
  readonly present: ItemSelection['present'];
  readonly onDone: () => void;
}

/** Moves the dates of the selected rows by days: what would change is said before it is done. */
export function ShiftDates({ items: seen, present, onDone }: ShiftDatesProps) {
  const [items, setItems] = useState(seen);
  useEffect(() => {
    const show = async () => setItems((await present()) ?? seen);
    void show();
    // What it shows is as of its opening.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const [typed, setTyped] = useState('7');
  const [withStart, setWithStart] = useState(false);
  const days = /^[+−-]?\d{1,4}$/.test(typed.trim()) ? Number(typed.trim().replace('−', '-')) : null;
  const plan = planShift(items, days ?? 0, withStart);
  const shift = () => {
    if (plan.edits.length === 0) return;
    onDone();
    void sendBulk(items, { edits: plan.edits, left: [] });
  };
  return (
    <div className={styles.form}>
      <TextField
        label="Days"
        value={typed}
        onChange={setTyped}
        onSubmit={shift}
        hint={`Moves ${withStart ? 'start and due dates' : 'due dates'} later; with a minus earlier.`}
        problem={days === null ? 'Type a whole number of days, such as 7 or -3.' : null}
        autoFocus
      />
      {items.some(hasStart) ? (
        <Checkbox isSelected={withStart} onChange={setWithStart}>
          Start dates too
        </Checkbox>
      ) : null}
      {shiftLines(items, plan).map((text, at) => (
        <p key={at} className={styles.hint}>
          {text}
        </p>
      ))}
      {plan.left.length === 0 ? null : <p className={styles.hint}>{`${leftText(plan.left)}.`}</p>}
      <Button kind="primary" isDisabled={plan.edits.length === 0} onPress={shift}>
        Shift {formatCount(plan.edits.length, 'date')}
      </Button>
    </div>
  );
}
