import { useState } from 'react';
import { explain } from '../../../bridge/failure-messages.ts';
import { FailureNotice } from '../../../bridge/failure-notice.tsx';
import { call, useQuery } from '../../../bridge/hooks.ts';
import { sayDone } from '../../../bridge/say-done.ts';
import type { Tracker } from '../../../domains/trackers/model/rows.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { MappingEditor } from '../mapping/mapping-editor.tsx';
import {
  draftOf,
  type MappingDraft,
  mappingInput,
  NO_MAPPING,
  readable,
  recognisedText,
} from '../mapping/mapping-model.ts';

interface RemapDialogProps {
  readonly trackerId: Tracker['id'];
  readonly name: string;
  readonly path: string | null;
  readonly onClose: () => void;
}

/** What the columns and status words of a tracker mean, with a live preview. The file isn't touched by it. */
export function RemapDialog({ trackerId, name, path, onClose }: RemapDialogProps) {
  const [chosen, setChosen] = useState<MappingDraft | null>(null);
  const plain = useQuery(
    'trackers.preview',
    path === null ? null : { paths: [path], profile: null, mapping: null },
  );
  const recognised = readable(plain.value?.previews[0]);
  const draft = chosen ?? (recognised === null ? NO_MAPPING : draftOf(recognised));
  const mapping = mappingInput(draft);
  const changed = draft.profile !== null || mapping !== null;
  const live = useQuery(
    'trackers.preview',
    path === null || !changed ? null : { paths: [path], profile: draft.profile, mapping },
  );
  const preview = changed ? (readable(live.value?.previews[0]) ?? recognised) : recognised;
  const apply = async () => {
    const answer = await call('trackers.remap', { trackerId, profile: draft.profile, mapping });
    if (!answer.ok) return explain(answer.error);
    sayDone(answer.value);
    onClose();
    return null;
  };
  return (
    <FormDialog
      title={`Change the mapping of ${name}`}
      size="large"
      confirm={changed ? 'Apply' : 'Use what is recognised'}
      send={apply}
      onClose={onClose}
      actions={changed ? <Button onPress={() => setChosen(NO_MAPPING)}>Forget all changes</Button> : null}
    >
      {() =>
        plain.failure !== null ? (
          <FailureNotice failure={plain.failure} />
        ) : path === null ? (
          <Notice
            kind="info"
            what="This tracker has no file here, so there is nothing to read again."
            todo="Export it, add the exported file, and map that."
          />
        ) : plain.value?.previews[0]?.kind === 'refused' ? (
          <Notice kind="warning" what={plain.value.previews[0].problem} />
        ) : recognised === null || preview === null ? (
          <Skeleton label="the preview" lines={8} />
        ) : (
          <>
            <p>
              {recognisedText(preview.recognised)} · {formatCount(preview.items, 'item')}
            </p>
            <MappingEditor recognised={recognised} preview={preview} draft={draft} onDraft={setChosen} />
          </>
        )
      }
    </FormDialog>
  );
}
