import { basename, dirname, join, relative } from 'node:path';
import { remoteName } from '../../../../../core/domain/trackers/roots/remote-name.ts';
import type { RootId } from '../../../../../core/kernel/ids.ts';
import { folderOfRoot, rootsOfRemote } from '../../../../../db/records/root.ts';
import { type FoundRoot, repositoryRootId } from '../../../../../db/usecases/roots.ts';
import { createRepositoryFinder, type FoundRepository } from '../../../../../node/git/find-repository.ts';
import type { EngineDeps } from '../../engine-deps.ts';

type Deps = Pick<EngineDeps, 'db' | 'files' | 'git'>;

export interface FoundPlace {
  /** The file, spelled as its root's folder is known here. */
  readonly file: string;
  readonly root: FoundRoot;
}

/** The root a file belongs to: its repository where there is one, else the folder it lies in. */
export type RootFinder = (file: string) => Promise<FoundPlace>;

/** Remembers what it found, so make one for each act. */
export function createRootFinder(deps: Deps, signal: AbortSignal): RootFinder {
  const repositoryOf = createRepositoryFinder(deps.git, deps.files, signal);
  return async (file) => {
    const folder = dirname(file);
    const named = await repositoryOf(folder);
    if (named !== null) return placeIn(deps, named, file);
    const real = await realPath(deps, folder);
    const linked = real === folder ? null : await repositoryOf(real);
    return linked === null
      ? { file, root: plainFolder(folder) }
      : placeIn(deps, linked, join(real, basename(file)));
  };
}

/**
 * A second work tree of a repository that is on this device already, or a second clone, holds other texts under the
 * same paths: here it is a plain folder.
 */
async function placeIn(deps: Deps, repository: FoundRepository, file: string): Promise<FoundPlace> {
  const { folder } = repository;
  const marks = marksOf(repository);
  const id = marks === null ? idByRemote(deps, repository) : repositoryRootId(marks);
  if (id === null) return { file, root: plainFolder(folder) };
  const root: FoundRoot = { id, kind: 'repository', folder, name: nameOf(repository), marks };
  const bound = folderOfRoot(deps.db.read, id);
  if (bound === null || bound === folder || !(await isRepository(deps, bound))) return { file, root };
  if ((await realPath(deps, bound)) !== (await realPath(deps, folder)))
    return { file, root: plainFolder(folder) };
  return { file: join(bound, relative(folder, file)), root: { ...root, folder: bound } };
}

function marksOf({ firstCommit, address }: FoundRepository): FoundRoot['marks'] {
  return firstCommit === null ? null : { firstCommit, remote: address === null ? null : remoteName(address) };
}

/** A clone without the start of its history is known by its remote, if only one root has that. */
function idByRemote(deps: Deps, { address }: FoundRepository): RootId | null {
  const remote = address === null ? null : remoteName(address);
  const [only, second] = remote === null ? [] : rootsOfRemote(deps.db.read, remote);
  return second === undefined ? (only?.id ?? null) : null;
}

function nameOf({ folder, address }: FoundRepository): string {
  const remote = address === null ? null : remoteName(address);
  return remote === null ? basename(folder) || folder : basename(remote);
}

function plainFolder(folder: string): FoundRoot {
  return { id: null, kind: 'folder', folder, name: basename(folder) || folder, marks: null };
}

async function isRepository({ files }: Deps, folder: string): Promise<boolean> {
  return files.facts(join(folder, '.git')).then(
    () => true,
    () => false,
  );
}

async function realPath({ files }: Deps, path: string): Promise<string> {
  return files.realPath(path).catch(() => path);
}
