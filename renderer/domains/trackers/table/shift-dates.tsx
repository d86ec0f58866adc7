import { useState } from 'react';
import { Button } from '../../../ui/inputs/button.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { formatCount, formatDay } from '../../../ui/text/format.ts';
import { fieldOfKind, leftText, planShift } from '../model/edits.ts';
import type { Item } from '../model/rows.ts';
import { sendByTracker } from '../send-edits.ts';
import styles from './bulk-bar.module.css';

/** Moves the dates of the selected rows by days: what would change is said before it is done. */
export function ShiftDates({ items }: { readonly items: readonly Item[] }) {
  const [typed, setTyped] = useState('7');
  const days = /^[+−-]?\d{1,4}$/.test(typed.trim()) ? Number(typed.trim().replace('−', '-')) : null;
  const plan = planShift(items, days ?? 0);
  const [first] = plan.edits;
  const moved = first?.kind === 'set-field' ? items.find((item) => item.id === first.itemId) : undefined;
  return (
    <div className={styles.form}>
      <TextField
        label="Days"
        value={typed}
        onChange={setTyped}
        hint="Later; with a minus earlier."
        problem={days === null ? 'Type a whole number of days, such as 7 or -3.' : null}
        autoFocus
      />
      {moved === undefined || first?.kind !== 'set-field' ? null : (
        <p className={styles.hint}>
          {`${moved.title}: ${formatDay(fieldOfKind(moved, 'date')?.value ?? '')} → ${formatDay(first.value)}`}
        </p>
      )}
      {plan.left.length === 0 ? null : <p className={styles.hint}>{`${leftText(plan.left)}.`}</p>}
      <Button
        slot="close"
        kind="primary"
        isDisabled={plan.edits.length === 0}
        onPress={() => void sendByTracker(items, plan.edits)}
      >
        Shift {formatCount(plan.edits.length, 'date')}
      </Button>
    </div>
  );
}
