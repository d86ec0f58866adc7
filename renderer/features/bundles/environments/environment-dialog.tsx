import { useMemo, useState } from 'react';
import type { InputOf } from '../../../../core/contract/index.ts';
import { explain } from '../../../bridge/failure-messages.ts';
import { act, call, useView } from '../../../bridge/hooks.ts';
import { sayDone } from '../../../bridge/say-done.ts';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { TextArea, TextField } from '../../../ui/inputs/field.tsx';
import { Select } from '../../../ui/inputs/select.tsx';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';
import { type Environment, stepLabels } from '../release-model.ts';
import { type EnvironmentForm, formOf, readForm } from './environment-model.ts';

interface EnvironmentDialogProps {
  /** Null: a new one. */
  readonly environment: Environment | null;
  readonly environments: readonly Environment[];
  readonly onClose: () => void;
}

const own = ':own';

const stepHints = {
  preview: 'Optional. Says what would change. Where it fails, nothing is changed.',
  apply: 'Optional. Brings the bundle in: QUARTERDECK_BUNDLE is the path of its archive.',
  canary: 'Optional. Says whether it works, by its exit code. A JUnit report goes to QUARTERDECK_JUNIT.',
} as const;

async function restore(save: InputOf<'environments.save'>): Promise<void> {
  const saved = await act('environments.save', save);
  if (saved !== null) sayDone(saved);
}

/** What an environment is called, which gate lets into it, and what a move runs there. */
export function EnvironmentDialog({ environment, environments, onClose }: EnvironmentDialogProps) {
  const gates = useView('gates.list', {}).rows;
  const [before] = useState(() => formOf(environment, environments));
  const [form, setForm] = useState<EnvironmentForm>(before);
  const [tried, setTried] = useState(false);
  const { save, problems } = useMemo(() => readForm(form, before), [form, before]);
  const shown = tried ? problems : {};
  const change = (part: Partial<EnvironmentForm>) => setForm((current) => ({ ...current, ...part }));
  const send = async () => {
    setTried(true);
    if (save === null) return null;
    const answer = await call('environments.save', save);
    if (!answer.ok) return explain(answer.error);
    sayDone(answer.value);
    onClose();
    return null;
  };
  const remove = async ({ id: environmentId, position }: Environment) => {
    const removed = await act('environments.remove', { environmentId });
    if (removed === null) return;
    showToast({
      kind: 'done',
      text: removed.summary,
      // What was decided about it is kept: saved again, it is there again.
      action: { label: 'Undo', run: () => void restore({ environmentId, position }) },
    });
    onClose();
  };
  return (
    <FormDialog
      title={environment === null ? 'Add an environment' : `Edit ${environment.title}`}
      confirm="Save"
      send={send}
      onClose={onClose}
      actions={
        environment === null ? undefined : (
          <Button kind="danger" onPress={() => void remove(environment)}>
            Remove
          </Button>
        )
      }
    >
      {() => (
        <>
          {environment === null ? (
            <TextField
              label="Name"
              hint="Short, for commands and paths."
              placeholder="staging"
              mono
              value={form.id}
              onChange={(id) => change({ id })}
              problem={shown.id ?? null}
            />
          ) : null}
          <TextField
            label="Title"
            value={form.title}
            onChange={(title) => change({ title })}
            problem={shown.title ?? null}
          />
          <TextField
            label="Position"
            hint="A bundle goes from the lower to the higher."
            type="number"
            value={form.position}
            onChange={(position) => change({ position })}
            problem={shown.position ?? null}
          />
          <Select
            label="Gate"
            hint="What lets a bundle in."
            value={form.gate === '' ? own : form.gate}
            choices={[
              { id: own, label: 'Each bundle’s own' },
              ...gates.map(({ id, title }) => ({ id, label: title, detail: id })),
            ]}
            onChange={(id) => change({ gate: id === own ? '' : id })}
          />
          {(['preview', 'apply', 'canary'] as const).map((step) => (
            <TextArea
              key={step}
              label={stepLabels[step]}
              hint={stepHints[step]}
              mono
              rows={2}
              value={form[step]}
              onChange={(line) => change({ [step]: line })}
            />
          ))}
          <TextField
            label="Folder"
            hint="Optional. Where the commands are run on this device; if empty, in an empty folder."
            mono
            value={form.folder}
            onChange={(folder) => change({ folder })}
          />
        </>
      )}
    </FormDialog>
  );
}
