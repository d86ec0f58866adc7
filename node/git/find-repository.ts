import { dirname, join } from 'node:path';
import type { FilePort } from '../files/file-port.ts';
import type { Git } from './git.ts';

const LIMIT_SECONDS = 10;

/** A work tree of a repository on this machine. */
export interface FoundRepository {
  /** Its top folder, spelled as the folder that was asked about. */
  readonly folder: string;
  /** The start of its history's first-parent line; null while it has no commit, or when that part was not cloned. */
  readonly firstCommit: string | null;
  /** Address of `origin`, else of the only remote. */
  readonly address: string | null;
}

export type RepositoryFinder = (folder: string) => Promise<FoundRepository | null>;

/**
 * Finds the work tree that a folder lies in: the innermost one, so a submodule or a repository inside another is its own.
 * What was found is kept as long as the finder, so make one for each import.
 */
export function createRepositoryFinder(git: Git, files: FilePort, signal: AbortSignal): RepositoryFinder {
  const tops = new Map<string, Promise<string | null>>();
  const repositories = new Map<string, Promise<FoundRepository>>();

  const topOf = (folder: string): Promise<string | null> =>
    kept(tops, folder, async () => {
      if (await isThere(files, join(folder, '.git'))) return folder;
      const above = dirname(folder);
      return above === folder ? null : topOf(above);
    });

  return async (folder) => {
    const top = await topOf(folder);
    return top === null ? null : kept(repositories, top, () => describeRepository(git, top, signal));
  };
}

async function describeRepository(git: Git, folder: string, signal: AbortSignal): Promise<FoundRepository> {
  const ask = async (...args: readonly string[]): Promise<string | null> => {
    const answer = await git.run({ folder, signal, seconds: LIMIT_SECONDS }, '--no-optional-locks', ...args);
    return answer.ok ? answer.value : null;
  };
  const shallow = await ask('rev-parse', '--is-shallow-repository');
  const firstCommit =
    shallow === 'false' ? await ask('rev-list', '--first-parent', '--max-parents=0', 'HEAD') : null;
  const remotes = await ask('config', '--get-regexp', String.raw`^remote\..*\.url$`);
  return { folder, firstCommit, address: chosenAddress(remotes ?? '') };
}

function chosenAddress(listed: string): string | null {
  const remotes = new Map(
    listed.split('\n').flatMap((line) => {
      const [, name, address] = /^remote\.(.*)\.url (.+)$/.exec(line) ?? [];
      return name === undefined || address === undefined ? [] : [[name, address] as const];
    }),
  );
  const [only, second] = remotes.values();
  return remotes.get('origin') ?? (second === undefined ? (only ?? null) : null);
}

async function isThere(files: FilePort, path: string): Promise<boolean> {
  try {
    await files.facts(path);
    return true;
  } catch {
    return false;
  }
}

function kept<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
