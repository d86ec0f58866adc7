import { useEffect, useState } from 'react';
import { useQuery } from '../../../bridge/hooks.ts';
import { fileNameIn } from '../../../domains/trackers/model/file-state.ts';
import type { Preview, ReadPreview } from '../../../domains/trackers/model/rows.ts';
import { Button } from '../../../ui/inputs/button.tsx';
import { Badge } from '../../../ui/marks/badge.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { MappingEditor } from '../mapping/mapping-editor.tsx';
import {
  draftOf,
  guessesIn,
  type MappingDraft,
  mappingInput,
  readable,
  recognisedText,
} from '../mapping/mapping-model.ts';
import styles from './add-dialog.module.css';

interface PreviewListProps {
  readonly previews: readonly Preview[];
  /** As `previews`, read with what was chosen. */
  readonly chosen: readonly Preview[];
  readonly drafts: Readonly<Record<string, MappingDraft>>;
  readonly onDrafts: (drafts: Readonly<Record<string, MappingDraft>>) => void;
  /** A file was read with what was chosen for it. */
  readonly onReadAgain: (preview: ReadPreview) => void;
}

/** One line per file found; a file opens to show what is read from it and to change what its columns mean. */
export function PreviewList({ previews, chosen, drafts, onDrafts, onReadAgain }: PreviewListProps) {
  const [open, setOpen] = useState<string | null>(null);
  const only = previews.length === 1 ? (previews[0]?.path ?? null) : null;
  return (
    <ul className={styles.previews} aria-label="What was found">
      {chosen.map((preview, at) => {
        const recognised = readable(previews[at]);
        const shown = preview.path === (open ?? only);
        return (
          <li key={preview.path}>
            <div className={styles.preview}>
              <span className={styles.name}>
                {preview.kind === 'refused' ? (
                  <b>{fileNameIn(preview.path)}</b>
                ) : (
                  <>
                    <b>{preview.name}</b> <span className={styles.muted}>{fileNameIn(preview.path)}</span>
                  </>
                )}
                <span className={styles.what}>{lineOf(preview)}</span>
              </span>
              <Marks preview={preview} changed={drafts[preview.path] !== undefined} />
              {preview.kind === 'refused' ? null : (
                <Button
                  kind="quiet"
                  isPressed={shown}
                  label={`${shown ? 'Close' : 'Look into'} ${preview.name}`}
                  onPress={() => setOpen(shown ? '' : preview.path)}
                >
                  {shown ? 'Close' : 'Look'}
                </Button>
              )}
            </div>
            {shown && recognised !== null ? (
              <Opened
                recognised={recognised}
                draft={drafts[preview.path] ?? draftOf(recognised)}
                onDraft={(draft) => onDrafts({ ...drafts, [preview.path]: draft })}
                onReadAgain={onReadAgain}
              />
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

const RETURNING = { removed: 'was here before', missing: 'its file was missing' };

function lineOf(preview: Preview): string {
  if (preview.kind === 'refused') return preview.problem;
  const read = recognisedText(preview.recognised);
  const back =
    preview.kind === 'returning' ? `Comes back as “${preview.trackerName}”, with its history. ` : '';
  return `${back}${preview.problem === null || preview.items === 0 ? read : `${read}. ${preview.problem}`}`;
}

function Marks({ preview, changed }: { readonly preview: Preview; readonly changed: boolean }) {
  if (preview.kind === 'refused') {
    return (
      <span className={styles.marks}>
        <Badge tone="problem">left out</Badge>
      </span>
    );
  }
  const guesses = guessesIn(preview);
  return (
    <span className={styles.marks}>
      {preview.kind === 'known' ? <Badge>already here</Badge> : null}
      {preview.kind === 'returning' ? <Badge>{RETURNING[preview.was]}</Badge> : null}
      {guesses === 0 ? null : <Badge tone="warning">{formatCount(guesses, 'guess', 'guesses')}</Badge>}
      {changed ? <Badge tone="accent">mapped by you</Badge> : null}
      {changed || preview.remembered === null ? null : <Badge>like {preview.remembered.from}</Badge>}
    </span>
  );
}

interface OpenedProps {
  readonly recognised: ReadPreview;
  readonly draft: MappingDraft;
  readonly onDraft: (draft: MappingDraft) => void;
  readonly onReadAgain: (preview: ReadPreview) => void;
}

function Opened({ recognised, draft, onDraft, onReadAgain }: OpenedProps) {
  const mapping = mappingInput(draft);
  const asked = draft.profile === null && mapping === null ? null : { profile: draft.profile, mapping };
  const live = useQuery('trackers.preview', asked === null ? null : { paths: [recognised.path], ...asked });
  const again = asked === null ? null : readable(live.value?.previews[0]);
  const preview = again ?? recognised;
  useEffect(() => {
    if (again !== null) onReadAgain(again);
  }, [again, onReadAgain]);
  return (
    <div className={styles.opened}>
      <MappingEditor recognised={recognised} preview={preview} draft={draft} onDraft={onDraft} />
    </div>
  );
}
