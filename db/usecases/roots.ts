import { hash } from 'node:crypto';
import type { EntityOp } from '../../core/domain/entity-kinds.ts';
import type { RepositoryMarks, RootKind } from '../../core/domain/trackers/roots/root.ts';
import { rootPath } from '../../core/domain/trackers/roots/root-path.ts';
import { canonicalJson } from '../../core/kernel/canonical-json.ts';
import { RootId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { Place } from '../records/placing.ts';
import { readRoot, rootOfFolder } from '../records/root.ts';
import { readTrackersOfRoot, type TrackerRow } from '../records/tracker.ts';
import { putRootBinding } from '../tables/trackers/root-binding.ts';
import { putHeldRevision } from '../tables/trackers/tracker-file.ts';
import type { Transaction } from '../transaction.ts';
import type { WorkspaceDb } from '../workspace-db.ts';

/** A root as it was found on this device. */
export interface FoundRoot {
  /** Null for a plain folder, which nothing recognises elsewhere. */
  readonly id: RootId | null;
  readonly kind: RootKind;
  /** Absolute. */
  readonly folder: string;
  readonly name: string;
  readonly marks: RepositoryMarks | null;
}

/** The same repository has the same id on every device. */
export function repositoryRootId({ firstCommit, remote }: RepositoryMarks): RootId {
  const text = canonicalJson({ firstCommit, remote });
  return RootId.parse(`ro_${hash('sha256', text, 'base64url').slice(0, 24)}`);
}

/** Where a file stands, and what has to be said of its root when it is a new one. Binds the root to its folder. */
export function placeFile(
  tx: Transaction,
  file: string,
  found: FoundRoot | null,
): { readonly place: Place; readonly ops: readonly EntityOp[] } {
  const root = found !== null && pathWithin(found.folder, file) !== null ? found : folderRoot(file);
  const path = pathWithin(root.folder, file);
  if (path === null) throw new Error(`${file} is not in its own folder`);
  const { rootId, ops } = placeRoot(tx, root);
  return { place: { rootId, path }, ops };
}

/** The id of a root, and what has to be said of it when it is a new one. Binds it to its folder. */
export function placeRoot(
  tx: Transaction,
  root: FoundRoot,
): { readonly rootId: RootId; readonly ops: readonly EntityOp[] } {
  const folder = boundForm(root.folder);
  const bound = rootOfFolder(tx.db, folder);
  if (bound !== null) return { rootId: bound, ops: [] };
  const rootId = root.id ?? RootId.parse(tx.id('ro'));
  putRootBinding(tx.db, rootId, folder);
  const known = readRoot(tx.db, rootId) !== null;
  return { rootId, ops: known ? [] : [rootDraft(rootId, root)] };
}

function rootDraft(id: RootId, { kind, name, marks }: FoundRoot): EntityOp {
  const patch = { kind: { value: kind }, name: { value: name } };
  const { firstCommit, remote } = marks ?? { firstCommit: null, remote: null };
  return {
    entity: { kind: 'root', id },
    patch:
      marks === null ? patch : { ...patch, firstCommit: { value: firstCommit }, remote: { value: remote } },
  };
}

/** A root that came from elsewhere, or was moved, is in this folder from now on. Answers its trackers. */
export function bindRoot(db: WorkspaceDb, rootId: RootId, folder: string): Result<TrackerRow[]> {
  return db.write('full', (tx) => {
    const bound = rootOfFolder(tx.db, boundForm(folder));
    if (bound !== null && bound !== rootId)
      return fail('root.folder-taken', `${folder} holds other trackers already. Nothing was changed.`, {
        folder,
      });
    putRootBinding(tx.db, rootId, boundForm(folder));
    const trackers = readTrackersOfRoot(tx.db, rootId);
    for (const { id } of trackers) {
      // What the files of this folder hold is not known yet.
      putHeldRevision(tx.db, id, null, tx.now);
      tx.changes.touch('trackers', id);
      tx.changes.reword(id, 'tracker');
    }
    return ok(trackers);
  });
}

function folderRoot(file: string): FoundRoot {
  const cut = file.startsWith('/')
    ? file.lastIndexOf('/')
    : Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
  const folder = boundForm(file.slice(0, cut + 1));
  const name = folder.replace(folder.startsWith('/') ? /^.*\//s : /^.*[/\\]/s, '');
  return { id: null, kind: 'folder', folder, name: name === '' ? '/' : name, marks: null };
}

/** Path of a file in a folder with `/` between its parts; null when it isn't in there. */
export function pathWithin(folder: string, file: string): string | null {
  const start = boundForm(folder);
  const isSlashed = file.startsWith('/');
  if (!file.startsWith(start) || !(isSlashed ? /^\// : /^[/\\]/).test(file.slice(start.length))) return null;
  const path = file.slice(start.length + 1);
  return rootPath(isSlashed ? path : path.replaceAll('\\', '/'));
}

/** As bindings name a folder. On a system with drives and shares, a backslash parts folders too. */
function boundForm(folder: string): string {
  return folder.replace(folder.startsWith('/') ? /\/+$/ : /[/\\]+$/, '');
}
