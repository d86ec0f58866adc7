import { useMemo, useRef, useState } from 'react';
import type { InputOf } from '../../../../core/contract/index.ts';
import { STORED_BYTES_MAX } from '../../../../core/domain/readiness/stored-file.ts';
import type { EvidenceSuggestion } from '../../../../core/domain/readiness/suggest-evidence.ts';
import { byteLimit } from '../../../../core/kernel/byte-limit.ts';
import { ok } from '../../../../core/kernel/result.ts';
import { explain } from '../../../bridge/failure-messages.ts';
import { call } from '../../../bridge/hooks.ts';
import { ProgressBar } from '../../../ui/feedback/progress.tsx';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { FileChoice } from '../../../ui/inputs/files/file-choice.tsx';
import { FileDrop } from '../../../ui/inputs/files/file-drop.tsx';
import { Select } from '../../../ui/inputs/select.tsx';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';
import { formatBytes, formatCount } from '../../../ui/text/format.ts';
import { evidenceTypes, typeLabels } from '../evidence-labels.ts';
import styles from '../readiness.module.css';
import shared from '../screens.module.css';
import { type EvidenceForm, emptyForm, fieldWords, filledWith, readForm, withFile } from './evidence-form.ts';
import { EvidenceSuggestions } from './evidence-suggestions.tsx';
import { TermsFields } from './terms-fields.tsx';
import { useSendFile } from './use-send-file.ts';

interface AddEvidenceDialogProps {
  readonly itemId: InputOf<'evidence.add'>['itemId'];
  readonly itemTitle: string;
  /** What the item's own text names. */
  readonly suggestions: readonly EvidenceSuggestion[];
  /** Dropped or pasted: the first one fills the form, the others follow when it is added. */
  readonly files: readonly File[];
  readonly onClose: () => void;
}

const copied = `It is copied into the workspace, so that it stays as it is now. Up to ${byteLimit(STORED_BYTES_MAX)}.`;
const types = evidenceTypes.map((id) => ({ id, label: typeLabels[id] }));
/** Code is named in its repository. */
const copyTypes = types.filter(({ id }) => id !== 'code');

/** Adds a piece of evidence to an item; the engine verifies it at once and its sentence is what the person reads. */
export function AddEvidenceDialog(props: AddEvidenceDialogProps) {
  const { itemId, itemTitle, suggestions, onClose } = props;
  const [files, setFiles] = useState(props.files);
  const [form, setForm] = useState<EvidenceForm>(() => withFile(emptyForm, props.files[0]));
  const sending = useSendFile();
  const file = files[0] ?? null;
  const [tried, setTried] = useState(false);
  const fields = useRef<HTMLDivElement>(null);
  const { add, problems } = useMemo(() => readForm(form), [form]);
  const shown = tried ? problems : {};
  const words = fieldWords[form.type];
  const change = (part: Partial<EvidenceForm>) => setForm((before) => ({ ...before, ...part }));
  const send = async () => {
    setTried(true);
    if (add === null) return null;
    const sent = file === null ? ok(null) : await sending.send(file);
    if (!sent.ok) return explain(sent.error);
    const answer = await call('evidence.add', { ...add, itemId, upload: sent.value });
    if (!answer.ok) return explain(answer.error);
    const { result, says, summary } = answer.value;
    showToast({ kind: result === 'verified' ? 'done' : 'info', text: summary, detail: says });
    if (files.length < 2) onClose();
    else takeFiles(files.slice(1));
    return null;
  };
  const takeFiles = (taken: readonly File[]) => {
    setTried(false);
    setFiles(taken);
    setForm((before) => withFile(before, taken[0]));
  };
  const close = () => {
    sending.giveUp();
    onClose();
  };
  const fill = (suggestion: EvidenceSuggestion) => {
    setFiles([]);
    setForm((before) => filledWith(before, suggestion));
    fields.current?.querySelector('input')?.focus();
  };
  return (
    <FormDialog title="Add evidence" confirm="Add and verify" send={send} onClose={close}>
      {() => (
        <FileDrop hint="Drop to copy it into the workspace" onFiles={takeFiles}>
          <div className={styles.form}>
            <p>
              For “{itemTitle}”.
              {files.length > 1
                ? ` ${formatCount(files.length - 1, 'file')} more to add after this one.`
                : ''}
            </p>
            <FileChoice file={file} hint={copied} onFiles={takeFiles} onClear={() => takeFiles([])} />
            {sending.sent === null ? null : (
              <div className={shared.progress}>
                <ProgressBar
                  label={`Sending ${sending.sent.name}`}
                  value={sending.sent.bytes}
                  max={sending.sent.of}
                  text={`${formatBytes(sending.sent.bytes)} of ${formatBytes(sending.sent.of)}`}
                />
                <Button onPress={sending.giveUp}>Stop sending</Button>
              </div>
            )}
            {suggestions.length === 0 || file !== null ? null : (
              <EvidenceSuggestions suggestions={suggestions} onFill={fill} />
            )}
            <Select
              label="Type"
              choices={file === null ? types : copyTypes}
              value={form.type}
              onChange={(id) => change({ type: evidenceTypes.find((type) => type === id) ?? form.type })}
            />
            {file !== null ? null : (
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
            )}
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
            {file !== null ? null : (
              <TextField
                label="Folder"
                hint="Optional. Another repository or folder that the path is in; if empty, that of the item’s file."
                mono
                value={form.folder}
                onChange={(folder) => change({ folder })}
              />
            )}
          </div>
        </FileDrop>
      )}
    </FormDialog>
  );
}
