import { useState } from 'react';
import { explain } from '../../bridge/failure-messages.ts';
import { call, useView } from '../../bridge/hooks.ts';
import { showToast } from '../../ui/feedback/toast.tsx';
import { TextField } from '../../ui/inputs/field.tsx';
import { FormDialog } from '../../ui/overlays/form-dialog.tsx';
import { emptyForm, formProblems } from './actors-model.ts';
import { useActorDialogs } from './store.ts';

export function AddActorDialog() {
  const open = useActorDialogs((dialogs) => dialogs.adding);
  const add = useActorDialogs((dialogs) => dialogs.add);
  return open ? <AddActorForm onClose={() => add(false)} /> : null;
}

function AddActorForm({ onClose }: { readonly onClose: () => void }) {
  const actors = useView('actors.list', {}).rows;
  const [form, setForm] = useState(emptyForm);
  const [tried, setTried] = useState(false);
  const problems = formProblems(form, actors);
  const add = async () => {
    setTried(true);
    if (Object.values(problems).some((problem) => problem !== null)) return null;
    const name = form.name.trim();
    const passphrase = form.passphrase === '' ? null : form.passphrase;
    const answer = await call('actors.add', { name, passphrase });
    if (!answer.ok) return explain(answer.error);
    showToast({ kind: 'done', text: `${name} can sign here.`, detail: answer.value.fingerprint });
    onClose();
    return null;
  };
  return (
    <FormDialog title="Add a person" size="small" confirm="Add the person" send={add} onClose={onClose}>
      {() => (
        <>
          <p>
            A new key pair is made on this machine. The key signs sign-offs; its fingerprint is how others
            recognise it.
          </p>
          <TextField
            label="Name"
            value={form.name}
            onChange={(name) => setForm({ ...form, name })}
            problem={tried ? problems.name : null}
            autoFocus
          />
          <TextField
            label="Passphrase"
            type="password"
            hint="At least 8 characters. Leave it empty to let this machine’s login open the key."
            value={form.passphrase}
            onChange={(passphrase) => setForm({ ...form, passphrase })}
            problem={tried ? problems.passphrase : null}
          />
          <TextField
            label="Passphrase again"
            type="password"
            value={form.repeat}
            onChange={(repeat) => setForm({ ...form, repeat })}
            problem={tried ? problems.repeat : null}
          />
        </>
      )}
    </FormDialog>
  );
}
