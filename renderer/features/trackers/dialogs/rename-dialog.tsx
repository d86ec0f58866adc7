import { useState } from 'react';
import { call } from '../../../bridge/hooks.ts';
import type { Tracker } from '../../../domains/trackers/model/rows.ts';
import { refusalWords } from '../../../domains/trackers/send-edits.ts';
import { Button } from '../../../ui/inputs/button.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';

interface RenameDialogProps {
  readonly trackerId: Tracker['id'];
  readonly name: string;
  readonly onClose: () => void;
}

/** The name a tracker has here; the document's own title stays what it is. */
export function RenameDialog({ trackerId, name, onClose }: RenameDialogProps) {
  const [typed, setTyped] = useState(name);
  const [problem, setProblem] = useState<string | null>(null);
  const rename = async () => {
    if (typed.trim() === '') return;
    const answer = await call('trackers.rename', { trackerId, name: typed.trim() });
    if (answer.ok) onClose();
    else setProblem(refusalWords(answer.error));
  };
  return (
    <Dialog
      title="Rename the tracker"
      size="small"
      keepOpen
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button kind="primary" isDisabled={typed.trim() === ''} onPress={() => void rename()}>
            Rename
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={typed}
        onChange={setTyped}
        onSubmit={() => void rename()}
        problem={problem}
        autoFocus
        hint="Only the name shown here changes, not the file."
      />
    </Dialog>
  );
}
