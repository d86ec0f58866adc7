import { useCallback, useState } from 'react';
import { FailureNotice } from '../../../bridge/failure-notice.tsx';
import { useQuery, useView } from '../../../bridge/hooks.ts';
import type { Preview } from '../../../domains/trackers/model/rows.ts';
import { ProgressBar } from '../../../ui/feedback/progress.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';
import { formatCount, formatNumber } from '../../../ui/text/format.ts';
import { addLabel, type MappingDraft, totalsOf, withChoices } from '../mapping/mapping-model.ts';
import styles from './add-dialog.module.css';
import { FileChooser } from './file-chooser.tsx';
import { importTrackers } from './import-trackers.ts';
import { PreviewList } from './preview-list.tsx';

interface AddDialogProps {
  /** Taken from the start. */
  readonly paths: readonly string[];
  readonly onClose: () => void;
}

/** Adds trackers from files. Everything is shown before anything is written; the last button writes. */
export function AddDialog({ paths: given, onClose }: AddDialogProps) {
  const [typed, setTyped] = useState('');
  const [paths, setPaths] = useState(given);
  const [drafts, setDrafts] = useState<Readonly<Record<string, MappingDraft>>>({});
  const [again, setAgain] = useState<Readonly<Record<string, Preview>>>({});
  const readAgain = useCallback(
    (preview: Preview) => setAgain((before) => ({ ...before, [preview.path]: preview })),
    [],
  );
  const previews = useQuery(
    'trackers.preview',
    paths.length === 0 ? null : { paths: [...paths], profile: null, mapping: null },
  );
  const found = paths.length === 0 ? [] : (previews.value?.previews ?? []);
  const unread = paths.length === 0 ? [] : (previews.value?.unread ?? []);
  const chosen = withChoices(found, drafts, again);
  const totals = totalsOf(chosen, unread.length);
  const take = (path: string) => {
    const clean = path.trim();
    if (clean === '') return;
    setPaths(paths.includes(clean) ? paths.filter((each) => each !== clean) : [...paths, clean]);
    setTyped('');
  };
  const add = async () => {
    if (await importTrackers(found, drafts, unread)) onClose();
    return null;
  };
  return (
    <FormDialog
      title="Add trackers"
      size="large"
      confirm={addLabel(totals)}
      isDisabled={totals.ready === 0 && totals.unread === 0}
      send={add}
      onClose={onClose}
      actions={
        <span className={styles.note}>
          {paths.length === 0
            ? 'Nothing is written before you add.'
            : summary(totals, previews.value?.leftOut ?? 0, previews.busy)}
        </span>
      }
    >
      {({ pending }) => (
        <div className={styles.add}>
          <div className={styles.left}>
            <TextField
              label="File, folder or pattern"
              mono
              value={typed}
              onChange={setTyped}
              onSubmit={() => take(typed)}
              placeholder="docs/**/*.md"
              hint="Enter takes it. Or choose below: Enter opens a folder and takes a file."
              autoFocus
            />
            <FileChooser chosen={paths} onToggle={take} />
          </div>
          <div className={styles.right}>
            <Taken paths={paths} onDrop={take} />
            {previews.failure === null || paths.length === 0 ? null : (
              <FailureNotice failure={previews.failure} />
            )}
            {paths.length > 0 && previews.value === null && previews.failure === null ? (
              <Skeleton label="the preview" lines={6} />
            ) : null}
            <PreviewList
              previews={found}
              chosen={chosen}
              drafts={drafts}
              onDrafts={setDrafts}
              onReadAgain={readAgain}
            />
            {pending ? <Jobs /> : null}
          </div>
        </div>
      )}
    </FormDialog>
  );
}

function summary(totals: ReturnType<typeof totalsOf>, leftOut: number, busy: boolean): string {
  if (busy) return 'Reading…';
  const parts = [
    totals.already > 0 ? `${formatNumber(totals.already)} already here` : '',
    totals.refused > 0 ? `${formatCount(totals.refused, 'file')} refused` : '',
    leftOut > 0
      ? `${formatCount(leftOut, 'file')} ${leftOut === 1 ? 'holds' : 'hold'} nothing like a tracker`
      : '',
    `${formatCount(totals.items, 'item')} to add`,
    totals.unread > 0
      ? `${formatCount(totals.unread, 'more file')} not looked at: added where it holds a tracker`
      : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

interface TakenProps {
  readonly paths: readonly string[];
  readonly onDrop: (path: string) => void;
}

function Taken({ paths, onDrop }: TakenProps) {
  if (paths.length === 0) {
    return (
      <p className={styles.muted}>
        Take a file or folder: what it holds, what is a guess and what would be left alone appears here.
      </p>
    );
  }
  return (
    <ul className={styles.taken} aria-label="Taken">
      {paths.map((path) => (
        <li key={path}>
          <span className={styles.path} title={path}>
            <bdi>{path}</bdi>
          </span>
          <Button kind="quiet" label={`Leave out ${path}`} onPress={() => onDrop(path)}>
            Leave out
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Jobs() {
  const jobs = useView('jobs.list', {});
  const running = jobs.rows.filter((job) => job.state === 'running');
  return (
    <>
      {running.map((job) => (
        <ProgressBar
          key={job.id}
          label={job.title}
          value={job.done}
          max={job.total ?? job.done + 1}
          text={job.note}
        />
      ))}
    </>
  );
}
