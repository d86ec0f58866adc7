import type { ActorRow } from '../../core/domain/actor-row.ts';
import { MAX_DRIFT_MS, parseHlc } from '../../core/kernel/hlc.ts';
import type { DeviceId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { readActors } from '../records/actor.ts';
import { countEvents } from '../tables/event.ts';
import { readLogComparison } from '../tables/log-comparison.ts';
import { countOps, opsLaterThan } from '../tables/op.ts';
import { parkedSummary } from '../tables/parked.ts';
import { readRegister } from '../tables/register.ts';
import { readWorkspace } from '../tables/workspace.ts';
import type { WorkspaceDb } from '../workspace-db.ts';

export interface WorkspaceFacts {
  readonly id: string;
  readonly name: string;
  readonly sample: boolean;
  readonly deviceId: DeviceId;
  readonly createdAt: number;
  /** Where the keys of this device are bound to; null until they are made. */
  readonly place: string | null;
}

/** Null in a database that holds no workspace yet. */
export function workspaceFacts(read: Reader): WorkspaceFacts | null {
  const row = readWorkspace(read);
  if (row === null) return null;
  const fields = readRegister(read, 'workspace', row.id);
  const name: unknown = JSON.parse(fields.get('name')?.value ?? 'null');
  return {
    ...row,
    name: typeof name === 'string' ? name : 'Workspace',
    sample: fields.get('sample')?.value === 'true',
  };
}

export interface WorkspaceCounts {
  readonly trackers: number;
  /** Edits written down and not confirmed in their file. */
  readonly unsettled: number;
  /** When an edit was last confirmed in its file. */
  readonly lastSavedAt: number | null;
}

export function workspaceCounts(read: Reader): WorkspaceCounts {
  return {
    trackers:
      read.value<number>(
        'SELECT count(*) FROM tracker WHERE removed_at IS NULL AND joined_into IS NULL AND absorbed_by IS NULL',
      ) ?? 0,
    unsettled: read.value<number>('SELECT count(*) FROM intent') ?? 0,
    lastSavedAt: read.value<number>(
      "SELECT max(at) FROM revision WHERE cause IN ('edit', 'undo', 'redo', 'merge', 'restore')",
    ),
  };
}

/** In the order they were enrolled; which of them acts now is the caller's to say. */
export function actorRows(read: Reader): Omit<ActorRow, 'current'>[] {
  return readActors(read).map(({ id, name, kind, fingerprint, unlock, addedAt, revokedAt, replaces }) => ({
    id,
    name,
    kind,
    fingerprint,
    unlock,
    addedAt,
    revokedAt,
    replaces,
  }));
}

export interface DatabaseHealth {
  readonly ops: number;
  readonly events: number;
  readonly contentBytes: number;
  readonly fileBytes: number;
  /** Decisions made here that are dated so far ahead of this device's clock that others don't take them in yet. */
  readonly datedAhead: { readonly count: number; readonly until: number } | null;
}

export function databaseHealth(db: WorkspaceDb): DatabaseHealth {
  const { read } = db;
  const pages = read.value<number>('SELECT page_count FROM pragma_page_count') ?? 0;
  const pageSize = read.value<number>('SELECT page_size FROM pragma_page_size') ?? 0;
  return {
    ops: countOps(read),
    events: countEvents(read),
    contentBytes: read.value<number>('SELECT coalesce(sum(length(data)), 0) FROM content') ?? 0,
    fileBytes: pages * pageSize,
    datedAhead: datedAhead(db),
  };
}

function datedAhead({ read, clock }: WorkspaceDb): DatabaseHealth['datedAhead'] {
  const device = readWorkspace(read)?.deviceId;
  if (device === undefined) return null;
  const { count, last } = opsLaterThan(read, device, clock.now() + MAX_DRIFT_MS);
  const until = last === null ? null : parseHlc(last);
  return until === null ? null : { count, until: until.millis };
}

/** What the last comparison of the rows with the logs found, or null when none was made. */
export function lastComparison(read: Reader): { readonly at: number; readonly same: boolean } | null {
  const last = readLogComparison(read);
  return last === null ? null : { at: last.at, same: last.same === 1 };
}

/** What came from other devices and is not taken in, by state, with the reason of the newest. */
export function notTakenIn(read: Reader): ReturnType<typeof parkedSummary> {
  return parkedSummary(read);
}
