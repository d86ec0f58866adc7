import { useState } from 'react';
import { call } from '../../../bridge/hooks.ts';
import { explain } from '../../../bridge/words.ts';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';
import styles from '../add/add-agent.module.css';
import type { Agent } from '../board/board-model.ts';

interface Props {
  readonly agent: Agent;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function RenameDialog({ agent, isOpen, onClose }: Props) {
  return (
    <Dialog title={`Rename ${agent.name}`} isOpen={isOpen} onClose={onClose} size="small">
      <RenameForm agent={agent} onClose={onClose} />
    </Dialog>
  );
}

function RenameForm({ agent, onClose }: Pick<Props, 'agent' | 'onClose'>) {
  const [name, setName] = useState(agent.name);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const wanted = name.trim();
  const send = async () => {
    if (busy || wanted === '') return;
    if (wanted === agent.name) return onClose();
    setBusy(true);
    const answer = await call('agents.rename', { agentId: agent.id, name: wanted });
    setBusy(false);
    if (answer.ok) {
      showToast({ kind: 'done', text: `“${agent.name}” is now called “${wanted}”.` });
      return onClose();
    }
    const words = explain(answer.error);
    setRefused(`${words.what} ${words.next}`);
    return undefined;
  };
  return (
    <div className={styles.form}>
      <TextField
        label="Name"
        value={name}
        onChange={(next) => {
          setName(next);
          setRefused(null);
        }}
        onSubmit={() => void send()}
        problem={wanted === '' ? 'A name is needed.' : refused}
        autoFocus
      />
      <div className={styles.actions}>
        <Button kind="quiet" onPress={onClose}>
          Cancel
        </Button>
        <Button kind="primary" isPending={busy} onPress={() => void send()}>
          Rename
        </Button>
      </div>
    </div>
  );
}
