import { useState } from 'react';
import { likenessWords } from '../../../../core/domain/trackers/identity/likeness.ts';
import { explain } from '../../../bridge/failure-messages.ts';
import { FailureNotice } from '../../../bridge/failure-notice.tsx';
import { call, useQuery } from '../../../bridge/hooks.ts';
import { sayDone } from '../../../bridge/say-done.ts';
import { undoAction } from '../../../bridge/undo-action.ts';
import type { Tracker } from '../../../domains/trackers/model/rows.ts';
import { TextField } from '../../../ui/inputs/field.tsx';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';
import { FileChooser } from './file-chooser.tsx';

interface RelinkDialogProps {
  readonly trackerId: Tracker['id'];
  readonly name: string;
  readonly onClose: () => void;
}

/** Another file for a tracker whose own is gone; how alike the two are is told before anything happens. */
export function RelinkDialog({ trackerId, name, onClose }: RelinkDialogProps) {
  const [file, setFile] = useState('');
  const path = file.trim();
  const alike = useQuery('trackers.relinkPreview', path === '' ? null : { trackerId, path });
  const known = path === '' ? null : alike.value;
  const send = async () => {
    const answer = await call('trackers.relink', { trackerId, path });
    if (!answer.ok) return explain(answer.error);
    sayDone(answer.value, undoAction(answer.value.step));
    onClose();
    return null;
  };
  return (
    <FormDialog
      title={`Relink ${name} to another file`}
      size="large"
      confirm="Take this file"
      isDisabled={known === null || alike.failure !== null || alike.busy}
      send={send}
      onClose={onClose}
    >
      {() => (
        <>
          <p>Its items keep their ids and history; undo gives the old place back. No file is changed.</p>
          <TextField label="File" hint="On the engine’s machine." mono value={file} onChange={setFile} />
          {alike.failure !== null && path !== '' ? <FailureNotice failure={alike.failure} /> : null}
          {known === null || alike.failure !== null ? null : (
            <>
              <output>
                {known.same ? 'It says the very same.' : `${upperFirst(likenessWords(known))}.`}
              </output>
              {known.gone.length === 0 ? null : (
                <ul aria-label="Items that are not in it">
                  {known.gone.map((title) => (
                    <li key={title}>{title}</li>
                  ))}
                </ul>
              )}
            </>
          )}
          <FileChooser chosen={path === '' ? [] : [path]} onToggle={setFile} filesOnly />
        </>
      )}
    </FormDialog>
  );
}

function upperFirst(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
