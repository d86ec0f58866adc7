import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/inputs/button.tsx';
import { ComboBox } from '../../../ui/inputs/combo-box.tsx';
import { DatePicker } from '../../../ui/inputs/date-picker.tsx';
import { TextArea, TextField } from '../../../ui/inputs/field.tsx';
import { editText } from '../model/edits.ts';
import type { ItemField } from '../model/rows.ts';
import styles from './item-panel.module.css';

interface FieldEditorProps {
  readonly field: ItemField;
  readonly owners: readonly string[];
  readonly saving: boolean;
  readonly problem: string | null;
  readonly onSave: (value: string) => void;
  readonly onCancel: () => void;
}

/** The control that fits the field's kind; Enter saves (Ctrl/Cmd-Enter in long texts), Escape restores. */
export function FieldEditor({ field, owners, saving, problem, onSave, onCancel }: FieldEditorProps) {
  const [value, setValue] = useState(editText(field));
  const box = useRef<HTMLFieldSetElement>(null);
  const save = () => onSave(value);
  useEffect(() => {
    const here = box.current;
    // Before the panel's own Escape, which would close it and lose the edit's place.
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      onCancel();
    };
    here?.addEventListener('keydown', escape);
    return () => here?.removeEventListener('keydown', escape);
  }, [onCancel]);
  const common = { label: field.label, hideLabel: true, problem, isDisabled: saving };
  return (
    <fieldset ref={box} className={styles.editor} data-keys="own" aria-label={`Edit ${field.label}`}>
      {field.kind === 'date' ? (
        <DatePicker {...common} value={value} onChange={setValue} autoFocus />
      ) : field.kind === 'owner' ? (
        <ComboBox
          {...common}
          anyValue
          autoFocus
          value={value}
          onChange={setValue}
          onSubmit={onSave}
          choices={owners.map((owner) => ({ id: owner, label: owner }))}
        />
      ) : field.kind === 'notes' || value.length > 60 ? (
        <TextArea {...common} value={value} onChange={setValue} onSubmit={save} autoFocus rows={5} />
      ) : (
        <TextField {...common} value={value} onChange={setValue} onSubmit={save} autoFocus />
      )}
      <div className={styles.buttons}>
        <Button kind="primary" onPress={save} isPending={saving}>
          Save
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </fieldset>
  );
}
