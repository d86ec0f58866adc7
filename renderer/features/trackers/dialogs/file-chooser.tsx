import { useState } from 'react';
import { FailureNotice } from '../../../bridge/failure-notice.tsx';
import { useQuery } from '../../../bridge/hooks.ts';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { RowList } from '../../../ui/layout/row-list.tsx';
import { formatBytes } from '../../../ui/text/format.ts';
import styles from './add-dialog.module.css';

interface FileChooserProps {
  readonly chosen: readonly string[];
  readonly onToggle: (path: string) => void;
  /** A folder as a whole is no answer. */
  readonly filesOnly?: boolean;
}

const UP = '..';

/** Folders and tracker-like files of the engine's machine, by keyboard: Enter opens a folder or takes a file. */
export function FileChooser({ chosen, onToggle, filesOnly = false }: FileChooserProps) {
  const [folder, setFolder] = useState<string | null>(null);
  const listing = useQuery('files.browse', { folder });
  const here = listing.value;
  if (here === null) {
    if (listing.failure === null) return <Skeleton label="the folder" lines={6} />;
    return (
      <FailureNotice
        failure={listing.failure}
        actions={<Button onPress={() => setFolder(null)}>Back to the start</Button>}
      />
    );
  }
  const open = (id: string) => {
    if (id === UP) {
      if (here.parent !== null) setFolder(here.parent);
      return;
    }
    const entry = here.entries.find((each) => each.path === id);
    if (entry?.kind === 'folder') setFolder(entry.path);
    else if (entry !== undefined) onToggle(entry.path);
  };
  return (
    <div className={styles.chooser}>
      <div className={styles.folder}>
        <span className={styles.path} title={here.folder}>
          <bdi>{here.folder}</bdi>
        </span>
        {filesOnly ? null : (
          <Button kind="quiet" isPressed={chosen.includes(here.folder)} onPress={() => onToggle(here.folder)}>
            Take the whole folder
          </Button>
        )}
      </div>
      {listing.failure === null ? null : <FailureNotice failure={listing.failure} />}
      <div className={styles.entries}>
        <RowList
          key={here.folder}
          label={`Files in ${here.folder}`}
          onOpen={open}
          rows={[
            ...(here.parent === null ? [] : [{ id: UP, text: '.. one folder up' }]),
            ...here.entries.map((entry) => ({
              id: entry.path,
              text: entry.kind === 'folder' ? `${entry.name}/` : entry.name,
              ...(chosen.includes(entry.path) ? { mark: 'done' as const, markLabel: 'taken' } : {}),
              end: entry.kind === 'file' ? formatBytes(entry.bytes) : '',
            })),
          ]}
        />
      </div>
      {here.truncated ? (
        <p className={styles.muted}>
          This folder has more entries than are listed; type a path or pattern above.
        </p>
      ) : here.entries.length === 0 ? (
        <p className={styles.muted}>No folder and no Markdown or YAML file in here.</p>
      ) : null}
    </div>
  );
}
