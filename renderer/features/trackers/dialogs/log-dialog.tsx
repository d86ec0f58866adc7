import { useState } from 'react';
import type { Tracker } from '../../../domains/trackers/model/rows.ts';
import { sendEdits } from '../../../domains/trackers/send-edits.ts';
import { Button } from '../../../ui/inputs/button.tsx';
import { TextArea } from '../../../ui/inputs/field.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';

interface LogDialogProps {
  readonly trackerId: Tracker['id'];
  readonly name: string;
  readonly onClose: () => void;
}

/** One line for the document's own change log, in its style, with today's date. */
export function LogDialog({ trackerId, name, onClose }: LogDialogProps) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const add = async () => {
    const line = text.replace(/\s+/g, ' ').trim();
    if (line === '') return;
    setSaving(true);
    const answer = await sendEdits(trackerId, [{ kind: 'add-log', text: line }]);
    setSaving(false);
    if (answer.ok) onClose();
    else setProblem(answer.reason);
  };
  return (
    <Dialog
      title={`Add to the change log of ${name}`}
      size="small"
      keepOpen
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button
            kind="primary"
            keys="Ctrl ↵"
            isPending={saving}
            isDisabled={text.trim() === ''}
            onPress={() => void add()}
          >
            Add
          </Button>
        </>
      }
    >
      <TextArea
        label="What happened"
        rows={3}
        value={text}
        onChange={setText}
        onSubmit={() => void add()}
        problem={problem}
        autoFocus
        hint="It is written as one line in the document’s style, under today’s date."
      />
    </Dialog>
  );
}
