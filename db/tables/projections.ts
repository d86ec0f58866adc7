import type { Reader, Writer } from '../handle.ts';

/**
 * Digest of what the reducers and parsers make of a fixed log. A test replays that log and says when it changed;
 * stored projections under another fingerprint are rebuilt from the logs.
 */
export const PROJECTIONS_FINGERPRINT = 'bcbecdad969cd6dc';

/** Every table that `rebuild` makes from the logs, with the order in which its rows are compared. */
export const PROJECTION_TABLES: readonly { readonly name: string; readonly key: readonly string[] }[] = [
  { name: 'register', key: ['entity_kind', 'entity_id', 'field'] },
  { name: 'device', key: ['id'] },
  { name: 'actor', key: ['id'] },
  { name: 'root', key: ['id'] },
  { name: 'tracker', key: ['id'] },
  { name: 'tracker_outline', key: ['tracker_id'] },
  { name: 'revision', key: ['id'] },
  { name: 'section', key: ['tracker_id', 'ordinal'] },
  { name: 'item', key: ['id'] },
  { name: 'item_gone', key: ['id'] },
  { name: 'item_removal', key: ['item_id'] },
  { name: 'item_join', key: ['item_id', 'other_id'] },
  { name: 'item_doubt', key: ['revision_id', 'item_id', 'address'] },
  { name: 'item_history', key: ['revision_id', 'item_id', 'field'] },
  { name: 'log_entry', key: ['tracker_id', 'ordinal'] },
  { name: 'finding_acceptance', key: ['finding_id'] },
  { name: 'conflict', key: ['id'] },
  { name: 'evidence', key: ['id'] },
  { name: 'verification', key: ['evidence_id', 'device_id', 'at', 'source_id'] },
  { name: 'signoff_request', key: ['id'] },
  { name: 'signoff', key: ['id'] },
  { name: 'gap', key: ['id'] },
  { name: 'signoff_policy', key: ['id'] },
  { name: 'gate', key: ['id'] },
  { name: 'gate_run', key: ['device_id', 'id'] },
  { name: 'gate_exception', key: ['id'] },
  { name: 'slo_policy', key: ['id'] },
  { name: 'slo_value', key: ['id', 'device_id'] },
  { name: 'bundle', key: ['id'] },
  { name: 'environment', key: ['id'] },
  { name: 'command_approval', key: ['id'] },
  { name: 'move', key: ['id'] },
  { name: 'alert_rule', key: ['id'] },
  { name: 'alert_ack', key: ['alert_id'] },
  { name: 'alert_change', key: ['id'] },
  { name: 'restore_point', key: ['id'] },
  { name: 'hub', key: ['n'] },
  { name: 'agent', key: ['id', 'hub_n'] },
  { name: 'agent_state', key: ['seq'] },
  { name: 'task', key: ['seq'] },
  { name: 'task_dependency', key: ['task_seq', 'ordinal'] },
  { name: 'attempt', key: ['task_seq', 'generation'] },
  { name: 'proposal', key: ['id', 'hub_n'] },
  { name: 'endpoint', key: ['id', 'hub_n'] },
  { name: 'repository', key: ['id', 'hub_n'] },
  { name: 'hub_token', key: ['id', 'hub_n'] },
  { name: 'hub_limit', key: ['client', 'hub_n'] },
  { name: 'hub_setting', key: ['hub_n'] },
  { name: 'task_template', key: ['id'] },
];

/** A database's own short names are no part of the truth and differ between two replays. */
const NOT_COMPARED: ReadonlySet<string> = new Set(['item.n']);

export type ProjectionRow = Readonly<Record<string, string | number | null>>;

export function comparedColumns(db: Reader, table: string): string[] {
  return db
    .column<string>('SELECT name FROM pragma_table_info(?) ORDER BY cid', table)
    .filter((column) => !NOT_COMPARED.has(`${table}.${column}`));
}

export function projectionRows(
  db: Reader,
  table: { readonly name: string; readonly key: readonly string[] },
): IterableIterator<ProjectionRow> {
  const columns = comparedColumns(db, table.name).join(', ');
  return db.iterate<ProjectionRow>(`SELECT ${columns} FROM ${table.name} ORDER BY ${table.key.join(', ')}`);
}

/** Tables of this device's own with a row of a tracker that is not there. */
export function danglingRows(db: Reader): string[] {
  return db.column<string>(
    `SELECT DISTINCT "table" FROM pragma_foreign_key_check WHERE parent = 'tracker' ORDER BY 1`,
  );
}

/** Takes all projections from an attached database. References of this device's own tables are checked at commit (`danglingRows` names those that would fail). */
export function replaceProjections(db: Writer, attached: string): void {
  db.run('PRAGMA defer_foreign_keys = ON');
  for (const { name } of PROJECTION_TABLES.toReversed()) db.run(`DELETE FROM main.${name}`);
  for (const { name } of PROJECTION_TABLES) {
    // The condition keeps SQLite from copying pages as they are, which would skip the count of open references.
    db.run(`INSERT INTO main.${name} SELECT * FROM ${attached}.${name} WHERE true`);
  }
}
