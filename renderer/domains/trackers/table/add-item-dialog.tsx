import { useState } from 'react';
import { Button } from '../../../ui/inputs/button.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';
import { kindWord } from '../model/filter.ts';
import type { Item } from '../model/rows.ts';

interface AddItemDialogProps {
  /** The row the new one goes below; null while closed. */
  readonly near: Item | null;
  readonly onAdd: (near: Item, title: string) => Promise<string | null>;
  readonly onClose: () => void;
}

/** Asks for the name of a new row; the rest of it follows the document's style and is edited in place. */
export function AddItemDialog({ near, onAdd, onClose }: AddItemDialogProps) {
  const [title, setTitle] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const close = () => {
    setTitle('');
    setProblem(null);
    onClose();
  };
  const add = async () => {
    if (near === null || title.trim() === '') return;
    setSaving(true);
    const refused = await onAdd(near, title.trim());
    setSaving(false);
    setProblem(refused);
    if (refused === null) close();
  };
  return (
    <Dialog
      title={near === null ? 'Add a row' : `Add a ${kindWord(near.kind).toLowerCase()}`}
      size="small"
      keepOpen
      isOpen={near !== null}
      onClose={close}
      actions={
        <>
          <Button kind="quiet" onPress={close}>
            Cancel
          </Button>
          <Button
            kind="primary"
            keys="↵"
            isPending={saving}
            isDisabled={title.trim() === ''}
            onPress={() => void add()}
          >
            Add
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={title}
        onChange={setTitle}
        onSubmit={() => void add()}
        problem={problem}
        autoFocus
        hint={near === null ? undefined : `It is written below “${near.title}” in ${near.sectionTitle}.`}
      />
    </Dialog>
  );
}
