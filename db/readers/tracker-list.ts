import type { Severity } from '../../core/domain/trackers/findings/severity.ts';
import type { TrackerSummary } from '../../core/domain/trackers/rows/tracker-summary.ts';
import type { StateCounts } from '../../core/domain/trackers/vocabulary/state-counts.ts';
import type { ItemId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { readRevision } from '../records/revision.ts';
import { readRoot } from '../records/root.ts';
import { readTrackers, SHOWN, type TrackerRow } from '../records/tracker.ts';
import { readTrackerFiles, type TrackerFileRow } from '../records/tracker-file.ts';
import { OPEN_DUE } from './open-due.ts';

export interface ListOptions {
  readonly staleAfterDays: number;
  /** ISO date of today where the person is. */
  readonly today: string;
}

/** Every tracker of the workspace, in the order they were added. */
export function listTrackers(read: Reader, options: ListOptions): TrackerSummary[] {
  const files = new Map(readTrackerFiles(read).map((row) => [row.trackerId, row]));
  const findings = openFindings(read);
  const unmerged = withConflictMarkers(read);
  const dues = nextDues(read);
  return readTrackers(read).map((row) => ({
    ...summary(read, row, files.get(row.id), options),
    findings: findings.get(row.id) ?? { info: 0, warning: 0, high: 0 },
    nextDue: dues.get(row.id) ?? null,
    ...(unmerged.has(row.id) ? { stale: UNMERGED } : null),
  }));
}

/** Those of the ids that are shown, by name. */
export function trackerNames(
  read: Reader,
  ids: readonly TrackerId[],
): { readonly id: TrackerId; readonly name: string }[] {
  return read.all(
    `SELECT id, name FROM tracker WHERE ${SHOWN} AND id IN (SELECT value FROM json_each(?)) ORDER BY name`,
    JSON.stringify(ids),
  );
}

function summary(
  read: Reader,
  row: TrackerRow,
  file: TrackerFileRow | undefined,
  options: ListOptions,
): Omit<TrackerSummary, 'findings' | 'nextDue'> {
  const counts = countsOf(row);
  const { id, name, path, lastUpdated, lastVerified, owner, changedAt } = row;
  const fileState = path === null ? withoutPath(row) : (file?.state ?? 'in-step');
  const recognised: Record<string, number> = JSON.parse(row.recognised);
  return {
    id,
    name,
    profile: row.profile ?? 'generic',
    path,
    fileState,
    fileNote: path === null ? elsewhereNote(read, row) : (file?.note ?? null),
    editsWait: fileState === 'waiting' || (fileState === 'emptied' && saysMore(read, row, file)),
    counts,
    ...progress(counts),
    blocked: counts.blocked,
    lastUpdated,
    lastVerified,
    owner,
    changedAt,
    recognised,
    stale: staleness(row, fileState, options),
  };
}

/** Whether the text shown is another than the one its file was last known to hold. */
function saysMore(read: Reader, { hash }: TrackerRow, file: TrackerFileRow | undefined): boolean {
  const held = file?.heldRevision ?? null;
  return held !== null && readRevision(read, held)?.hash !== hash;
}

function withoutPath({ rootId }: TrackerRow): TrackerSummary['fileState'] {
  return rootId === null ? 'detached' : 'elsewhere';
}

function elsewhereNote(read: Reader, { rootId, relativePath }: TrackerRow): string | null {
  if (rootId === null) return null;
  const root = readRoot(read, rootId);
  const kept = `Its file is ${relativePath} in ${root?.name ?? 'a folder'}, which is not on this device. Its text and your edits are kept in this workspace.`;
  return root?.kind === 'repository'
    ? `${kept} Import a file of your clone of ${root.name} to connect it.`
    : kept;
}

export function countsOf(row: StateCounts): StateCounts {
  const { planned, active, review, blocked, done, locked, dropped, unknown } = row;
  return { planned, active, review, blocked, done, locked, dropped, unknown };
}

/** Dropped items and unknown states leave the denominator; done and signed off count as done. */
export function progress(counts: StateCounts): { readonly total: number; readonly done: number } {
  const done = counts.done + counts.locked;
  return { done, total: done + counts.planned + counts.active + counts.review + counts.blocked };
}

interface Due {
  readonly date: string;
  readonly title: string;
  readonly itemId: ItemId;
}

/** What is open and due first, of each tracker: the one longest overdue, else the next to come. */
function nextDues(read: Reader): ReadonlyMap<TrackerId, Due> {
  const rows = read.all<Due & { readonly trackerId: TrackerId }>(
    `SELECT i.tracker_id AS trackerId, i.due AS date, i.title, i.id AS itemId FROM tracker t
     JOIN item i ON i.n = (SELECT n FROM item WHERE tracker_id = t.id AND ${OPEN_DUE} ORDER BY due, n LIMIT 1)`,
  );
  return new Map(rows.map(({ trackerId, ...due }) => [trackerId, due]));
}

function openFindings(read: Reader): Map<string, TrackerSummary['findings']> {
  const rows = read.all<{ trackerId: string; severity: Severity; count: number }>(
    `SELECT p.tracker_id AS trackerId, f.severity, count(DISTINCT f.id) AS count
     FROM finding f JOIN finding_place p ON p.finding_id = f.id
     WHERE f.id NOT IN (SELECT finding_id FROM finding_acceptance) GROUP BY 1, 2`,
  );
  const findings = new Map<string, TrackerSummary['findings']>();
  for (const { trackerId, severity, count } of rows) {
    const known = findings.get(trackerId) ?? { info: 0, warning: 0, high: 0 };
    findings.set(trackerId, { ...known, [severity]: count });
  }
  return findings;
}

const UNMERGED = 'its text holds an unresolved merge conflict, so no count is sure';

/** Accepting the finding does not make the counts surer. */
function withConflictMarkers(read: Reader): ReadonlySet<string> {
  const rows = read.all<{ scope: string }>("SELECT scope FROM finding WHERE rule = 'conflict-markers'");
  return new Set(rows.map((row) => row.scope));
}

const DAY_MS = 86_400_000;

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

function staleness(
  row: TrackerRow,
  fileState: TrackerSummary['fileState'],
  options: ListOptions,
): string | null {
  if (fileState === 'missing') return 'its file can’t be reached; what is shown is the last text seen';
  if (row.lastVerified === null) return null;
  const age = daysBetween(row.lastVerified, options.today);
  return age > options.staleAfterDays ? `last verified ${age} days ago` : null;
}
