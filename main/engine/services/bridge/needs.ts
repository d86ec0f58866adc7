import type { RowOf } from '../../../../core/contract/index.ts';
import type { TrackerSummary } from '../../../../core/domain/trackers/rows/tracker-summary.ts';
import { blockedItems, countBlocked, countDue, overdue } from '../../../../db/readers/bridge.ts';
import { listConflicts, listFindings } from '../../../../db/readers/findings-view.ts';
import type { ViewAnswer } from '../../handlers.ts';
import { today } from '../../today.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { summaries } from './bridge-views.ts';

export type Need = RowOf<'bridge.needs'>;

/** A list of what needs a person is read to its end or not at all. */
const SHOWN = 100;
/** Findings that say of an item or a tracker what a row of its own kind says already. */
const SAID_ELSEWHERE: readonly string[] = ['overdue', 'stale-verification'];

/**
 * What needs a person, the most urgent first: what would lose work (conflicts, files out of reach), what contradicts
 * with high severity, what of the fleet waits for somebody, what is late, what is blocked, other contradictions, what has
 * gone stale.
 */
export function needsView(deps: EngineDeps, fleet: readonly Need[]): ViewAnswer<'bridge.needs'> {
  const trackers = summaries(deps);
  const now = today(deps.clock);
  const findings = listFindings(deps.db.read, { trackerId: null, accepted: false }).rows;
  const needs = [
    ...conflictNeeds(deps),
    ...trackers.flatMap((row) => fileNeeds(row)),
    ...findingNeeds(findings.filter((row) => row.severity === 'high')),
    ...fleet,
    ...overdueNeeds(deps, now),
    ...blockedNeeds(deps),
    ...findingNeeds(
      findings.filter((row) => row.severity === 'warning' && !SAID_ELSEWHERE.includes(row.rule)),
    ),
    ...trackers.flatMap((row) => staleNeeds(row)),
  ];
  const { late } = countDue(deps.db.read, now, now);
  const unlisted = late - listed(needs, 'overdue') + countBlocked(deps.db.read) - listed(needs, 'blocked');
  return { rows: needs.slice(0, SHOWN), extra: { total: needs.length + unlisted } };
}

function listed(needs: readonly Need[], kind: Need['kind']): number {
  return needs.filter((need) => need.kind === kind).length;
}

function conflictNeeds(deps: EngineDeps): Need[] {
  return listConflicts(deps.db, { trackerId: null, resolved: false }).rows.map((row) => ({
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

function findingNeeds(rows: ReturnType<typeof listFindings>['rows']): Need[] {
  return rows.map((row) => ({
    id: row.id,
    mark: 'at-risk',
    kind: 'finding',
    title: row.title,
    detail: row.places.map((place) => `${place.trackerName}, line ${place.line}`)[0] ?? row.group,
    route: `/findings?finding=${row.id}`,
  }));
}

function overdueNeeds(deps: EngineDeps, now: string): Need[] {
  return overdue(deps.db.read, now, SHOWN).map((row) => ({
    id: `overdue:${row.id}`,
    mark: 'at-risk',
    kind: 'overdue',
    title: row.title,
    detail: `${-row.daysLeft} ${row.daysLeft === -1 ? 'day' : 'days'} late, due ${row.due} · ${row.trackerName}`,
    route: `/trackers/${row.trackerId}?item=${row.id}`,
  }));
}

function blockedNeeds(deps: EngineDeps): Need[] {
  return blockedItems(deps.db.read, SHOWN).map((row) => ({
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
