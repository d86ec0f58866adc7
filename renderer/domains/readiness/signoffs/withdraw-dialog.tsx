import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';
import { withdrawSignoff } from './signoff-actions.ts';
import type { Signoff } from './signoff-labels.ts';
import { useSigner } from './use-signer.tsx';

interface WithdrawDialogProps {
  readonly itemId: Signoff['itemId'];
  readonly what: 'signature' | 'request';
  readonly onClose: () => void;
}

const titles = { signature: 'Withdraw your signature', request: 'Withdraw the request' } as const;

/** Opens the key of whoever withdraws first; where it is open already nobody is asked. */
export function WithdrawDialog({ itemId, what, onClose }: WithdrawDialogProps) {
  const signer = useSigner();
  const send = async () => {
    const locked = await signer.unlock();
    if (locked !== null) return locked;
    await withdrawSignoff(itemId, what);
    onClose();
    return null;
  };
  return (
    <FormDialog
      title={titles[what]}
      size="small"
      confirm="Withdraw"
      isDisabled={!signer.isReady}
      send={send}
      onClose={onClose}
    >
      {() => (
        <>
          <p>It is kept in the history, and you can take this back.</p>
          {signer.field}
        </>
      )}
    </FormDialog>
  );
}
