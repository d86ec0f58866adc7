import { unreachable } from '../../../../core/kernel/unreachable.ts';
import { useView } from '../../../bridge/hooks.ts';
import { ApproveDialog } from './review/approve-dialog.tsx';
import { RequestDialog } from './review/request-dialog.tsx';
import { ReturnDialog } from './review/return-dialog.tsx';
import type { Signoff, SignoffStep } from './signoff-labels.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

export interface OpenedDialog {
  readonly step: SignoffStep;
  readonly itemId: Signoff['itemId'];
  readonly role?: string | null;
}

interface SignoffDialogProps {
  readonly opened: OpenedDialog;
  readonly onClose: () => void;
}

/** The dialog of one step of a sign-off, over what is known of the item as it changes. */
export function SignoffDialog({ opened: { step, itemId, role }, onClose }: SignoffDialogProps) {
  const signoff = useView('signoffs.item', { itemId }).rows[0];
  if (signoff === undefined) return null;
  switch (step) {
    case 'request':
      return <RequestDialog signoff={signoff} onClose={onClose} />;
    case 'withdraw-request':
    case 'withdraw-signature':
      return (
        <WithdrawDialog
          itemId={itemId}
          what={step === 'withdraw-request' ? 'request' : 'signature'}
          onClose={onClose}
        />
      );
    case 'approve':
      return <ApproveDialog signoff={signoff} role={role} onClose={onClose} />;
    case 'return':
      return <ReturnDialog signoff={signoff} role={role} onClose={onClose} />;
    default:
      return unreachable(step);
  }
}
