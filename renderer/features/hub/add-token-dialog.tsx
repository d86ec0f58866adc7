import { useState } from 'react';
import { explain } from '../../bridge/failure-messages.ts';
import { call } from '../../bridge/hooks.ts';
import { ShownOnce } from '../../domains/fleet/shown-once.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { RadioGroup } from '../../ui/inputs/choice.tsx';
import { TextField } from '../../ui/inputs/field.tsx';
import { FormDialog } from '../../ui/overlays/form-dialog.tsx';
import styles from './hub.module.css';

const scopes = [
  { id: 'submit', label: 'Submit tasks', detail: 'and follow and cancel its own' },
  { id: 'admin', label: 'Administer', detail: 'everything the hub’s HTTP interface offers' },
] as const;

export function AddTokenDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [scope, setScope] = useState<(typeof scopes)[number]['id']>('submit');
  const [token, setToken] = useState<string | null>(null);
  const add = async () => {
    const wanted = name.trim();
    if (wanted === '') return { what: 'A name is needed: it says who asked for what.' };
    const answer = await call('hub.addToken', { name: wanted, scope });
    if (!answer.ok) return explain(answer.error);
    setToken(answer.value.token);
    return null;
  };
  return (
    <FormDialog
      title="Add a token for a tool"
      confirm="Add the token"
      problemAt="field"
      send={add}
      onClose={onClose}
      done={token === null ? null : <NewToken token={token} onClose={onClose} />}
    >
      {(form) => (
        <>
          <TextField
            label="Name of the tool"
            value={name}
            onChange={setName}
            problem={form.problem}
            autoFocus
          />
          <RadioGroup label="It may" choices={scopes} value={scope} onChange={setScope} />
        </>
      )}
    </FormDialog>
  );
}

function NewToken({ token, onClose }: { readonly token: string; readonly onClose: () => void }) {
  return (
    <div className={styles.form}>
      <p className={styles.hint}>
        It is shown here once and never kept in readable form. The tool sends it as a bearer token in the
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
