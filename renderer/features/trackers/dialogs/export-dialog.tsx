import { useState } from 'react';
import type { InputOf } from '../../../../core/contract/index.ts';
import { explainInLine } from '../../../bridge/failure-messages.ts';
import { call } from '../../../bridge/hooks.ts';
import { showFailure } from '../../../bridge/show-failure.ts';
import { addDays } from '../../../domains/trackers/model/days.ts';
import type { Tracker } from '../../../domains/trackers/model/rows.ts';
import { useToday } from '../../../domains/trackers/today.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { Checkbox, RadioGroup } from '../../../ui/inputs/choice.tsx';
import { DatePicker } from '../../../ui/inputs/date-picker.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { formatBytes } from '../../../ui/text/format.ts';
import styles from './dialogs.module.css';

type Format = InputOf<'trackers.export'>['format'];

const FORMATS = [
  { id: 'md', label: 'Markdown', detail: 'the document, byte for byte' },
  { id: 'csv', label: 'CSV', detail: 'its items, one per line' },
  { id: 'json', label: 'JSON', detail: 'its items with every field' },
  { id: 'report-md', label: 'Report (Markdown)', detail: 'how it stands, and what changed' },
  { id: 'report-html', label: 'Report (HTML)', detail: 'the same as one page to send or print' },
] as const;

interface ExportDialogProps {
  readonly trackerId: Tracker['id'];
  readonly name: string;
  readonly onClose: () => void;
}

/** A copy of a tracker, or a report of it: downloaded, or written to a path on the engine's machine. */
export function ExportDialog({ trackerId, name, onClose }: ExportDialogProps) {
  const [format, setFormat] = useState<Format>('md');
  const [since, setSince] = useState(addDays(useToday(), -7));
  const isReport = format.startsWith('report-');
  const wanted = { format, since: isReport && since !== '' ? since : undefined };
  const [path, setPath] = useState('');
  const [overwrite, setOverwrite] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const download = async () => {
    const answer = await call('trackers.export', { trackerId, ...wanted });
    if (!answer.ok) {
      showFailure(answer.error);
      return;
    }
    const { fileName, mime, text } = answer.value;
    saveFile(fileName, new Blob([text], { type: mime }));
    onClose();
  };
  const write = async () => {
    const answer = await call('trackers.exportTo', { trackerId, ...wanted, path: path.trim(), overwrite });
    if (!answer.ok) {
      setProblem(explainInLine(answer.error));
      return;
    }
    const { path: file, bytes, note } = answer.value;
    showToast(
      note === null
        ? { kind: 'done', text: `${name} was written to ${file}, ${formatBytes(bytes)}.` }
        : { kind: 'problem', text: note },
    );
    onClose();
  };
  return (
    <Dialog
      title={`Export ${name}`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button isDisabled={path.trim() === ''} onPress={() => void write()}>
            Write to the path
          </Button>
          <Button kind="primary" icon="download" onPress={() => void download()}>
            Download
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <RadioGroup label="Format" choices={FORMATS} value={format} onChange={setFormat} />
        {isReport ? <DatePicker label="Changes since" value={since} onChange={setSince} /> : null}
        <TextField
          label="Path, instead of a download"
          mono
          value={path}
          onChange={setPath}
          placeholder={`/path/to/export.${format.replace('report-', '')}`}
          hint="On the machine the engine runs on."
        />
        <Checkbox isSelected={overwrite} onChange={setOverwrite}>
          Replace a file that is there already
        </Checkbox>
        {problem === null ? null : <Notice kind="problem" what={problem} />}
      </div>
    </Dialog>
  );
}
