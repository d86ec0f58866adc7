import { useState } from 'react';
import { useAction } from '../../domains/fleet/use-action.ts';
import { Notice } from '../../ui/feedback/notice.tsx';
import { navigate } from '../../ui/frame/navigation.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { ConfirmDialog } from '../../ui/overlays/dialog.tsx';
import { type Hub, hubProblem, sampleSentence } from './hub-text.ts';

/** What stands above the board: trouble of the hub, and the sample while there is one. */
export function HubNotices({ hub }: { readonly hub: Hub }) {
  const problem = hubProblem(hub);
  return (
    <>
      {problem === null ? null : (
        <Notice
          kind={problem.kind}
          what={problem.what}
          kept={problem.kept === '' ? undefined : problem.kept}
          todo={problem.todo}
          actions={<Button onPress={() => navigate('/hub')}>Hub settings</Button>}
        />
      )}
      <SampleBanner hub={hub} />
    </>
  );
}

function SampleBanner({ hub }: { readonly hub: Hub }) {
  const [asking, setAsking] = useState(false);
  const [stop, busy] = useAction('hub.stopSample', ({ summary }) => summary);
  const sentence = sampleSentence(hub);
  if (sentence === null) return null;
  return (
    <>
      <Notice
        kind="info"
        what={sentence}
        actions={
          hub.sample.state === 'running' ? (
            <Button isPending={busy} onPress={() => setAsking(true)}>
              Stop the sample fleet
            </Button>
          ) : undefined
        }
      />
      <ConfirmDialog
        title="Stop the sample fleet"
        isOpen={asking}
        onClose={() => setAsking(false)}
        confirm="Stop and remove it"
        onConfirm={() => void stop({})}
      >
        Its agents, their tasks with everything they reported, and the temporary folder
        {hub.sample.folder === null ? '' : ` ${hub.sample.folder}`} are removed. Your own agents and tasks
        stay as they are.
      </ConfirmDialog>
    </>
  );
}
