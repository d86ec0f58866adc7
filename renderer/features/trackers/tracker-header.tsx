import type { ReactNode } from 'react';
import { dueText } from '../../domains/trackers/model/days.ts';
import { fileNameIn, fileStateText } from '../../domains/trackers/model/file-state.ts';
import { progressOf } from '../../domains/trackers/model/progress.ts';
import type { Outline, Tracker } from '../../domains/trackers/model/rows.ts';
import { Notice } from '../../ui/feedback/notice.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { ScrollLine } from '../../ui/layout/scroll-line.tsx';
import { StateBar } from '../../ui/marks/state-bar.tsx';
import { StateMark } from '../../ui/marks/state-mark.tsx';
import { formatCount, formatDay } from '../../ui/text/format.ts';
import { TextLink } from '../../ui/text/link.tsx';
import { settleWaiting } from './tracker-calls.ts';
import styles from './tracker-page.module.css';
import { openDialog } from './trackers-store.ts';

interface TrackerHeaderProps {
  readonly tracker: Tracker;
  readonly outline: Outline | null;
  readonly today: string;
  readonly actions: ReactNode;
  readonly onOpen: (itemId: string) => void;
}

/** Where a tracker stands, in one strip: progress, next due, its file, its findings. */
export function TrackerHeader({ tracker, outline, today, actions, onOpen }: TrackerHeaderProps) {
  const progress = progressOf(tracker.counts);
  const file = fileStateText(tracker);
  return (
    <header className={styles.header}>
      <ScrollLine label={`How ${tracker.name} stands`} className={styles.state}>
        <div className={styles.progress}>
          <StateBar
            size="thick"
            label={tracker.name}
            stale={tracker.stale !== null}
            parts={progress.parts.map((part) => ({ mark: part.state, count: part.count }))}
          />
          <span>{progress.words}</span>
        </div>
        <dl className={styles.facts}>
          <div>
            <dt>Next due</dt>
            <dd>
              <NextDue tracker={tracker} today={today} onOpen={onOpen} />
            </dd>
          </div>
          <div>
            <dt>File</dt>
            <dd title={tracker.path ?? undefined}>
              <StateMark mark={file.mark} silent />
              <span className={styles.cut}>{tracker.path === null ? 'none' : fileNameIn(tracker.path)}</span>
              <span className={styles.muted}>{file.word}</span>
            </dd>
          </div>
          <div>
            <dt>Findings</dt>
            <dd>
              <Findings tracker={tracker} />
            </dd>
          </div>
          <div>
            <dt>Updated</dt>
            <dd>{tracker.lastUpdated === null ? 'not stated' : formatDay(tracker.lastUpdated)}</dd>
          </div>
          {outline?.stampMeta === null && tracker.lastVerified === null ? null : (
            <div>
              <dt>Verified</dt>
              <dd>{tracker.lastVerified === null ? 'not stated' : formatDay(tracker.lastVerified)}</dd>
            </div>
          )}
          {tracker.owner === null ? null : (
            <div>
              <dt>Owner</dt>
              <dd>{tracker.owner}</dd>
            </div>
          )}
        </dl>
      </ScrollLine>
      <div className={styles.actions}>{actions}</div>
      {file.needs ? <FileNotice tracker={tracker} sentence={file.sentence} /> : null}
      {tracker.stale === null || file.needs ? null : (
        <Notice kind="warning" what={sentenceOf(tracker.stale)} todo={staleAdvice(tracker)} />
      )}
    </header>
  );
}

function NextDue({ tracker, today, onOpen }: Pick<TrackerHeaderProps, 'tracker' | 'today' | 'onOpen'>) {
  const next = tracker.nextDue;
  if (next === null) return <span>nothing open is dated</span>;
  return (
    <>
      <TextLink quiet onPress={() => onOpen(next.itemId)}>
        {next.title}
      </TextLink>
      <span className={next.date < today ? styles.late : styles.muted} data-late={next.date < today}>
        {formatDay(next.date)}, {dueText(next.date, today)}
      </span>
    </>
  );
}

function Findings({ tracker }: { readonly tracker: Tracker }) {
  const { high, warning, info } = tracker.findings;
  const total = high + warning + info;
  if (total === 0) return <span>none open</span>;
  const mark = high > 0 ? 'blocked' : warning > 0 ? 'at-risk' : 'planned';
  return (
    <>
      <StateMark mark={mark} silent />
      <TextLink quiet href={`/findings?tracker=${tracker.id}`}>
        {high + warning > 0 ? `${high + warning} to look at` : formatCount(info, 'note')}
      </TextLink>
      {info > 0 && high + warning > 0 ? (
        <span className={styles.muted}>{formatCount(info, 'note')}</span>
      ) : null}
    </>
  );
}

function FileNotice({ tracker, sentence }: { readonly tracker: Tracker; readonly sentence: string }) {
  return (
    <Notice
      kind={tracker.fileState === 'conflict' ? 'warning' : 'problem'}
      what={sentence}
      todo={
        tracker.fileState === 'conflict' ? (
          <TextLink href={`/conflicts?tracker=${tracker.id}`}>Decide the conflict</TextLink>
        ) : undefined
      }
      actions={fileActions(tracker)}
    />
  );
}

/** What a person can do about a file that is not as it should be. */
function fileActions(tracker: Tracker): ReactNode {
  const { id: trackerId, name, fileState } = tracker;
  if (fileState === 'waiting' || fileState === 'emptied') return <WaitingChoice tracker={tracker} />;
  if (fileState !== 'missing') return undefined;
  return (
    <Button onPress={() => openDialog({ kind: 'relink', trackerId, name })}>Relink to another file…</Button>
  );
}

/** Another program is in the way of edits: the person may write them over it, or take them back. */
function WaitingChoice({ tracker }: { readonly tracker: Tracker }) {
  return (
    <>
      <Button onPress={() => void settleWaiting(tracker.id, 'write')}>Write now</Button>
      {tracker.editsWait ? (
        <Button kind="quiet" onPress={() => void settleWaiting(tracker.id, 'withdraw')}>
          Withdraw edits
        </Button>
      ) : null}
    </>
  );
}

/** The engine says why in a few words ("last verified 279 days ago"); standing alone they are a sentence. */
function sentenceOf(words: string): string {
  const start = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}

function staleAdvice(tracker: Tracker): string {
  return tracker.lastVerified === null
    ? 'What is shown may no longer hold.'
    : 'Check that it still holds, then stamp it as verified today.';
}
