import { useState } from 'react';
import { call, useQuery } from '../../../bridge/hooks.ts';
import { explain } from '../../../bridge/words.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { navigate } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { RadioGroup } from '../../../ui/inputs/choice.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';
import styles from './dialogs.module.css';

/** A new tracker from a template: with a file of its own, or kept in the workspace until it is exported. */
export function TemplateDialog({ onClose }: { readonly onClose: () => void }) {
  const templates = useQuery('trackers.templates', {});
  const [template, setTemplate] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [path, setPath] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const chosen = template ?? templates.value?.[0]?.id ?? '';
  const ready = chosen !== '' && name.trim() !== '';
  const create = async () => {
    if (!ready) return;
    setSaving(true);
    const answer = await call('trackers.create', {
      template: chosen,
      name: name.trim(),
      path: path.trim() === '' ? null : path.trim(),
    });
    setSaving(false);
    if (answer.ok) {
      onClose();
      navigate(`/trackers/${answer.value.trackerId}`);
    } else {
      const words = explain(answer.error);
      setProblem(`${words.what} ${words.next}`);
    }
  };
  return (
    <Dialog
      title="New tracker from a template"
      keepOpen
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button kind="primary" isDisabled={!ready} isPending={saving} onPress={() => void create()}>
            Create
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {templates.value === null ? (
          <Skeleton label="the templates" />
        ) : (
          <RadioGroup
            label="Template"
            value={chosen}
            onChange={setTemplate}
            choices={templates.value.map(({ id, label, about }) => ({ id, label, detail: about }))}
          />
        )}
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          onSubmit={() => void create()}
          isRequired
          autoFocus
        />
        <TextField
          label="File"
          mono
          value={path}
          onChange={setPath}
          onSubmit={() => void create()}
          placeholder="/path/to/plan.md"
          hint="Left empty, it is kept in the workspace and can be exported later."
        />
        {problem === null ? null : <Notice kind="problem" what={problem} />}
      </div>
    </Dialog>
  );
}
