import { useState } from 'react';
import type { TaskSpec } from '../../../../core/domain/fleet/tasks/task.ts';
import { call } from '../../../bridge/hooks.ts';
import { explain } from '../../../bridge/words.ts';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';
import styles from './composer.module.css';

interface SaveTemplateDialogProps {
  readonly spec: TaskSpec;
  readonly taken: readonly string[];
  readonly onClose: () => void;
}

/** Keeps the form under a name. What belongs to one task only stays out of it. */
export function SaveTemplateDialog({ spec, taken, onClose }: SaveTemplateDialogProps) {
  const [name, setName] = useState('');
  const [about, setAbout] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    const wanted = name.trim();
    if (wanted === '' || wanted.length > 100) {
      setProblem(wanted === '' ? 'A name is needed.' : 'At most 100 characters.');
      return;
    }
    if (taken.some((one) => one.toLowerCase() === wanted.toLowerCase())) {
      setProblem('There is a template of that name.');
      return;
    }
    setBusy(true);
    const answer = await call('tasks.saveTemplate', {
      name: wanted,
      about: about.trim().slice(0, 500),
      task: { ...spec, link: null, dependsOn: [], deadline: null },
    });
    setBusy(false);
    if (!answer.ok) {
      setProblem(explain(answer.error).what);
      return;
    }
    showToast({ kind: 'done', text: `Saved as the template “${wanted}”.` });
    onClose();
  };
  return (
    <Dialog
      title="Save as template"
      isOpen
      onClose={onClose}
      size="small"
      keepOpen
      actions={
        <>
          <Button kind="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button kind="primary" isPending={busy} onPress={() => void save()}>
            Save template
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <p className={styles.muted}>
          Everything but the item, the dependencies and the deadline is kept. A part written as{' '}
          <code>{'{{name}}'}</code> is asked for when the template is used.
        </p>
        <TextField
          label="Name"
          value={name}
          onChange={(next) => {
            setName(next);
            setProblem(null);
          }}
          onSubmit={() => void save()}
          problem={problem}
          autoFocus
        />
        <TextField label="What it is for" value={about} onChange={setAbout} />
      </div>
    </Dialog>
  );
}
