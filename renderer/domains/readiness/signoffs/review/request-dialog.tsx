import { useState } from 'react';
import { explain } from '../../../../bridge/failure-messages.ts';
import { call, useView } from '../../../../bridge/hooks.ts';
import { sayDone } from '../../../../bridge/say-done.ts';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { Checkbox } from '../../../../ui/inputs/choice.tsx';
import { TextArea } from '../../../../ui/inputs/field.tsx';
import { FormDialog } from '../../../../ui/overlays/form-dialog.tsx';
import { withdrawSignoff } from '../signoff-actions.ts';
import { type Signoff, untried } from '../signoff-labels.ts';
import styles from '../signoffs.module.css';
import { useSigner } from '../use-signer.tsx';
import { whatToDo } from './what-to-do.ts';

interface RequestDialogProps {
  readonly signoff: Signoff;
  readonly onClose: () => void;
}

/** Puts an item up: which roles are to sign, and what stands in the way with what to do about it. */
export function RequestDialog({ signoff, onClose }: RequestDialogProps) {
  const policy = useView('signoffs.policy', {}).rows[0]?.policy ?? null;
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const [note, setNote] = useState('');
  const signer = useSigner();
  const roles = chosen ?? policy?.required ?? [];
  const send = async () => {
    const locked = await signer.unlock();
    if (locked !== null) return locked;
    const answer = await call('signoffs.request', { itemId: signoff.itemId, roles: [...roles], note });
    if (!answer.ok) return explain(answer.error);
    const undo = () => void withdrawSignoff(signoff.itemId, 'request');
    sayDone(answer.value, { label: 'Undo', run: undo });
    onClose();
    return null;
  };
  return (
    <FormDialog
      title={`Ask for a sign-off of ${signoff.itemTitle}`}
      confirm="Ask for it"
      isDisabled={!signer.isReady || roles.length === 0 || signoff.whyNotAsk !== null}
      send={send}
      onClose={onClose}
    >
      {() => (
        <>
          {signoff.whyNotAsk === null ? null : (
            <Notice kind="warning" what={untried(signoff.whyNotAsk)} todo={whatToDo(signoff, policy)} />
          )}
          <fieldset className={styles.roleChoices}>
            <legend>Who is to sign</legend>
            {policy?.roles.map(({ id, title }) => (
              <Checkbox
                key={id}
                isSelected={roles.includes(id)}
                onChange={(ticked) =>
                  setChosen(ticked ? [...roles, id] : roles.filter((other) => other !== id))
                }
              >
                {title}
              </Checkbox>
            ))}
          </fieldset>
          <TextArea
            label="Note"
            hint="Optional. Reviewers read it first."
            rows={2}
            value={note}
            onChange={(text) => setNote(text.slice(0, 2000))}
          />
          {signer.field}
        </>
      )}
    </FormDialog>
  );
}
