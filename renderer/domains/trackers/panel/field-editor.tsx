import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/inputs/button.tsx';
import { ComboBox } from '../../../ui/inputs/combo-box.tsx';
import { DateField } from '../../../ui/inputs/date-field.tsx';
import { TextArea, TextField } from '../../../ui/inputs/field.tsx';
import { useUnsavedText } from '../../../ui/inputs/unsaved-text.ts';
import { useLeaving } from '../../../ui/inputs/use-leaving.ts';
import { editText } from '../model/edits.ts';
import type { ItemField } from '../model/rows.ts';
import styles from './item-panel.module.css';

interface FieldEditorProps {
  readonly field: ItemField;
  readonly owners: readonly string[];
  readonly saving: boolean;
  readonly problem: string | null;
  /** A text that was refused before, to go on from. */
  readonly from: string | null;
  readonly readDay: (text: string) => string | null;
  readonly onSave: (value: string) => void;
  readonly onCancel: () => void;
  /** The panel goes on to something else while this is open. */
  readonly onLeave: (value: string) => void;
}

/**
 * The control that fits the field's kind; Enter saves (Ctrl/Cmd-Enter in long texts), Escape restores, leaving in any
 * other way saves too.
 */
export function FieldEditor(props: FieldEditorProps) {
  const { field, owners, saving, problem, onSave, onCancel } = props;
  const [value, setValue] = useState(props.from ?? editText(field));
  // One that was refused waits in the panel; it doesn't take the focus.
  const isFresh = props.from === null;
  const box = useRef<HTMLFieldSetElement>(null);
  const save = () => onSave(value);
  useLeaving(() => props.onLeave(value));
  useUnsavedText(value !== editText(field));
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
        <DateField
          {...common}
          value={value}
          onChange={setValue}
          read={props.readDay}
          onSubmit={save}
          autoFocus={isFresh}
        />
      ) : field.kind === 'owner' ? (
        <ComboBox
          {...common}
          anyValue
          autoFocus={isFresh}
          value={value}
          onChange={setValue}
          onSubmit={onSave}
          choices={owners.map((owner) => ({ id: owner, label: owner }))}
        />
      ) : field.kind === 'notes' || value.length > 60 ? (
        <TextArea
          {...common}
          value={value}
          onChange={setValue}
          onSubmit={save}
          autoFocus={isFresh}
          rows={5}
        />
      ) : (
        <TextField {...common} value={value} onChange={setValue} onSubmit={save} autoFocus={isFresh} />
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
