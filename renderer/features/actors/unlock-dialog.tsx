import { useState } from 'react';
import { actAs } from '../../bridge/acting-as.ts';
import { explain } from '../../bridge/failure-messages.ts';
import { TextField } from '../../ui/inputs/field.tsx';
import { FormDialog } from '../../ui/overlays/form-dialog.tsx';
import type { Actor } from './actors-model.ts';

interface Props {
  readonly actor: Actor;
  readonly hint: string | undefined;
  readonly onClose: () => void;
}

/** Asks for the passphrase of one person. */
export function UnlockDialog({ actor, hint, onClose }: Props) {
  const [passphrase, setPassphrase] = useState('');
  const unlock = async () => {
    const answer = await actAs(actor.id, passphrase);
    if (!answer.ok) return explain(answer.error);
    onClose();
    return null;
  };
  return (
    <FormDialog
      title={`Act as ${actor.name}`}
      size="small"
      confirm="Unlock"
      isDisabled={passphrase === ''}
      send={unlock}
      onClose={onClose}
      problemAt="field"
    >
      {({ problem }) => (
        <>
          <p>
            What is done in this window is {actor.name}’s from then on. Their key is locked again after a
            quarter of an hour without use, and when this window is reloaded or disconnected.
          </p>
          <TextField
            label="Passphrase"
            type="password"
            hint={hint}
            value={passphrase}
            onChange={setPassphrase}
            problem={problem}
            autoFocus
          />
        </>
      )}
    </FormDialog>
  );
}
