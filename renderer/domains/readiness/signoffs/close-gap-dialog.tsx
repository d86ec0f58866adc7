import { useState } from 'react';
import { explain } from '../../../bridge/failure-messages.ts';
import { call } from '../../../bridge/hooks.ts';
import { sayDone } from '../../../bridge/say-done.ts';
import { TextArea } from '../../../ui/inputs/field.tsx';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';
import { reopenGap } from './signoff-actions.ts';
import type { Gap } from './signoff-labels.ts';
import { useSigner } from './use-signer.tsx';

interface CloseGapDialogProps {
  readonly gap: Gap;
  readonly onClose: () => void;
}

/** Says what was done about a gap. */
export function CloseGapDialog({ gap, onClose }: CloseGapDialogProps) {
  const [note, setNote] = useState('');
  const signer = useSigner();
  const send = async () => {
    const locked = await signer.unlock();
    if (locked !== null) return locked;
    const answer = await call('signoffs.closeGap', { gapId: gap.id, note });
    if (!answer.ok) return explain(answer.error);
    sayDone(answer.value, { label: 'Undo', run: () => void reopenGap(gap.id) });
    onClose();
    return null;
  };
  return (
    <FormDialog
      title="Close a gap"
      size="small"
      confirm="Close the gap"
      isDisabled={!signer.isReady}
      send={send}
      onClose={onClose}
    >
      {() => (
        <>
          <p>“{gap.text}”</p>
          <TextArea
            label="What was done"
            hint="Optional. Reviewers read it when the item is put up again."
            rows={3}
            value={note}
            onChange={(text) => setNote(text.slice(0, 2000))}
            autoFocus
          />
          {signer.field}
        </>
      )}
    </FormDialog>
  );
}
