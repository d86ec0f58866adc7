import { useState } from 'react';
import { explain } from '../../../../bridge/failure-messages.ts';
import { call } from '../../../../bridge/hooks.ts';
import { sayDone } from '../../../../bridge/say-done.ts';
import { FormDialog } from '../../../../ui/overlays/form-dialog.tsx';
import { withdrawSignoff } from '../signoff-actions.ts';
import { openRoles, type Signoff } from '../signoff-labels.ts';
import { useSigner } from '../use-signer.tsx';
import { ReviewMaterial } from './review-material.tsx';
import { RoleChoice } from './role-choice.tsx';

interface ReviewDialogProps {
  readonly signoff: Signoff;
  /** The one that was chosen already. */
  readonly role?: string | null | undefined;
  readonly onClose: () => void;
}

/** Signs what the item says now, in one role. */
export function ApproveDialog({ signoff, role: chosen = null, onClose }: ReviewDialogProps) {
  const roles = openRoles(signoff);
  const [role, setRole] = useState(chosen ?? roles[0] ?? null);
  const signer = useSigner();
  const send = async () => {
    const locked = await signer.unlock();
    if (locked !== null) return locked;
    const answer = await call('signoffs.approve', { itemId: signoff.itemId, role });
    if (!answer.ok) return explain(answer.error);
    const undo = () => void withdrawSignoff(signoff.itemId, 'signature');
    sayDone(answer.value, { label: 'Undo', run: undo });
    onClose();
    return null;
  };
  return (
    <FormDialog
      title={`Approve ${signoff.itemTitle}`}
      size="large"
      confirm="Sign"
      isDisabled={!signer.isReady || role === null}
      send={send}
      onClose={onClose}
    >
      {() => (
        <>
          <ReviewMaterial signoff={signoff} />
          <RoleChoice signoff={signoff} roles={roles} value={role} onChange={setRole} />
          {signer.field}
        </>
      )}
    </FormDialog>
  );
}
