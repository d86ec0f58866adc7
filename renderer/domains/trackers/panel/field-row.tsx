import { useState } from 'react';
import { boxSign } from '../../../../core/domain/trackers/rows/box-sign.ts';
import { Button } from '../../../ui/inputs/button.tsx';
import { Checkbox } from '../../../ui/inputs/choice.tsx';
import { fieldDayText } from '../model/days.ts';
import { editText, setField, whyLocked } from '../model/edits.ts';
import type { Item, ItemField } from '../model/rows.ts';
import { statusInWords } from '../model/state-labels.ts';
import { sendEdits } from '../send-edits.ts';
import { FieldEditor } from './field-editor.tsx';
import styles from './item-panel.module.css';

interface FieldRowProps {
  readonly item: Item;
  readonly field: ItemField;
  readonly owners: readonly string[];
}

/** One field: its value whole, an edit in place, a refusal beneath it, or why it is locked. */
export function FieldRow({ item, field, owners }: FieldRowProps) {
  /** The field as it was when its editor opened. */
  const [editing, setEditing] = useState<ItemField | null>(null);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const locked = whyLocked(field);
  const save = async (value: string) => {
    const seen = editing ?? field;
    if (value === editText(seen)) {
      setEditing(null);
      return;
    }
    setSaving(true);
    const answer = await sendEdits(item.trackerId, [setField(item, seen, value)]);
    setSaving(false);
    setProblem(answer.ok ? null : answer.reason);
    if (answer.ok) setEditing(null);
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
        {boxSign(field) === null ? null : <span className={styles.muted}>{statusInWords(item)}</span>}
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
            <Button kind="quiet" label={`Edit ${field.label}`} onPress={() => setEditing(field)}>
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
          onCancel={() => {
            setEditing(null);
            setProblem(null);
          }}
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
