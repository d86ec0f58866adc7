import type { Writer } from '../../handle.ts';
import type { RootRow } from '../../records/root.ts';

export function putRoot(db: Writer, { id, kind, name, firstCommit, remote }: RootRow): void {
  db.run(
    `INSERT INTO root (id, kind, name, first_commit, remote) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, first_commit = excluded.first_commit,
       remote = excluded.remote`,
    id,
    kind,
    name,
    firstCommit,
    remote,
  );
}
