import { profileLabel } from '../../../domains/trackers/listing/grouping.ts';
import { dueText } from '../../../domains/trackers/model/days.ts';
import { fileStateText } from '../../../domains/trackers/model/file-state.ts';
import { progressOf } from '../../../domains/trackers/model/progress.ts';
import type { Tracker } from '../../../domains/trackers/model/rows.ts';
import { StateBar } from '../../../ui/marks/state-bar.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import type { TableColumn } from '../../../ui/table/table-types.ts';
import { formatCount, formatDay, formatNumber } from '../../../ui/text/format.ts';
import styles from './tracker-list.module.css';

function findingsText({ findings }: Tracker): string {
  const serious = findings.high + findings.warning;
  if (serious === 0 && findings.info === 0) return '';
  const notes = formatCount(findings.info, 'note');
  if (serious === 0) return notes;
  return findings.info === 0 ? formatNumber(serious) : `${formatNumber(serious)} + ${notes}`;
}

/** Columns of the list of trackers. */
export function trackerListColumns(today: string): readonly TableColumn<Tracker>[] {
  return [
    {
      id: 'name',
      label: 'Name',
      width: 220,
      fixed: true,
      sortable: true,
      value: (tracker) => tracker.name,
      render: (tracker) => <b className={styles.name}>{tracker.name}</b>,
    },
    {
      id: 'progress',
      label: 'Progress',
      width: 240,
      minWidth: 170,
      sortable: true,
      value: (tracker) => progressOf(tracker.counts).figure,
      render: (tracker) => <ProgressCell tracker={tracker} />,
    },
    {
      id: 'due',
      label: 'Next due',
      width: 186,
      sortable: true,
      value: (tracker) => tracker.nextDue?.date ?? '',
      render: (tracker) => <DueCell tracker={tracker} today={today} />,
    },
    {
      id: 'blocked',
      label: 'Blocked',
      width: 80,
      align: 'end',
      sortable: true,
      value: (tracker) => (tracker.blocked === 0 ? '' : String(tracker.blocked)),
      render: (tracker) =>
        tracker.blocked === 0 ? null : (
          <span className={styles.mark}>
            <StateMark mark="blocked" silent />
            {formatNumber(tracker.blocked)}
          </span>
        ),
    },
    {
      id: 'findings',
      label: 'Findings',
      width: 112,
      sortable: true,
      value: findingsText,
      render: (tracker) => <FindingsCell tracker={tracker} />,
    },
    {
      id: 'file',
      label: 'File',
      width: 120,
      sortable: true,
      value: (tracker) => fileStateText(tracker).word,
      render: (tracker) => {
        const file = fileStateText(tracker);
        return (
          <span className={styles.mark}>
            <StateMark mark={file.mark} silent />
            {file.word}
          </span>
        );
      },
    },
    {
      id: 'updated',
      label: 'Last updated',
      width: 110,
      sortable: true,
      value: (tracker) => tracker.lastUpdated ?? '',
      render: (tracker) => (tracker.lastUpdated === null ? null : formatDay(tracker.lastUpdated)),
    },
    {
      id: 'profile',
      label: 'Profile',
      width: 130,
      sortable: true,
      value: (tracker) => profileLabel(tracker.profile),
    },
  ];
}

function ProgressCell({ tracker }: { readonly tracker: Tracker }) {
  const progress = progressOf(tracker.counts);
  if (progress.total === 0) return <span className={styles.muted}>{progress.figure || 'no status'}</span>;
  return (
    <span className={styles.progress}>
      <StateBar
        label={tracker.name}
        stale={tracker.stale !== null}
        parts={progress.parts.map((part) => ({ mark: part.state, count: part.count }))}
      />
      <span className={styles.figure}>{progress.figure}</span>
    </span>
  );
}

function DueCell({ tracker, today }: { readonly tracker: Tracker; readonly today: string }) {
  const next = tracker.nextDue;
  if (next === null) return null;
  const late = next.date < today;
  return (
    <span>
      {formatDay(next.date)}{' '}
      <span className={late ? styles.late : styles.muted} data-late={late}>
        {dueText(next.date, today)}
      </span>
    </span>
  );
}

function FindingsCell({ tracker }: { readonly tracker: Tracker }) {
  const words = findingsText(tracker);
  if (words === '') return null;
  const { high, warning } = tracker.findings;
  return (
    <span className={styles.mark}>
      {high + warning === 0 ? null : <StateMark mark={high > 0 ? 'blocked' : 'at-risk'} silent />}
      <span className={high + warning === 0 ? styles.muted : undefined}>{words}</span>
    </span>
  );
}
