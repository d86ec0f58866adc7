import { useMemo, useRef, useState } from 'react';
import type { InputOf } from '../../../../core/contract/index.ts';
import type { EvidenceSuggestion } from '../../../../core/domain/readiness/suggest-evidence.ts';
import { explain } from '../../../bridge/failure-messages.ts';
import { call } from '../../../bridge/hooks.ts';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { Select } from '../../../ui/inputs/select.tsx';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';
import { evidenceTypes, typeLabels } from '../evidence-labels.ts';
import { type EvidenceForm, emptyForm, fieldWords, filledWith, readForm } from './evidence-form.ts';
import { EvidenceSuggestions } from './evidence-suggestions.tsx';
import { TermsFields } from './terms-fields.tsx';

interface AddEvidenceDialogProps {
  readonly itemId: InputOf<'evidence.add'>['itemId'];
  readonly itemTitle: string;
  /** What the item's own text names. */
  readonly suggestions: readonly EvidenceSuggestion[];
  readonly onClose: () => void;
}

const types = evidenceTypes.map((id) => ({ id, label: typeLabels[id] }));

/** Adds a piece of evidence to an item; the engine verifies it at once and its sentence is what the person reads. */
export function AddEvidenceDialog({ itemId, itemTitle, suggestions, onClose }: AddEvidenceDialogProps) {
  const [form, setForm] = useState<EvidenceForm>(emptyForm);
  const [tried, setTried] = useState(false);
  const fields = useRef<HTMLDivElement>(null);
  const { add, problems } = useMemo(() => readForm(form), [form]);
  const shown = tried ? problems : {};
  const words = fieldWords[form.type];
  const change = (part: Partial<EvidenceForm>) => setForm((before) => ({ ...before, ...part }));
  const send = async () => {
    setTried(true);
    if (add === null) return null;
    const answer = await call('evidence.add', { ...add, itemId });
    if (!answer.ok) return explain(answer.error);
    const { result, says, summary } = answer.value;
    showToast({ kind: result === 'verified' ? 'done' : 'info', text: summary, detail: says });
    onClose();
    return null;
  };
  const fill = (suggestion: EvidenceSuggestion) => {
    setForm((before) => filledWith(before, suggestion));
    fields.current?.querySelector('input')?.focus();
  };
  return (
    <FormDialog title="Add evidence" confirm="Add and verify" send={send} onClose={onClose}>
      {() => (
        <>
          <p>For “{itemTitle}”.</p>
          {suggestions.length === 0 ? null : <EvidenceSuggestions suggestions={suggestions} onFill={fill} />}
          <Select
            label="Type"
            choices={types}
            value={form.type}
            onChange={(id) => change({ type: evidenceTypes.find((type) => type === id) ?? form.type })}
          />
          <div ref={fields}>
            <TextField
              label={words.file.label}
              hint={words.file.hint}
              placeholder={words.file.example}
              mono
              value={form.file}
              onChange={(file) => change({ file })}
              problem={shown.file ?? null}
              autoFocus={suggestions.length === 0}
            />
          </div>
          {words.part === null ? null : (
            <TextField
              label={words.part.label}
              hint={words.part.hint}
              placeholder={words.part.example}
              mono
              value={form.part}
              onChange={(part) => change({ part })}
              problem={shown.part ?? null}
            />
          )}
          <TermsFields terms={form} problems={shown} onChange={change} />
          <TextField
            label="Folder"
            hint="Optional. Another repository or folder that the path is in; if empty, that of the item’s file."
            mono
            value={form.folder}
            onChange={(folder) => change({ folder })}
          />
        </>
      )}
    </FormDialog>
  );
}
