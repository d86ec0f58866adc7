import { useState } from 'react';
import type { Tracker } from '../../../domains/trackers/model/rows.ts';
import { sendEdits } from '../../../domains/trackers/send-edits.ts';
import { TextArea } from '../../../ui/inputs/field.tsx';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';

interface LogDialogProps {
  readonly trackerId: Tracker['id'];
  readonly name: string;
  readonly onClose: () => void;
}

/** One line for the document's own change log, in its style, with today's date. */
export function LogDialog({ trackerId, name, onClose }: LogDialogProps) {
  const [text, setText] = useState('');
  const line = text.replace(/\s+/g, ' ').trim();
  const add = async () => {
    const answer = await sendEdits(trackerId, [{ kind: 'add-log', text: line }]);
    if (!answer.ok) return { what: answer.reason };
    onClose();
    return null;
  };
  return (
    <FormDialog
      title={`Add to the change log of ${name}`}
      size="small"
      confirm="Add"
      keys="Ctrl ↵"
      isDisabled={line === ''}
      problemAt="field"
      send={add}
      onClose={onClose}
    >
      {(form) => (
        <TextArea
          label="What happened"
          rows={3}
          value={text}
          onChange={setText}
          problem={form.problem}
          autoFocus
          hint="It is written as one line in the document’s style, under today’s date."
        />
      )}
    </FormDialog>
  );
}
