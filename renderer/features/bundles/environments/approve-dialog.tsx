import { explain } from '../../../bridge/failure-messages.ts';
import { call } from '../../../bridge/hooks.ts';
import { sayDone } from '../../../bridge/say-done.ts';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';
import type { Environment } from '../release-model.ts';
import { CommandList } from './command-list.tsx';
import { openCommands } from './environment-model.ts';

interface ApproveDialogProps {
  readonly environment: Environment;
  readonly onClose: () => void;
}

/** Shows what would be run, word for word, and lets it be run on this device. */
export function ApproveDialog({ environment, onClose }: ApproveDialogProps) {
  const { id, title, folder, rootName } = environment;
  const open = openCommands(environment);
  const send = async () => {
    const answer = await call('environments.approve', {
      environmentId: id,
      commands: open.map(({ step, command }) => ({ step, command })),
    });
    if (!answer.ok) return explain(answer.error);
    sayDone(answer.value);
    onClose();
    return null;
  };
  return (
    <FormDialog
      title={`Approve the commands of ${title}`}
      confirm="Approve"
      isDisabled={open.length === 0}
      send={send}
      onClose={onClose}
    >
      {() => (
        <>
          <p>
            A move runs them with your rights on this device, in {folder ?? rootName ?? 'an empty folder'}.
            They may do anything that you may. One that is changed later has to be approved again.
          </p>
          <CommandList commands={open} />
        </>
      )}
    </FormDialog>
  );
}
