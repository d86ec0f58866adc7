import { Notice } from '../../../ui/feedback/notice.tsx';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';
import { type Bundle, type Environment, nameOfBundle } from '../release-model.ts';
import { CommandList } from './command-list.tsx';
import { openCommands, rollbackSentences } from './environment-model.ts';
import { rollBack } from './move-calls.ts';

interface RollbackDialogProps {
  readonly environment: Environment;
  readonly bundles: readonly Bundle[];
  readonly onClose: () => void;
}

/** What a rollback goes back to, and what it runs. */
export function RollbackDialog({ environment, bundles, onClose }: RollbackDialogProps) {
  const { id, title, lastKnownGood, commands } = environment;
  const isOpen = openCommands(environment).length > 0;
  const back = lastKnownGood === null ? '' : nameOfBundle(bundles, lastKnownGood);
  const send = async () => {
    onClose();
    await rollBack(id);
    return null;
  };
  return (
    <FormDialog
      title={`Roll back ${title}`}
      confirm="Roll back"
      isDisabled={lastKnownGood === null || isOpen}
      send={send}
      onClose={onClose}
    >
      {() => (
        <>
          {rollbackSentences(environment, back).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <CommandList commands={commands} />
          {isOpen ? <Notice kind="warning" what="Nobody approved these commands on this device." /> : null}
        </>
      )}
    </FormDialog>
  );
}
