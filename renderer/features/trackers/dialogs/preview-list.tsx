import { useState } from 'react';
import { useQuery } from '../../../bridge/hooks.ts';
import { splitPath } from '../../../domains/trackers/model/file-state.ts';
import type { Preview, ReadPreview } from '../../../domains/trackers/model/rows.ts';
import { Button } from '../../../ui/inputs/button.tsx';
import { Badge } from '../../../ui/marks/badge.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { MappingEditor } from '../mapping/mapping-editor.tsx';
import {
  draftOf,
  type MappingDraft,
  mappingInput,
  readable,
  recognisedText,
} from '../mapping/mapping-model.ts';
import styles from './add-dialog.module.css';

interface PreviewListProps {
  readonly previews: readonly Preview[];
  readonly drafts: Readonly<Record<string, MappingDraft>>;
  readonly onDrafts: (drafts: Readonly<Record<string, MappingDraft>>) => void;
}

/** One line per file found; a file opens to show what is read from it and to change what its columns mean. */
export function PreviewList({ previews, drafts, onDrafts }: PreviewListProps) {
  const [open, setOpen] = useState<string | null>(null);
  const only = previews.length === 1 ? (previews[0]?.path ?? null) : null;
  return (
    <ul className={styles.previews} aria-label="What was found">
      {previews.map((preview) => {
        const shown = preview.path === (open ?? only);
        return (
          <li key={preview.path}>
            <div className={styles.preview}>
              <span className={styles.name}>
                {preview.kind === 'refused' ? (
                  <b>{splitPath(preview.path).file}</b>
                ) : (
                  <>
                    <b>{preview.name}</b> <span className={styles.muted}>{splitPath(preview.path).file}</span>
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
            {shown && preview.kind !== 'refused' ? (
              <Opened
                recognised={preview}
                draft={drafts[preview.path] ?? draftOf(preview)}
                onDraft={(draft) => onDrafts({ ...drafts, [preview.path]: draft })}
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
  return (
    <span className={styles.marks}>
      {preview.kind === 'known' ? <Badge>already here</Badge> : null}
      {preview.kind === 'returning' ? <Badge>{RETURNING[preview.was]}</Badge> : null}
      {preview.guesses.length === 0 ? null : (
        <Badge tone="warning">{formatCount(preview.guesses.length, 'guess', 'guesses')}</Badge>
      )}
      {changed ? <Badge tone="accent">mapped by you</Badge> : null}
      {changed || preview.remembered === null ? null : <Badge>like {preview.remembered.from}</Badge>}
    </span>
  );
}

interface OpenedProps {
  readonly recognised: ReadPreview;
  readonly draft: MappingDraft;
  readonly onDraft: (draft: MappingDraft) => void;
}

function Opened({ recognised, draft, onDraft }: OpenedProps) {
  const mapping = mappingInput(draft);
  const asked = draft.profile === null && mapping === null ? null : { profile: draft.profile, mapping };
  const live = useQuery('trackers.preview', asked === null ? null : { paths: [recognised.path], ...asked });
  const preview = asked === null ? recognised : (readable(live.value?.previews[0]) ?? recognised);
  return (
    <div className={styles.opened}>
      <MappingEditor recognised={recognised} preview={preview} draft={draft} onDraft={onDraft} />
    </div>
  );
}
