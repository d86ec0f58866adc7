import { explain } from '../../../bridge/failure-messages.ts';
import { call } from '../../../bridge/hooks.ts';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { NameDialog } from '../../../ui/overlays/name-dialog.tsx';
import type { Agent } from '../board/board-model.ts';

interface Props {
  readonly agent: Agent;
  readonly onClose: () => void;
}

export function RenameAgentDialog({ agent, onClose }: Props) {
  const rename = async (name: string) => {
    if (name !== agent.name) {
      const answer = await call('agents.rename', { agentId: agent.id, name });
      if (!answer.ok) return explain(answer.error);
      showToast({ kind: 'done', text: `“${agent.name}” is now called “${name}”.` });
    }
    onClose();
    return null;
  };
  return (
    <NameDialog
      title={`Rename ${agent.name}`}
      confirm="Rename"
      initial={agent.name}
      send={rename}
      onClose={onClose}
    />
  );
}
