import { useState } from 'react';
import { call, useView } from '../../bridge/hooks.ts';
import { explain } from '../../bridge/words.ts';
import { Notice } from '../../ui/feedback/notice.tsx';
import { showToast } from '../../ui/feedback/toast.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { TextField } from '../../ui/inputs/field.tsx';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import styles from './actors.module.css';
import { emptyForm, formProblems } from './actors-model.ts';
import { useActorDialogs } from './store.ts';

export function AddActorDialog() {
  const open = useActorDialogs((dialogs) => dialogs.adding);
  const add = useActorDialogs((dialogs) => dialogs.add);
  return (
    <Dialog title="Add a person" isOpen={open} onClose={() => add(false)} size="small" keepOpen>
      <AddActorForm onDone={() => add(false)} />
    </Dialog>
  );
}

function AddActorForm({ onDone }: { readonly onDone: () => void }) {
  const actors = useView('actors.list', {}).rows;
  const [form, setForm] = useState(emptyForm);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const problems = formProblems(form, actors);
  const fits = Object.values(problems).every((problem) => problem === null);
  const send = async () => {
    setTried(true);
    if (!fits || busy) return;
    setBusy(true);
    const passphrase = form.passphrase === '' ? null : form.passphrase;
    const answer = await call('actors.add', { name: form.name.trim(), passphrase });
    setBusy(false);
    if (!answer.ok) {
      const words = explain(answer.error);
      setRefused(`${words.what} ${words.kept} ${words.next}`);
      return;
    }
    showToast({ kind: 'done', text: `${form.name.trim()} can sign here.`, detail: answer.value.fingerprint });
    onDone();
  };
  return (
    <div className={styles.form}>
      <p>
        A new key pair is made on this machine. The key signs sign-offs; its fingerprint is how others
        recognise it.
      </p>
      <TextField
        label="Name"
        value={form.name}
        onChange={(name) => setForm({ ...form, name })}
        problem={tried ? problems.name : null}
        onSubmit={() => void send()}
        autoFocus
      />
      <TextField
        label="Passphrase"
        type="password"
        hint="Left empty, the key opens with this machine’s login."
        value={form.passphrase}
        onChange={(passphrase) => setForm({ ...form, passphrase })}
        problem={tried ? problems.passphrase : null}
        onSubmit={() => void send()}
      />
      <TextField
        label="Passphrase again"
        type="password"
        value={form.repeat}
        onChange={(repeat) => setForm({ ...form, repeat })}
        problem={tried ? problems.repeat : null}
        onSubmit={() => void send()}
      />
      {refused === null ? null : <Notice kind="problem" what={refused} />}
      <div className={styles.actions}>
        <Button kind="quiet" onPress={onDone}>
          Cancel
        </Button>
        <Button kind="primary" isPending={busy} onPress={() => void send()}>
          Add the person
        </Button>
      </div>
    </div>
  );
}
