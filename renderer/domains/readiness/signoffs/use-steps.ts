import { useCallback, useState } from 'react';
import { useStatus } from '../../../bridge/hooks.ts';
import { withdrawSignoff } from './signoff-actions.ts';
import type { OpenedDialog } from './signoff-dialog.tsx';

interface Steps {
  /** The dialog that is open. */
  readonly opened: OpenedDialog | null;
  readonly close: () => void;
  /** Opens the dialog of a step; what needs none is done at once. */
  readonly take: (step: OpenedDialog) => void;
}

/** Takes steps of sign-offs. Withdrawing has an undo, so it only asks for the passphrase where the person is locked. */
export function useSteps(): Steps {
  const [opened, setOpened] = useState<OpenedDialog | null>(null);
  const locked = useStatus()?.actor.lock === 'locked';
  const take = useCallback(
    (step: OpenedDialog) => {
      if (!locked && step.step === 'withdraw-request') void withdrawSignoff(step.itemId, 'request');
      else if (!locked && step.step === 'withdraw-signature') void withdrawSignoff(step.itemId, 'signature');
      else setOpened(step);
    },
    [locked],
  );
  return { opened, close: useCallback(() => setOpened(null), []), take };
}
