import { useState } from 'react';
import { explain } from '../../../bridge/failure-messages.ts';
import { call, useQuery } from '../../../bridge/hooks.ts';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { navigate } from '../../../ui/frame/navigation.tsx';
import { RadioGroup } from '../../../ui/inputs/choice.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';

/** A new tracker from a template: with a file of its own, or kept in the workspace until it is exported. */
export function TemplateDialog({ onClose }: { readonly onClose: () => void }) {
  const templates = useQuery('trackers.templates', {});
  const [template, setTemplate] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [path, setPath] = useState('');
  const chosen = template ?? templates.value?.[0]?.id ?? '';
  const ready = chosen !== '' && name.trim() !== '';
  const create = async () => {
    const answer = await call('trackers.create', {
      template: chosen,
      name: name.trim(),
      path: path.trim() === '' ? null : path.trim(),
    });
    if (!answer.ok) return explain(answer.error);
    onClose();
    navigate(`/trackers/${answer.value.trackerId}`);
    return null;
  };
  return (
    <FormDialog
      title="New tracker from a template"
      confirm="Create"
      isDisabled={!ready}
      send={create}
      onClose={onClose}
    >
      {() => (
        <>
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
          <TextField label="Name" value={name} onChange={setName} isRequired autoFocus />
          <TextField
            label="File"
            mono
            value={path}
            onChange={setPath}
            placeholder="/path/to/plan.md"
            hint="Leave it empty to keep it in the workspace only; it can be exported later."
          />
        </>
      )}
    </FormDialog>
  );
}
