import { useState } from 'react';
import type { RowOf } from '../../../../core/contract/index.ts';
import type { TaskSpec } from '../../../../core/domain/fleet/tasks/task.ts';
import { act, useView } from '../../../bridge/hooks.ts';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { ConfirmDialog } from '../../../ui/overlays/dialog.tsx';
import { Menu, type MenuEntry } from '../../../ui/overlays/menu.tsx';
import styles from './composer.module.css';
import { formOf, type TaskForm } from './form.ts';
import { SaveTemplateDialog } from './save-template-dialog.tsx';

type Template = RowOf<'tasks.templates'>;

interface TemplateToolsProps {
  readonly form: TaskForm;
  readonly spec: TaskSpec | null;
  readonly changed: boolean;
  readonly onUse: (form: TaskForm) => void;
}

async function remove(template: Template): Promise<void> {
  const done = await act('tasks.removeTemplate', { id: template.id });
  if (done === null) return;
  showToast({
    kind: 'done',
    text: `The template “${template.name}” is removed.`,
    action: {
      label: 'Bring it back',
      run: () =>
        void act('tasks.saveTemplate', { name: template.name, about: template.about, task: template.task }),
    },
  });
}

const entryOf = (template: Template): MenuEntry => ({
  id: template.id,
  label: template.name,
  ...(template.about === '' ? {} : { detail: template.about }),
});

/** Forms kept for later: use one, keep this one, remove an own one. */
export function TemplateTools({ form, spec, changed, onUse }: TemplateToolsProps) {
  const templates = useView('tasks.templates', {}).rows;
  const [saving, setSaving] = useState(false);
  const [wanted, setWanted] = useState<Template | null>(null);
  const own = templates.filter((template) => !template.builtIn);
  const use = (template: Template) =>
    // What a template says nothing about (the item it is for) stays.
    onUse({ ...formOf(template.task), link: form.link });
  const groups = [
    { id: 'built-in', title: 'Built in', entries: templates.filter((one) => one.builtIn).map(entryOf) },
    { id: 'own', title: 'Your own', entries: own.map(entryOf) },
    {
      id: 'remove',
      title: 'Remove',
      entries: own.map((one) => ({ id: `remove ${one.id}`, label: one.name, danger: true })),
    },
  ].filter((group) => group.entries.length > 0);
  const choose = (id: string) => {
    const gone = own.find((one) => `remove ${one.id}` === id);
    if (gone !== undefined) {
      void remove(gone);
      return;
    }
    const chosen = templates.find((one) => one.id === id);
    if (chosen === undefined) return;
    if (changed) setWanted(chosen);
    else use(chosen);
  };
  return (
    <span className={styles.tools}>
      {groups.length === 0 ? null : (
        <Menu
          label="Templates"
          trigger={<Button icon="down">Templates</Button>}
          groups={groups}
          onAction={choose}
        />
      )}
      <Button isDisabled={spec === null} onPress={() => setSaving(true)}>
        Save as template
      </Button>
      {spec === null || !saving ? null : (
        <SaveTemplateDialog
          spec={spec}
          taken={templates.map((one) => one.name)}
          onClose={() => setSaving(false)}
        />
      )}
      <ConfirmDialog
        title={`Use the template “${wanted?.name ?? ''}”?`}
        isOpen={wanted !== null}
        onClose={() => setWanted(null)}
        confirm="Use the template"
        onConfirm={() => {
          if (wanted !== null) use(wanted);
        }}
      >
        <p>What you typed here is replaced. The item the task is for stays.</p>
      </ConfirmDialog>
    </span>
  );
}
