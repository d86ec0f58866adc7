import { decode } from '../../../core/domain/trackers/text/text.ts';
import { contentOf } from '../../../db/contents/content-store.ts';
import { readConflicts } from '../../../db/records/conflict.ts';
import { headsOf } from '../../../db/records/revision.ts';
import { readTrackerByPath } from '../../../db/records/tracker.ts';
import { comparedColumns, PROJECTION_TABLES } from '../../../db/tables/projections.ts';
import { verifyProjections } from '../../../db/usecases/rebuild.ts';
import { isBehind, liveTracker } from '../../../main/engine/services/trackers/tracker-access.ts';
import { type Device, must } from './device.ts';
import { type TokenLedger, wordsIn } from './token-ledger.ts';

/** Orders and places of one device; every other column must be the same everywhere. */
const LOCAL: ReadonlySet<string> = new Set(['sequence', 'seq', 'path']);

/** What is not as it must be once every device has everything; empty when all is. */
export async function differences(
  all: readonly Device[],
  paths: readonly string[],
  ledger: TokenLedger,
): Promise<string[]> {
  const problems: string[] = [];
  const [first, ...others] = all;
  if (first === undefined) return problems;
  for (const device of all) {
    const report = must(await verifyProjections(device.db));
    if (report.firstDifference !== null)
      problems.push(`${device.name}: replay differs: ${report.firstDifference}`);
    for (const path of paths) problems.push(...unsettled(device, path));
  }
  for (const path of paths) problems.push(...lost(first, path, ledger));
  for (const table of PROJECTION_TABLES) {
    // Restore points are a device's own.
    if (table.name === 'restore_point') continue;
    const expected = rowsOf(first, table.name);
    for (const other of others) {
      const found = rowsOf(other, table.name);
      const missing = expected.filter((row) => !found.includes(row));
      const more = found.filter((row) => !expected.includes(row));
      if (missing.length + more.length > 0) {
        problems.push(
          `${table.name} of ${first.name} and ${other.name} differ: ${missing.slice(0, 2).join(' ')} against ${more.slice(0, 2).join(' ')}`,
        );
      }
    }
  }
  return problems;
}

function unsettled(device: Device, path: string): string[] {
  const row = readTrackerByPath(device.db.read, path);
  if (row === null) return [`${device.name}: no tracker at ${path}`];
  const tracker = must(liveTracker(device.db, row.id));
  const heads = headsOf(device.db.read, tracker.id).length;
  const onDisk = decode(device.files.bytesAt(path) ?? new Uint8Array());
  return [
    ...(heads === 1 ? [] : [`${device.name}: ${path} has ${heads} heads`]),
    ...(isBehind(device.db, tracker.id) ? [`${device.name}: ${path} is behind`] : []),
    ...(onDisk === decode(contentOf(device.db, tracker.hash))
      ? []
      : [`${device.name}: ${path} says something else`]),
  ];
}

function lost(device: Device, path: string, ledger: TokenLedger): string[] {
  const row = readTrackerByPath(device.db.read, path);
  if (row === null) return [];
  const tracker = must(liveTracker(device.db, row.id));
  const conflicts = [true, false].flatMap((resolved) => readConflicts(device.db.read, null, resolved));
  const there = new Set([
    ...wordsIn(decode(contentOf(device.db, tracker.hash))),
    ...conflicts.flatMap(({ earlier, later }) => wordsIn(`${earlier ?? ''} ${later ?? ''}`)),
  ]);
  const missing = ledger.expected(path).filter((word) => !there.has(word));
  return missing.map((word) => `${path}: ${word} is neither in the text nor in a conflict`);
}

function rowsOf({ db }: Device, table: string): string[] {
  const columns = comparedColumns(db.read, table).filter((column) => !LOCAL.has(column));
  return db.read
    .all<Record<string, unknown>>(`SELECT ${columns.join(', ')} FROM ${table}`)
    .map((row) => JSON.stringify(row))
    .sort();
}
