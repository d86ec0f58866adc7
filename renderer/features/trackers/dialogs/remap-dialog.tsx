import { useState } from 'react';
import { call, useQuery } from '../../../bridge/hooks.ts';
import { explain } from '../../../bridge/words.ts';
import type { Tracker } from '../../../domains/trackers/model/rows.ts';
import { showProblem } from '../../../domains/trackers/send-edits.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { MappingEditor } from '../mapping-editor.tsx';
import { type MappingDraft, mappingInput, NO_MAPPING, recognisedWords } from '../mapping-model.ts';

interface RemapDialogProps {
  readonly trackerId: Tracker['id'];
  readonly name: string;
  readonly path: string | null;
  readonly onClose: () => void;
}

/** What the columns and status words of a tracker mean, with a live preview. The file isn't touched by it. */
export function RemapDialog({ trackerId, name, path, onClose }: RemapDialogProps) {
  const [draft, setDraft] = useState<MappingDraft>(NO_MAPPING);
  const [saving, setSaving] = useState(false);
  const mapping = mappingInput(draft);
  const changed = draft.profile !== null || mapping !== null;
  const plain = useQuery(
    'trackers.preview',
    path === null ? null : { paths: [path], profile: null, mapping: null },
  );
  const live = useQuery(
    'trackers.preview',
    path === null || !changed ? null : { paths: [path], profile: draft.profile, mapping },
  );
  const recognised = plain.value?.[0] ?? null;
  const preview = changed ? (live.value?.[0] ?? recognised) : recognised;
  const apply = async () => {
    setSaving(true);
    const answer = await call('trackers.remap', { trackerId, profile: draft.profile, mapping });
    setSaving(false);
    if (!answer.ok) {
      showProblem(answer.error);
      return;
    }
    showToast({ kind: 'done', text: answer.value.summary });
    onClose();
  };
  return (
    <Dialog
      title={`Change the mapping of ${name}`}
      size="large"
      keepOpen
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button kind="primary" isPending={saving} onPress={() => void apply()}>
            {changed ? 'Apply' : 'Use what is recognised'}
          </Button>
        </>
      }
    >
      {plain.failure !== null ? (
        <Notice kind="warning" what={explain(plain.failure).what} todo={explain(plain.failure).next} />
      ) : path === null ? (
        <Notice
          kind="info"
          what="This tracker has no file yet, so there is nothing to read anew."
          todo="Export it, add the exported file, and map that."
        />
      ) : recognised === null || preview === null ? (
        <Skeleton label="the preview" lines={8} />
      ) : (
        <>
          <p>
            {recognisedWords(preview.recognised)} · {formatCount(preview.items, 'item')}
          </p>
          <MappingEditor recognised={recognised} preview={preview} draft={draft} onDraft={setDraft} />
        </>
      )}
    </Dialog>
  );
}
