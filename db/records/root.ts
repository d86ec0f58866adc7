import type { RepositoryMarks, RootKind } from '../../core/domain/trackers/roots/root.ts';
import type { RootId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';

export interface RootRow {
  readonly id: RootId;
  readonly kind: RootKind;
  readonly name: string;
  /** Null for a plain folder. */
  readonly firstCommit: string | null;
  readonly remote: RepositoryMarks['remote'];
}

const COLUMNS = 'id, kind, name, first_commit AS firstCommit, remote';

export function readRoot(db: Reader, id: string): RootRow | null {
  return db.get<RootRow>(`SELECT ${COLUMNS} FROM root WHERE id = ?`, id);
}

/** What a root of this workspace may be called by, whichever device it is on. */
export function namesOfRoots(db: Reader): ReadonlySet<string> {
  return new Set(db.column<string>('SELECT id FROM root UNION SELECT name FROM root'));
}

/** Repositories cloned from this remote, forks of it left out. */
export function rootsOfRemote(db: Reader, remote: string): RootRow[] {
  return db.all<RootRow>(`SELECT ${COLUMNS} FROM root WHERE remote = ? ORDER BY id`, remote);
}

/** Where a root is on this device. */
export function folderOfRoot(db: Reader, id: string): string | null {
  return db.value<string>('SELECT folder FROM root_binding WHERE root_id = ?', id);
}

export function rootOfFolder(db: Reader, folder: string): RootId | null {
  return db.value<RootId>('SELECT root_id FROM root_binding WHERE folder = ?', folder);
}

/** The roots that are in a folder of this device. */
export function boundRoots(
  db: Reader,
): readonly { readonly id: RootId; readonly name: string; readonly folder: string }[] {
  return db.all(
    'SELECT r.id, r.name, b.folder FROM root r JOIN root_binding b ON b.root_id = r.id ORDER BY r.id',
  );
}
