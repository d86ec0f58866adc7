import { CanonicalState } from '../../../../core/domain/trackers/vocabulary/states.ts';
import type { ReadPreview } from '../../../domains/trackers/model/rows.ts';
import { KNOWN_STATES, stateLabel } from '../../../domains/trackers/model/state-labels.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { Select } from '../../../ui/inputs/select.tsx';
import { Badge } from '../../../ui/marks/badge.tsx';
import { StateLabel } from '../../../ui/marks/state-mark.tsx';
import { formatCount, formatDay } from '../../../ui/text/format.ts';
import styles from './mapping-editor.module.css';
import { isOffered, type MappingDraft, mapWord, withRemembered } from './mapping-model.ts';
import { TableReadings } from './table-readings.tsx';

interface MappingEditorProps {
  /** As recognised without any mapping: what a choice is compared with. */
  readonly recognised: ReadPreview;
  /** With the draft applied; the same as `recognised` while nothing was chosen. */
  readonly preview: ReadPreview;
  readonly draft: MappingDraft;
  readonly onDraft: (draft: MappingDraft) => void;
}

/** What was read from one file, what is a guess, what was left alone, and what its columns and words shall mean. */
export function MappingEditor({ recognised, preview, draft, onDraft }: MappingEditorProps) {
  return (
    <div className={styles.editor}>
      {preview.problem === null ? null : <Notice kind="warning" what={preview.problem} />}
      {recognised.remembered === null || !isOffered(draft, recognised.remembered) ? null : (
        <Remembered remembered={recognised.remembered} draft={draft} onDraft={onDraft} />
      )}
      <Select
        label="Read as"
        value={draft.profile ?? preview.profile}
        choices={preview.profiles.map((profile) => ({
          id: profile.id,
          label: profile.label,
          detail: `fits ${Math.round(Math.min(1, profile.score) * 100)} %`,
        }))}
        onChange={(profile) =>
          onDraft({ ...draft, profile: profile === recognised.profile ? null : profile })
        }
      />
      <Sample preview={preview} />
      <TableReadings recognised={recognised} preview={preview} draft={draft} onDraft={onDraft} />
      <Words recognised={recognised} preview={preview} draft={draft} onDraft={onDraft} />
      <Notes
        title="Read as a guess"
        notes={preview.guesses.map((guess) => ({ line: guess.line, words: guess.what }))}
      />
      <Notes
        title="Left alone"
        notes={preview.skipped.map((skip) => ({ line: skip.line, words: `${skip.what}: ${skip.reason}` }))}
      />
    </div>
  );
}

interface RememberedProps {
  readonly remembered: NonNullable<ReadPreview['remembered']>;
  readonly draft: MappingDraft;
  readonly onDraft: (draft: MappingDraft) => void;
}

function Remembered({ remembered, draft, onDraft }: RememberedProps) {
  return (
    <Notice
      kind="info"
      what={`“${remembered.from}” has tables with the same columns, and what they mean was changed there.`}
      actions={
        <Button onPress={() => onDraft(withRemembered(draft, remembered))}>
          Read this file the same way
        </Button>
      }
    />
  );
}

function Sample({ preview }: { readonly preview: ReadPreview }) {
  if (preview.sample.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>First items</h3>
      <ul className={styles.sample} aria-label="First items">
        {preview.sample.map((item, at) => (
          <li key={`${item.title}:${at}`}>
            <span className={styles.name}>{item.title}</span>
            {item.state === null ? null : (
              <StateLabel mark={item.state} label={item.status ?? stateLabel(item.state)} />
            )}
            {item.due === null ? null : <span className={styles.muted}>{formatDay(item.due)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Words({ recognised, preview, draft, onDraft }: MappingEditorProps) {
  const words = [
    ...new Map([...preview.words, ...recognised.words].map((word) => [word.word, word])).values(),
  ];
  if (words.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>Status words</h3>
      {words.map((word) => (
        <div key={word.word} className={styles.row}>
          <span className={styles.name}>
            “{word.word}” <span className={styles.muted}>{formatCount(word.count, 'time')}</span>{' '}
            {word.guess && draft.words[word.word] === undefined ? <Badge tone="warning">guess</Badge> : null}
          </span>
          <Select
            label={`State of “${word.word}”`}
            hideLabel
            value={draft.words[word.word] ?? word.state}
            choices={KNOWN_STATES.map((state) => ({ id: state, label: stateLabel(state), mark: state }))}
            onChange={(chosen) => {
              const state = CanonicalState.safeParse(chosen);
              if (state.success) onDraft(mapWord(draft, word.word, state.data, word));
            }}
          />
        </div>
      ))}
    </section>
  );
}

interface NotesProps {
  readonly title: string;
  readonly notes: readonly { readonly line: number; readonly words: string }[];
}

function Notes({ title, notes }: NotesProps) {
  if (notes.length === 0) return null;
  return (
    <details className={styles.notes}>
      <summary>
        {title}: {formatCount(notes.length, 'place')}
      </summary>
      <ul>
        {notes.map((note, at) => (
          <li key={`${note.line}:${at}`}>
            Line {note.line}: {note.words}
          </li>
        ))}
      </ul>
    </details>
  );
}
