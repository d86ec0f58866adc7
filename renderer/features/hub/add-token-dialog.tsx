import { useState } from 'react';
import { call } from '../../bridge/hooks.ts';
import { explain } from '../../bridge/words.ts';
import { ShownOnce } from '../../domains/fleet/shown-once.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { RadioGroup } from '../../ui/inputs/choice.tsx';
import { TextField } from '../../ui/inputs/field.tsx';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import styles from './hub.module.css';

const scopes = [
  { id: 'submit', label: 'Submit tasks', detail: 'and follow and cancel its own' },
  { id: 'admin', label: 'Administer', detail: 'everything the hub’s HTTP interface offers' },
] as const;

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function AddTokenDialog({ isOpen, onClose }: Props) {
  return (
    <Dialog title="Add a token for a tool" isOpen={isOpen} onClose={onClose} keepOpen>
      <AddToken onClose={onClose} />
    </Dialog>
  );
}

function AddToken({ onClose }: Pick<Props, 'onClose'>) {
  const [name, setName] = useState('');
  const [scope, setScope] = useState<(typeof scopes)[number]['id']>('submit');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [token, setToken] = useState<string | null>(null);
  const wanted = name.trim();
  const send = async () => {
    if (busy) return;
    if (wanted === '') return setRefused('A name is needed: it says who asked for what.');
    setBusy(true);
    const answer = await call('hub.addToken', { name: wanted, scope });
    setBusy(false);
    if (answer.ok) return setToken(answer.value.token);
    const words = explain(answer.error);
    return setRefused(`${words.what} ${words.next}`);
  };
  if (token !== null) {
    return (
      <div className={styles.form}>
        <p className={styles.hint}>
          It is shown here once and kept nowhere in clear. The tool sends it as a bearer token in the
          Authorization header.
        </p>
        <ShownOnce term="Token" value={token} />
        <div className={styles.actions}>
          <Button kind="primary" onPress={onClose}>
            Done
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className={styles.form}>
      <TextField
        label="Name of the tool"
        value={name}
        onChange={(next) => {
          setName(next);
          setRefused(null);
        }}
        onSubmit={() => void send()}
        problem={refused}
        autoFocus
      />
      <RadioGroup label="It may" choices={scopes} value={scope} onChange={setScope} />
      <div className={styles.actions}>
        <Button kind="quiet" onPress={onClose}>
          Cancel
        </Button>
        <Button kind="primary" isPending={busy} onPress={() => void send()}>
          Add the token
        </Button>
      </div>
    </div>
  );
}
