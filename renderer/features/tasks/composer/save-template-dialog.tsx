import { useState } from 'react';
import type { TaskSpec } from '../../../../core/domain/fleet/tasks/task.ts';
import { explain } from '../../../bridge/failure-messages.ts';
import { call } from '../../../bridge/hooks.ts';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';
import styles from './composer.module.css';

interface SaveTemplateDialogProps {
  readonly spec: TaskSpec;
  readonly taken: readonly string[];
  readonly onClose: () => void;
}

function nameProblem(name: string, taken: readonly string[]): string | null {
  if (name === '') return 'A name is needed.';
  if (name.length > 100) return 'At most 100 characters.';
  const lower = name.toLowerCase();
  return taken.some((one) => one.toLowerCase() === lower) ? 'There is a template of that name.' : null;
}

/** Keeps the form under a name. What belongs to one task only stays out of it. */
export function SaveTemplateDialog({ spec, taken, onClose }: SaveTemplateDialogProps) {
  const [typed, setTyped] = useState('');
  const [about, setAbout] = useState('');
  const save = async () => {
    const name = typed.trim();
    const problem = nameProblem(name, taken);
    if (problem !== null) return { what: problem };
    const answer = await call('tasks.saveTemplate', {
      name,
      about: about.trim().slice(0, 500),
      task: { ...spec, link: null, dependsOn: [], deadline: null },
    });
    if (!answer.ok) return explain(answer.error);
    showToast({ kind: 'done', text: `Saved as the template “${name}”.` });
    onClose();
    return null;
  };
  return (
    <FormDialog
      title="Save as template"
      size="small"
      confirm="Save template"
      problemAt="field"
      send={save}
      onClose={onClose}
    >
      {(form) => (
        <>
          <p className={styles.muted}>
            Everything but the item, the dependencies and the deadline is kept. A part written as{' '}
            <code>{'{{name}}'}</code> is asked for when the template is used.
          </p>
          <TextField label="Name" value={typed} onChange={setTyped} problem={form.problem} autoFocus />
          <TextField label="What it is for" value={about} onChange={setAbout} />
        </>
      )}
    </FormDialog>
  );
}
