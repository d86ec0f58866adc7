import { NOTE_SOURCE, REVISION_SOURCE } from '../../../core/domain/sync/text-events.ts';
import type { Reader } from '../../handle.ts';
import { UNKNOWN_DEVICE } from '../../reducers/apply-revision.ts';

/** Rows and logs that don't fit together: a log that lost rows. */
export interface LogGaps {
  /** Of each kind, more are not counted than were looked at. */
  readonly count: number;
  /** In words; null where there are none. */
  readonly first: string | null;
}

interface Trace {
  /** Gives the row that has lost its log row, newest first; `?` is how many are looked at. */
  readonly sql: string;
  readonly says: (row: string) => string;
}

/** Every row names the row of a log it was made from, in its own way. */
const TRACES: readonly Trace[] = [
  {
    sql: `SELECT id FROM (SELECT id FROM revision ORDER BY rowid DESC LIMIT ?) r
      WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.source = '${REVISION_SOURCE}' AND e.source_id = r.id)`,
    says: (row) => `revision ${row} is not in the log`,
  },
  {
    // One whose notes are all gone was made by nobody known.
    sql: `SELECT id FROM (SELECT id, device_id FROM revision ORDER BY rowid DESC LIMIT ?) r
      WHERE device_id <> '${UNKNOWN_DEVICE}' AND NOT EXISTS (SELECT 1 FROM event e
        WHERE e.source = '${NOTE_SOURCE}' AND e.source_id = r.id || ':' || r.device_id)`,
    says: (row) => `who made revision ${row} and when is not in the log`,
  },
  {
    sql: `SELECT id FROM (SELECT id FROM restore_point ORDER BY rowid DESC LIMIT ?) r
      WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.source = 'restore-point' AND e.source_id = r.id)`,
    says: (row) => `restore point ${row} is not in the log`,
  },
  {
    sql: `SELECT source_id FROM (SELECT device_id, source_id FROM verification ORDER BY at DESC LIMIT ?) v
      WHERE NOT EXISTS (SELECT 1 FROM event e
        WHERE e.source = 'evidence:' || v.device_id AND e.source_id = v.source_id)`,
    says: (row) => `verification ${row} is not in the log`,
  },
  {
    sql: `SELECT id FROM (SELECT device_id, id FROM gate_run ORDER BY at DESC LIMIT ?) r
      WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.source = 'gate:' || r.device_id AND e.source_id = r.id)`,
    says: (row) => `run ${row} of a gate is not in the log`,
  },
  {
    sql: `SELECT id FROM (SELECT device_id, id FROM slo_value WHERE device_id <> '' ORDER BY at DESC LIMIT ?) r
      WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.source = 'slo:' || r.device_id AND e.source_id = r.id)`,
    says: (row) => `value ${row} of an objective is not in the log`,
  },
  {
    sql: `SELECT entity_kind || ' ' || entity_id FROM (SELECT entity_kind, entity_id, hlc FROM register LIMIT ?) r
      WHERE NOT EXISTS (SELECT 1 FROM op o WHERE o.hlc = r.hlc)`,
    says: (row) => `a decision about ${row} is not in the log`,
  },
  {
    sql: `SELECT id FROM (SELECT id, seq FROM task ORDER BY seq DESC LIMIT ?) t
      WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.seq = t.seq)`,
    says: (row) => `the submission of task ${row} is not in the log`,
  },
  {
    sql: `SELECT agent_id FROM (SELECT agent_id, seq FROM agent_state ORDER BY seq DESC LIMIT ?) s
      WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.seq = s.seq)`,
    says: (row) => `a change of agent ${row} is not in the log`,
  },
  {
    // The hub of a device counts its own reports, which leaves no number out. Until schema 7 they were named by their seq.
    sql: `SELECT name || ' of hub ' || id FROM (
        SELECT h.id, e.source, e.seq, CAST(e.source_id AS INTEGER) - 1 AS before,
          printf('%012d', CAST(e.source_id AS INTEGER) - 1) AS name
        FROM event e JOIN hub h ON e.source = 'hub:' || h.id WHERE h.kind = 'embedded' AND h.device_id = (SELECT device_id FROM workspace)
        ORDER BY e.source_id DESC LIMIT ?) r
      WHERE before NOT IN (0, seq - 1)
        AND NOT EXISTS (SELECT 1 FROM event e WHERE e.source = r.source AND e.source_id = r.name)`,
    says: (row) => `report ${row} is not in the log`,
  },
];

const ALL = -1;

/** What is shown and could not be made again, since its rows in the logs are gone. */
export function logGaps(read: Reader, newest: number = ALL): LogGaps {
  const found = TRACES.map(({ sql, says }) => ({ rows: read.column<string>(sql, newest), says }));
  const first = found.find(({ rows }) => rows.length > 0);
  const [row] = first?.rows ?? [];
  return {
    count: found.reduce((sum, { rows }) => sum + rows.length, 0),
    first: first === undefined || row === undefined ? null : first.says(row),
  };
}

/** Revisions in the log of which nothing was made. */
export function unappliedRevisions(log: Reader, tables: Reader, newest: number = ALL): LogGaps {
  let count = 0;
  let first: string | null = null;
  const rows = log.column<string>(
    `SELECT source_id FROM event WHERE source = '${REVISION_SOURCE}' ORDER BY source_id LIMIT ?`,
    newest,
  );
  for (const id of rows) {
    if (tables.value<number>('SELECT 1 FROM revision WHERE id = ?', id) !== null) continue;
    count += 1;
    first ??= `revision ${id} is in the log, but what it was made from is not`;
  }
  return { count, first };
}

const NAMED = [
  'tracker',
  'revision',
  'actor',
  'restore_point',
  'evidence',
  'gate',
  'gate_exception',
  'signoff_request',
  'signoff',
  'gap',
  'signoff_policy',
  'slo_policy',
  'bundle',
  'environment',
  'command_approval',
  'move',
  'agent',
  'task',
] as const;

/** What is shown under a name that nothing made from the logs has. */
export function lostByReplay(stored: Reader, replayed: Reader): LogGaps {
  let count = 0;
  let first: string | null = null;
  for (const table of NAMED) {
    for (const id of stored.column<string>(`SELECT id FROM ${table}`)) {
      if (replayed.value<number>(`SELECT 1 FROM ${table} WHERE id = ?`, id) !== null) continue;
      count += 1;
      first ??= `${table.replaceAll('_', ' ')} ${id} is not made by the logs`;
    }
  }
  return { count, first };
}
