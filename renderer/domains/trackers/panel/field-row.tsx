import { useEffect, useRef, useState } from 'react';
import { boxSign } from '../../../../core/domain/trackers/rows/box-sign.ts';
import type { DayOrder } from '../../../../core/domain/trackers/text/calendar/date-forms.ts';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { Checkbox } from '../../../ui/inputs/choice.tsx';
import { dateAdvice } from '../../../ui/table/date-entry.ts';
import {
  forgetRefused,
  keepRefused,
  keptText,
  refusedEdit,
} from '../../../ui/table/editors/refused-edits.ts';
import { columnIdOf } from '../model/columns.ts';
import { fieldDayText } from '../model/days.ts';
import { editText, setField, whyLocked } from '../model/edits.ts';
import type { Item, ItemField } from '../model/rows.ts';
import { statusLabel } from '../model/state-labels.ts';
import { readTypedDay } from '../model/typed-day.ts';
import { sendEdits } from '../send-edits.ts';
import { useToday } from '../today.ts';
import { FieldEditor } from './field-editor.tsx';
import styles from './item-panel.module.css';

interface FieldRowProps {
  readonly item: Item;
  readonly field: ItemField;
  readonly owners: readonly string[];
  readonly dayOrder: DayOrder;
}

/** One field: its value whole, an edit in place, a refusal beneath it, or why it is locked. */
export function FieldRow({ item, field, owners, dayOrder }: FieldRowProps) {
  const today = useToday();
  const column = columnIdOf(field.name);
  /** What was typed here before and refused. */
  const [from, setFrom] = useState(() => refusedEdit(item.id, column));
  /** The field as it was when its editor opened. */
  const [editing, setEditing] = useState<ItemField | null>(from === null ? null : field);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(from?.reason ?? null);
  const isOpen = useRef(from !== null);
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const locked = whyLocked(field);
  const readDay = (text: string) => readTypedDay(text, field.value, today, dayOrder);
  const begin = () => {
    isOpen.current = true;
    setEditing(field);
  };
  const close = () => {
    isOpen.current = false;
    forgetRefused(item.id, column);
    setFrom(null);
    setEditing(null);
    setProblem(null);
  };
  const refuse = (text: string, reason: string) => {
    if (isHere.current) return setProblem(reason);
    keepRefused(item.id, column, { value: text, reason });
    showToast({
      kind: 'problem',
      text: `${field.label} of ${item.title}: ${reason}`,
      detail: keptText(text),
    });
  };
  const save = async (text: string) => {
    const seen = editing ?? field;
    const value = seen.kind === 'date' ? readDay(text) : text;
    if (value === null) return refuse(text, dateAdvice);
    if (value === editText(seen)) return close();
    setSaving(true);
    const answer = await sendEdits(item.trackerId, [setField(item, seen, value)]);
    setSaving(false);
    return answer.ok ? close() : refuse(text, answer.reason);
  };
  const leave = (text: string) => {
    // One on its way is settled by its answer; one refused before is kept as it is.
    if (isOpen.current && !saving && text !== from?.value) void save(text);
  };
  if (field.kind === 'check' && locked === null) {
    return (
      <div className={styles.field}>
        <span className={styles.term}>{field.label}</span>
        <Checkbox
          isSelected={field.value === 'true'}
          onChange={(ticked) => void save(String(ticked))}
          isIndeterminate={boxSign(field) !== null}
          isDisabled={saving}
          label={`${field.label} of ${item.title}`}
        />
        {boxSign(field) === null ? null : <span className={styles.muted}>{statusLabel(item)}</span>}
        {problem === null ? null : <Problem text={problem} />}
      </div>
    );
  }
  return (
    <div className={styles.field} data-editing={editing !== null}>
      <span className={styles.term}>{field.label}</span>
      {editing === null ? (
        <>
          <span className={styles.value}>{shown(field)}</span>
          {locked === null ? (
            <Button kind="quiet" label={`Edit ${field.label}`} onPress={begin}>
              Edit
            </Button>
          ) : (
            <span className={styles.locked}>{locked}</span>
          )}
        </>
      ) : (
        <FieldEditor
          field={editing}
          owners={owners}
          saving={saving}
          problem={problem}
          onSave={(value) => void save(value)}
          from={from?.value ?? null}
          readDay={readDay}
          onCancel={close}
          onLeave={leave}
        />
      )}
    </div>
  );
}

function shown(field: ItemField): string {
  if (field.value === '') return 'empty';
  if (field.kind === 'check') return field.value === 'true' ? 'ticked' : 'not ticked';
  return field.kind === 'date' ? fieldDayText(field) : field.value;
}

function Problem({ text }: { readonly text: string }) {
  return (
    <p role="alert" className={styles.problem}>
      {text}
    </p>
  );
}
