import type { RootId } from '../../../core/kernel/ids.ts';
import type { Writer } from '../../handle.ts';

/** A root is in one folder on this device, and a folder is one root. */
export function putRootBinding(db: Writer, rootId: RootId, folder: string): void {
  db.run(
    'INSERT INTO root_binding (root_id, folder) VALUES (?, ?) ON CONFLICT (root_id) DO UPDATE SET folder = excluded.folder',
    rootId,
    folder,
  );
}
