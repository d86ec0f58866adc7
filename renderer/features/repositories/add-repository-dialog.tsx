import { useState } from 'react';
import { call } from '../../bridge/hooks.ts';
import { explain } from '../../bridge/words.ts';
import { showToast } from '../../ui/feedback/toast.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { TextField } from '../../ui/inputs/field.tsx';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import styles from './repositories.module.css';
import { urlProblem } from './repository-model.ts';

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function AddRepositoryDialog({ isOpen, onClose }: Props) {
  return (
    <Dialog title="Add a repository" isOpen={isOpen} onClose={onClose} size="small" keepOpen>
      <AddRepository onClose={onClose} />
    </Dialog>
  );
}

function AddRepository({ onClose }: Pick<Props, 'onClose'>) {
  const [url, setUrl] = useState('');
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const problem = urlProblem(url);
  const send = async () => {
    setTried(true);
    if (busy || problem !== null) return;
    setBusy(true);
    const answer = await call('repositories.add', {
      url: url.trim(),
      name: name.trim() === '' ? null : name.trim(),
    });
    setBusy(false);
    if (answer.ok) {
      showToast({ kind: 'done', text: 'The repository is added, last in the order.' });
      return onClose();
    }
    const words = explain(answer.error);
    setRefused(`${words.what} ${words.next}`);
    return undefined;
  };
  return (
    <div className={styles.form}>
      <TextField
        label="Address"
        hint="What git can clone from: https, ssh, or the whole path of a repository on this machine. Each agent must reach it by itself."
        mono
        value={url}
        onChange={(next) => {
          setUrl(next);
          setRefused(null);
        }}
        onSubmit={() => void send()}
        problem={refused ?? (tried ? problem : null)}
        autoFocus
      />
      <TextField
        label="Name"
        hint="Left empty, the last part of its address."
        value={name}
        onChange={setName}
        onSubmit={() => void send()}
      />
      <div className={styles.actions}>
        <Button kind="quiet" onPress={onClose}>
          Cancel
        </Button>
        <Button kind="primary" isPending={busy} onPress={() => void send()}>
          Add the repository
        </Button>
      </div>
    </div>
  );
}
