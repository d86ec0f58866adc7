import type { RowOf } from '../../../../core/contract/index.ts';
import type { TrackerSummary } from '../../../../core/domain/trackers/rows/tracker-summary.ts';
import { blockedItems, countBlocked, countDue, overdue } from '../../../../db/readers/bridge.ts';
import { listConflicts } from '../../../../db/readers/findings/findings-view.ts';
import { type UrgentFindings, urgentFindings } from '../../../../db/readers/findings/urgent-findings.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import type { ViewAnswer } from '../../handlers.ts';
import { today } from '../../today.ts';
import type { EngineDeps } from '../engine-deps.ts';
import type { SignoffNeeds } from './signoff-needs.ts';

export type Need = RowOf<'bridge.needs'>;

/** `urgent` comes before everything else that needs a person: work stands still meanwhile. */
export interface FleetNeeds {
  readonly urgent: readonly Need[];
  readonly others: readonly Need[];
}

/** A list of what needs a person is read to its end or not at all. */
const SHOWN = 100;
/** Findings that say of an item or a tracker what a row of its own kind says already. */
const SAID_ELSEWHERE: readonly string[] = ['overdue', 'stale-verification'];

/**
 * What needs a person, the most urgent first: where the fleet stands still, what would lose work (conflicts, files out of
 * reach), what contradicts with high severity, gates that turned to no-go, what else of the fleet waits for somebody, what
 * waits to be signed by whoever asks, sign-offs that hold no more, what is late, what is blocked, other contradictions, what
 * has gone stale.
 */
export function needsView(
  { db, clock }: EngineDeps,
  {
    trackers,
    fleet,
    gates,
    signoffs,
  }: {
    readonly trackers: readonly TrackerSummary[];
    readonly fleet: FleetNeeds;
    readonly gates: readonly Need[];
    readonly signoffs: SignoffNeeds;
  },
): ViewAnswer<'bridge.needs'> {
  const now = today(clock);
  const high = urgentFindings(db.read, { severity: 'high', without: [], limit: SHOWN });
  const warnings = urgentFindings(db.read, { severity: 'warning', without: SAID_ELSEWHERE, limit: SHOWN });
  const sources: readonly Source[] = [
    all(fleet.urgent),
    all(conflictNeeds(db)),
    all(trackers.flatMap((row) => fileNeeds(row))),
    { rows: findingNeeds(high), count: high.count },
    all(gates),
    all(fleet.others),
    all(signoffs.reviews),
    all(signoffs.stale),
    { rows: overdueNeeds(db, now), count: countDue(db.read, now, now).late },
    { rows: blockedNeeds(db, now), count: countBlocked(db.read, now) },
    { rows: findingNeeds(warnings), count: warnings.count },
    all(trackers.flatMap((row) => staleNeeds(row))),
  ];
  return {
    rows: sources.flatMap(({ rows }) => rows).slice(0, SHOWN),
    extra: { total: sources.reduce((sum, { count }) => sum + count, 0) },
  };
}

/** The most urgent needs of one kind, and how many there are. */
interface Source {
  readonly rows: readonly Need[];
  readonly count: number;
}

function all(rows: readonly Need[]): Source {
  return { rows, count: rows.length };
}

function conflictNeeds(db: WorkspaceDb): Need[] {
  return listConflicts(db, { trackerId: null, resolved: false }).rows.map((row) => ({
    id: row.id,
    mark: 'at-risk',
    kind: 'conflict',
    title: row.title,
    detail: `${row.field}: ${row.mine.value ?? 'removed'} here, ${row.theirs.value ?? 'removed'} outside`,
    route: `/conflicts?conflict=${row.id}`,
  }));
}

const STATES_TO_TELL: ReadonlySet<TrackerSummary['fileState']> = new Set([
  'missing',
  'refused',
  'read-only',
  'writing',
  'waiting',
  'emptied',
]);

function fileNeeds(row: TrackerSummary): Need[] {
  if (row.fileNote === null || !STATES_TO_TELL.has(row.fileState)) return [];
  return [
    {
      id: `file:${row.id}`,
      mark: row.fileState === 'writing' ? 'active' : 'stale',
      kind: 'file',
      title: row.name,
      detail: row.fileNote,
      route: `/trackers/${row.id}`,
    },
  ];
}

function findingNeeds({ rows }: UrgentFindings): Need[] {
  return rows.map((row) => ({
    id: row.id,
    mark: 'at-risk',
    kind: 'finding',
    title: row.title,
    detail: `${row.trackerName}, line ${row.line}`,
    route: `/findings?finding=${row.id}`,
  }));
}

function overdueNeeds({ read }: WorkspaceDb, now: string): Need[] {
  return overdue(read, now, SHOWN).map((row) => ({
    id: `overdue:${row.id}`,
    mark: 'at-risk',
    kind: 'overdue',
    title: row.title,
    detail: `${-row.daysLeft} ${row.daysLeft === -1 ? 'day' : 'days'} late, due ${row.due}${row.state === 'blocked' ? ', blocked' : ''} · ${row.trackerName}`,
    route: `/trackers/${row.trackerId}?item=${row.id}`,
  }));
}

function blockedNeeds({ read }: WorkspaceDb, now: string): Need[] {
  return blockedItems(read, now, SHOWN).map((row) => ({
    id: `blocked:${row.id}`,
    mark: 'blocked',
    kind: 'blocked',
    title: row.title,
    detail: [row.status ?? 'blocked', row.owner, row.trackerName].filter((part) => part !== null).join(' · '),
    route: `/trackers/${row.trackerId}?item=${row.id}`,
  }));
}

function staleNeeds(row: TrackerSummary): Need[] {
  if (row.stale === null || row.fileState === 'missing') return [];
  return [
    {
      id: `stale:${row.id}`,
      mark: 'stale',
      kind: 'stale',
      title: row.name,
      detail: row.stale,
      route: `/trackers/${row.id}`,
    },
  ];
}
