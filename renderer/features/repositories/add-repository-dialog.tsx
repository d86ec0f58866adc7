import { useState } from 'react';
import { explain } from '../../bridge/failure-messages.ts';
import { call } from '../../bridge/hooks.ts';
import { showToast } from '../../ui/feedback/toast.tsx';
import { TextField } from '../../ui/inputs/field.tsx';
import { FormDialog } from '../../ui/overlays/form-dialog.tsx';
import { urlProblem } from './repository-model.ts';

export function AddRepositoryDialog({ onClose }: { readonly onClose: () => void }) {
  const [url, setUrl] = useState('');
  const [name, setName] = useState('');
  const add = async () => {
    const problem = urlProblem(url);
    if (problem !== null) return { what: problem };
    const answer = await call('repositories.add', {
      url: url.trim(),
      name: name.trim() === '' ? null : name.trim(),
    });
    if (!answer.ok) return explain(answer.error);
    showToast({ kind: 'done', text: 'The repository is added, last in the order.' });
    onClose();
    return null;
  };
  return (
    <FormDialog
      title="Add a repository"
      size="small"
      confirm="Add the repository"
      problemAt="field"
      send={add}
      onClose={onClose}
    >
      {(form) => (
        <>
          <TextField
            label="Address"
            hint="What git can clone from: https, ssh, or the whole path of a repository on this machine. Each agent must reach it by itself."
            mono
            value={url}
            onChange={setUrl}
            problem={form.problem}
            autoFocus
          />
          <TextField
            label="Name"
            hint="Leave it empty to use the last part of its address."
            value={name}
            onChange={setName}
          />
        </>
      )}
    </FormDialog>
  );
}
