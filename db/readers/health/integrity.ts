import { openReadable } from '../../connection.ts';
import { Reader } from '../../handle.ts';

export interface IntegrityProblems {
  /** Of the search index, which is derived: a rebuild makes it again. */
  readonly search: readonly string[];
  readonly others: readonly string[];
}

/**
 * What SQLite finds wrong with a database, page by page. On a connection of its own: the check of a search index compares
 * it with what the connection remembers of it, so that one which has searched before takes every later edit for damage.
 */
export function integrityProblems(file: string): IntegrityProblems {
  const db = openReadable(file);
  try {
    const found = new Reader(db).column<string>('PRAGMA integrity_check(20)').filter((line) => line !== 'ok');
    const isSearch = (line: string) => /fts5/iu.test(line);
    return { search: found.filter(isSearch), others: found.filter((line) => !isSearch(line)) };
  } finally {
    db.close();
  }
}
