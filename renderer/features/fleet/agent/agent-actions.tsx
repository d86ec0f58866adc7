import { useState } from 'react';
import type { OutputOf } from '../../../../core/contract/index.ts';
import { useAction } from '../../../domains/fleet/use-action.ts';
import { buildPath, navigate } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { ConfirmDialog, Dialog } from '../../../ui/overlays/dialog.tsx';
import { Menu } from '../../../ui/overlays/menu.tsx';
import { NewAgentSteps } from '../add/new-agent-steps.tsx';
import type { Agent } from '../board/board-model.ts';
import styles from './agent-page.module.css';
import { RenameAgentDialog } from './rename-agent-dialog.tsx';

type Asking = 'rename' | 'token' | 'remove' | null;

/** What one can do with an agent. Each is confirmed by the hub before anything is shown as done. */
export function AgentActions({ agent }: { readonly agent: Agent }) {
  const [asking, setAsking] = useState<Asking>(null);
  const [renewed, setRenewed] = useState<OutputOf<'agents.renewToken'> | null>(null);
  const [verify, verifying] = useAction('agents.verify', () => null);
  const [renew] = useAction('agents.renewToken', () => null);
  const [remove, removing] = useAction('agents.remove', ({ summary }) => summary);
  const agentId = agent.id;
  const close = () => setAsking(null);
  return (
    <span className={styles.actions}>
      <Button
        isPending={verifying}
        isDisabled={!agent.connected}
        onPress={() => {
          void verify({ agentId }).then((answer) => {
            if (answer !== null) navigate(buildPath('/tasks/:task', { task: answer.taskId }));
          });
        }}
      >
        Send a test task
      </Button>
      <Menu
        label={`More for ${agent.name}`}
        trigger={
          <Button icon="down" isPending={removing}>
            More
          </Button>
        }
        groups={[
          {
            id: 'agent',
            entries: [
              { id: 'rename', label: 'Rename' },
              { id: 'token', label: 'Replace its token' },
              { id: 'remove', label: 'Remove the agent', danger: true },
            ],
          },
        ]}
        onAction={(id) => setAsking(id === 'rename' || id === 'token' || id === 'remove' ? id : null)}
      />
      {asking === 'rename' ? <RenameAgentDialog agent={agent} onClose={close} /> : null}
      <ConfirmDialog
        title={`Replace the token of ${agent.name}`}
        isOpen={asking === 'token'}
        onClose={close}
        confirm="Replace the token"
        danger
        onConfirm={() => void renew({ agentId }).then(setRenewed)}
      >
        The old token stops working at once and the agent is cut off until it has the new one. A task it is
        working on goes back to the queue unless it returns in time.
      </ConfirmDialog>
      <ConfirmDialog
        title={`Remove ${agent.name}`}
        isOpen={asking === 'remove'}
        onClose={close}
        confirm="Remove the agent"
        danger
        onConfirm={() => {
          void remove({ agentId }).then((answer) => {
            if (answer !== null) navigate('/fleet');
          });
        }}
      >
        {agent.task === null
          ? 'It has no task now. '
          : `Its task “${agent.task.title}” is stopped and goes back to the queue for another agent. `}
        Its token stops working. What it did stays in the history of its tasks, with its cost. The sidecar’s
        folder on its machine is left as it is.
      </ConfirmDialog>
      <Dialog
        title={`New token for ${agent.name}`}
        isOpen={renewed !== null}
        onClose={() => setRenewed(null)}
        keepOpen
      >
        {renewed === null ? null : <NewAgentSteps agent={renewed} onClose={() => setRenewed(null)} />}
      </Dialog>
    </span>
  );
}
