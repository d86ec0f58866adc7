import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Assignment } from '../../core/contract/hub/assignment.ts';
import { ok, type Result } from '../../core/kernel/result.ts';
import { keyText } from '../attempts/attempt-record.ts';
import { clonePath, inClone } from './clone.ts';
import { finishedBefore } from './finished-work.ts';
import { keepFolder } from './keep-folder.ts';
import { openRepositoryWorkspace } from './repository-workspace.ts';
import { keepRepository } from './set-aside.ts';
import type { Workspace } from './workspace.ts';
import type { WorkspaceDeps } from './workspace-deps.ts';
import { branchOf, workspacePath, workspacesFolder } from './workspace-paths.ts';

export interface Workspaces {
  open(assignment: Assignment, signal: AbortSignal): Promise<Result<Workspace>>;
  /** After the hub has settled the attempt: the folder goes; what was not pushed is kept as a ref. */
  close(assignment: Assignment): Promise<void>;
  /** Whether the work of this attempt is done and kept, so that only handing it over is left. */
  isFinished(assignment: Assignment): boolean;
  /** Removes the folder with whatever is in it, where no room is left for anything; false when there is none, or not all of it goes. */
  readonly clear: (assignment: Assignment) => boolean;
  /** Moves folders away that belong to no attempt in `held`. Answers where to. */
  sweep(held: ReadonlySet<string>, stamp: string): readonly string[];
}

/** As the system says it, and git. Then the folder goes even with what could not be kept of it: nothing else would find room either. */
const NO_ROOM = /No space left on device|Disk quota exceeded|Out of diskspace/;

/** One thing at a time: attempts of one agent share their clones. */
export function createWorkspaces(deps: WorkspaceDeps): Workspaces {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = last.then(work);
    last = turn.catch(() => null);
    return turn;
  };
  return {
    open: (assignment, signal) =>
      inTurn(() =>
        assignment.repository === null
          ? openPlain(deps, assignment)
          : openRepositoryWorkspace(deps, assignment, assignment.repository, signal),
      ),
    close: (assignment) => inTurn(() => close(deps, assignment)),
    isFinished: (assignment) => finishedBefore(deps.folder, assignment)?.generation === assignment.generation,
    clear(assignment) {
      const folder = workspacePath(deps.folder, assignment);
      if (!existsSync(folder)) return false;
      try {
        rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
        return true;
      } catch {
        return false;
      }
    },
    sweep(held, stamp) {
      const all = workspacesFolder(deps.folder);
      if (!existsSync(all)) return [];
      return readdirSync(all)
        .filter((name) => !held.has(name) && !(deps.options.keepFolders && !isRepository(join(all, name))))
        .map((name) => keepFolder(deps.folder, join(all, name), stamp));
    },
  };
}

async function openPlain(deps: WorkspaceDeps, assignment: Assignment): Promise<Result<Workspace>> {
  const folder = workspacePath(deps.folder, assignment);
  if (existsSync(folder)) keepFolder(deps.folder, folder, String(assignment.generation));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const nothing = { branch: null, commit: null, pullRequest: null, notes: [] };
  return ok({ folder, notes: [], kept: null, finish: async () => ok(nothing) });
}

async function close(deps: WorkspaceDeps, assignment: Assignment): Promise<void> {
  const folder = workspacePath(deps.folder, assignment);
  if (assignment.repository === null) {
    if (!deps.options.keepFolders) remove(deps, folder);
    return;
  }
  const { git } = deps;
  const { signal } = new AbortController();
  const clone = clonePath(deps.folder, assignment.repository.id);
  const name = keyText(assignment);
  if (!existsSync(clone)) {
    // Somebody removed the clone: what stands here can't be looked at any more.
    if (existsSync(folder)) keepFolder(deps.folder, folder, 'left');
    return;
  }
  const local = inClone(clone, signal);
  if (existsSync(folder)) {
    const kept = await keepRepository(git, { folder, clone, signal }, name);
    if (kept.ok || NO_ROOM.test(kept.error.message)) remove(deps, folder);
    else keepFolder(deps.folder, folder, 'left');
  }
  const ref = `refs/heads/${branchOf(assignment)}`;
  const tip = await git.run(local, 'rev-parse', '--verify', '--quiet', ref);
  if (!tip.ok) return;
  // A branch that nobody else has stays: a person may want to push it.
  const pushed = await git.run(local, 'branch', '--remotes', '--contains', tip.value, '--format=%(refname)');
  if (pushed.ok && pushed.value !== '') await git.run(local, 'update-ref', '-d', ref);
}

/** What a task made undeletable, or holds open elsewhere, is moved out of the way. */
function remove(deps: WorkspaceDeps, folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    if (existsSync(folder)) keepFolder(deps.folder, folder, 'left');
  }
}

const isRepository = (folder: string): boolean => existsSync(join(folder, '.git'));
