import { useState } from 'react';
import { FailureNotice } from '../../../bridge/failure-notice.tsx';
import { useQuery } from '../../../bridge/hooks.ts';
import type { Revision, Tracker } from '../../../domains/trackers/model/rows.ts';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { useQueryParam } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { PageGrid, Panel } from '../../../ui/layout/panel.tsx';
import { RowList } from '../../../ui/layout/row-list.tsx';
import { DiffView } from '../../../ui/text/diff-view.tsx';
import { formatBytes, formatShown } from '../../../ui/text/format.ts';
import { TimeText } from '../../../ui/text/time-text.tsx';
import { RestoreDialog } from '../dialogs/restore-dialog.tsx';
import { diffText, revisionText } from '../revision-text.ts';
import styles from './changes-tab.module.css';

interface ChangesTabProps {
  readonly tracker: Tracker;
  readonly version: string;
}

/** Every version kept of the document, each compared with what it says now, and with the bytes on disk. */
export function ChangesTab({ tracker, version }: ChangesTabProps) {
  const [picked, setPicked] = useQueryParam('from');
  const revisions = useQuery('trackers.revisions', { trackerId: tracker.id, limit: 500 }, [version]);
  if (revisions.value === null) {
    if (revisions.failure === null) return <Skeleton label="the versions" lines={8} />;
    return <FailureNotice failure={revisions.failure} />;
  }
  const { rows: newest, total, current } = revisions.value;
  const from = picked ?? (tracker.path === null ? String(newest[1]?.sequence ?? '') : 'disk');
  const rows = newest.map((revision) => rowOf(revision));
  return (
    <PageGrid>
      <Panel
        title="Versions"
        fact={formatShown(newest.length, total, 'newest', 'version')}
        hint="Enter compares with now"
        span={5}
        stale={tracker.fileState === 'missing'}
      >
        <div className={styles.versions}>
          <RowList
            label="Versions"
            wraps
            onOpen={setPicked}
            rows={
              tracker.path === null ? rows : [{ id: 'disk', text: 'The file on disk, right now' }, ...rows]
            }
          />
        </div>
      </Panel>
      {from === '' ? (
        <Panel title="Compared with now" span={7}>
          <EmptyState sentence="Versions are compared here. There is only one so far; the first edit makes the second." />
        </Panel>
      ) : (
        <Compared tracker={tracker} from={from} current={current} version={version} />
      )}
    </PageGrid>
  );
}

function rowOf(revision: Revision) {
  return {
    id: String(revision.sequence),
    text: revisionText(revision),
    end: (
      <>
        {formatBytes(revision.bytes)} · <TimeText at={revision.at} focusable={false} />
      </>
    ),
  };
}

interface ComparedProps extends ChangesTabProps {
  readonly from: string;
  /** The version that is shown now. */
  readonly current: number;
}

function Compared({ tracker, from, current, version }: ComparedProps) {
  const [restoring, setRestoring] = useState<number | null>(null);
  const start = from === 'disk' ? ('disk' as const) : /^\d+$/.test(from) ? Number(from) : ('disk' as const);
  const diff = useQuery('trackers.diff', { trackerId: tracker.id, from: start, to: 'current' }, [version]);
  const title =
    start === 'disk' ? 'The file on disk against what is shown here' : `Version ${start} against now`;
  return (
    <Panel
      title={title}
      fact={diff.value === null ? undefined : diffText(diff.value)}
      actions={
        start === 'disk' || diff.value === null || diff.value.same ? undefined : (
          <Button onPress={() => setRestoring(start)}>Restore version {start}</Button>
        )
      }
      span={7}
    >
      {restoring === null ? null : (
        <RestoreDialog
          tracker={tracker}
          revision={restoring}
          current={current}
          onClose={() => setRestoring(null)}
        />
      )}
      {diff.value !== null ? (
        diff.value.lines.length === 0 ? (
          <p className={styles.same}>{diffText(diff.value)}.</p>
        ) : (
          <DiffView lines={diff.value.lines} label={`Lines, ${title.toLowerCase()}`} />
        )
      ) : diff.failure !== null ? (
        <FailureNotice failure={diff.failure} />
      ) : (
        <Skeleton label="the comparison" lines={6} />
      )}
    </Panel>
  );
}
