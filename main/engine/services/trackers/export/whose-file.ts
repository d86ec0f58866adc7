import { join } from 'node:path';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { readTrackerByPath, readTrackers, type TrackerRow } from '../../../../../db/records/tracker.ts';
import type { FileFacts } from '../../../../../node/files/file-port.ts';
import { realPathOf, SINGLE_FILES, workspaceLivingFrom } from '../../../files/workspace-files.ts';
import type { EngineDeps } from '../../engine-deps.ts';

/**
 * Before a file is written where a person said: refuses what a workspace lives from. Answers the tracker whose file it is,
 * by whatever name, null when it is nobody's.
 */
export async function whoseFile(
  deps: EngineDeps,
  path: string,
): Promise<Result<TrackerRow | null, 'file.in-use'>> {
  const real = await realPathOf(deps.files, path);
  const facts = await factsOf(deps, path);
  const workspace = (await workspaceLivingFrom(deps.files, real)) ?? (await ownWorkspaceAt(deps, facts));
  if (workspace !== null) {
    return inUse(path, `${path} belongs to the workspace in ${workspace}, which lives from it.`);
  }
  if (facts !== null && !facts.isFile && !facts.isFolder) return inUse(path, `${path} is not a file.`);
  return ok(await trackerAt(deps, [path, real], facts));
}

/** The refusal for a path that holds something else. */
export function inUse(path: string, reason: string) {
  return fail('file.in-use', `${reason} Nothing was written. Choose another name.`, { path, reason });
}

async function ownWorkspaceAt(deps: EngineDeps, facts: FileFacts | null): Promise<string | null> {
  for (const name of SINGLE_FILES) {
    if (isSame(await factsOf(deps, join(deps.workspace, name)), facts)) return deps.workspace;
  }
  return null;
}

async function trackerAt(
  deps: EngineDeps,
  paths: readonly string[],
  facts: FileFacts | null,
): Promise<TrackerRow | null> {
  for (const path of paths) {
    const named = readTrackerByPath(deps.db.read, path);
    if (named !== null && named.removedAt === null) return named;
  }
  if (facts === null) return null;
  for (const tracker of readTrackers(deps.db.read)) {
    if (tracker.path !== null && isSame(await factsOf(deps, tracker.path), facts)) return tracker;
  }
  return null;
}

function factsOf({ files }: EngineDeps, path: string): Promise<FileFacts | null> {
  return files.facts(path).catch(() => null);
}

function isSame(one: FileFacts | null, other: FileFacts | null): boolean {
  return one !== null && other !== null && one.inode === other.inode && one.device === other.device;
}
