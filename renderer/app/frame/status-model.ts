import type { RowOf } from '../../../core/contract/index.ts';
import type { ConnectionState } from '../../bridge/connection.ts';
import type { Mark } from '../../ui/marks/mark.ts';
import { formatClock, formatCount, formatMonthDay, formatNumber } from '../../ui/text/format.ts';

export type WorkspaceStatus = RowOf<'workspace.status'>;
export type Job = RowOf<'jobs.list'>;

export interface StatusPill {
  readonly id: 'connection' | 'read-only' | 'save' | 'conflicts' | 'recovered' | 'job';
  readonly mark: Mark;
  readonly text: string;
  /** Where a press leads. */
  readonly to?: string;
}

const sameDay = (a: number, b: number) => new Date(a).toDateString() === new Date(b).toDateString();

/** "10:42" today, "Nov 19" before. */
export function shortTime(at: number, now: number): string {
  return sameDay(at, now) ? formatClock(at) : formatMonthDay(at);
}

interface Label {
  readonly mark: Mark;
  readonly text: string;
}

const connectionLabels: Readonly<Record<ConnectionState['phase'], Label>> = {
  open: { mark: 'done', text: 'connected' },
  connecting: { mark: 'stale', text: 'starting the engine' },
  lost: { mark: 'stale', text: 'engine restarting, your work is kept' },
  refused: { mark: 'blocked', text: 'the engine refused this window' },
  closed: { mark: 'blocked', text: 'disconnected, reload to go on' },
};

/** Said at all times: how this window stands to its engine. Only the desktop app starts its engine again. */
export function connectionLabel(phase: ConnectionState['phase'], status: WorkspaceStatus | null): Label {
  if (phase === 'lost' && status?.shell !== 'desktop')
    return { mark: 'stale', text: 'the engine has stopped' };
  return connectionLabels[phase];
}

function savePill(status: WorkspaceStatus, now: number, phase: ConnectionState['phase']): StatusPill {
  if (phase !== 'open') return lastKnownSave(status, now);
  if (status.unsettled > 0) {
    return { id: 'save', mark: 'active', text: `${formatCount(status.unsettled, 'edit')} being written` };
  }
  if (status.lastSavedAt === null) return { id: 'save', mark: 'done', text: 'nothing to save' };
  return { id: 'save', mark: 'done', text: `saved ${shortTime(status.lastSavedAt, now)}` };
}

/** Without an engine nothing tells whether that is still so. */
function lastKnownSave({ unsettled, lastSavedAt }: WorkspaceStatus, now: number): StatusPill {
  const text =
    unsettled > 0
      ? `${formatCount(unsettled, 'edit')} not known to be saved`
      : lastSavedAt === null
        ? 'nothing was saved yet'
        : `last known save ${shortTime(lastSavedAt, now)}`;
  return { id: 'save', mark: 'stale', text };
}

function jobPill(jobs: readonly Job[]): StatusPill | null {
  const running = jobs.filter((job) => job.state === 'running');
  const first = running[0];
  if (first === undefined) return null;
  const progress =
    first.total === null ? '' : ` · ${formatNumber(first.done)} of ${formatNumber(first.total)}`;
  const more = running.length > 1 ? ` · ${running.length - 1} more` : '';
  return { id: 'job', mark: 'active', text: `${first.title}${progress}${more}`, to: '/diagnostics' };
}

/** What the top line says at all times: only what is true, the most pressing first. */
export function statusPills(
  connection: ConnectionState,
  status: WorkspaceStatus | null,
  jobs: readonly Job[],
  now: number,
): readonly StatusPill[] {
  const link: StatusPill = { id: 'connection', ...connectionLabel(connection.phase, status) };
  if (status === null) return [link];
  const pills: (StatusPill | null)[] = [
    link,
    status.readOnly === null
      ? null
      : { id: 'read-only', mark: 'locked', text: `read-only: ${status.readOnly}` },
    status.conflicts === 0
      ? null
      : {
          id: 'conflicts',
          mark: 'at-risk',
          text: formatCount(status.conflicts, 'conflict'),
          to: '/conflicts',
        },
    connection.phase === 'open' ? jobPill(jobs) : null,
    savePill(status, now, connection.phase),
    status.recovered === null
      ? null
      : { id: 'recovered', mark: 'done', text: status.recovered, to: '/diagnostics' },
  ];
  return pills.filter((pill) => pill !== null);
}
