import { copyFile, cp, readdir, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok } from '../../../../core/kernel/result.ts';
import { contentOf } from '../../../../db/contents/content-store.ts';
import { knownFailure } from '../../../../db/failures.ts';
import { readTrackers } from '../../../../db/records/tracker.ts';
import { absolutePath } from '../../../../node/files/absolute-path.ts';
import { errnoOf } from '../../../../node/files/file-failure.ts';
import { makeFolders } from '../../../../node/files/make-folders.ts';
import { EVIDENCE_FOLDER } from '../../files/workspace-files.ts';
import type { Service } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { whoseFile } from '../trackers/export/whose-file.ts';
import { asEditFailure } from '../trackers/write-target.ts';

/**
 * A whole second workspace in an empty folder: the database as of one moment, attachments and copies of evidence, sealed
 * secrets, and the text of every tracker that has no file. Files of trackers stay where they are.
 */
export const copyWorkspace: Service<EngineDeps, 'workspace.copy'> = async (deps, input) => {
  const folder = absolutePath(input.folder);
  const free = await whoseFile(deps, join(folder, 'trackers'));
  if (!free.ok) return free;
  const there = await readdir(folder).catch((error: unknown) =>
    errnoOf(error) === 'ENOENT' ? null : [folder],
  );
  if (there !== null && there.length > 0) {
    return fail('file.exists', `${folder} is not empty and was left as it is. Name a new or empty folder.`, {
      folder,
    });
  }
  try {
    await makeFolders(folder, 0o700);
    const copied = deps.db.copyTo(join(folder, 'quarterdeck.db'));
    if (!copied.ok) return await undone(folder, there !== null, asEditFailure(copied));
    for (const name of ['attachments', EVIDENCE_FOLDER])
      await cp(join(deps.workspace, name), join(folder, name), { recursive: true });
    await copyFile(join(deps.workspace, 'secrets.json'), join(folder, 'secrets.json')).catch(
      (error: unknown) => {
        if (errnoOf(error) !== 'ENOENT') throw error;
      },
    );
    await writeDetached(deps, join(folder, 'trackers'));
    return ok({ folder, bytes: await bytesIn(folder) });
  } catch (error) {
    const known = knownFailure(error, deps.db.file);
    if (known !== null) return undone(folder, there !== null, known);
    const errno = errnoOf(error);
    if (errno === null) throw error;
    const full = errno === 'ENOSPC' || errno === 'EDQUOT';
    return undone(
      folder,
      there !== null,
      fail(
        full ? 'file.disk-full' : 'file.write-failed',
        `The copy in ${folder} could not be finished (${errno}) and was taken back. The workspace itself is untouched.`,
        { folder, errno },
        true,
      ),
    );
  }
};

/** What a copy consists of. Another program may have put something else into the folder meanwhile, as on a disk shared with it. */
const COPIED = ['quarterdeck.db', 'quarterdeck.db-journal', 'attachments', 'secrets.json', 'trackers'];

async function undone<Failed>(folder: string, existed: boolean, failed: Failed): Promise<Failed> {
  for (const name of COPIED) await rm(join(folder, name), { recursive: true, force: true });
  if (!existed) await rmdir(folder).catch(() => undefined);
  return failed;
}

async function writeDetached(deps: EngineDeps, folder: string): Promise<void> {
  for (const tracker of readTrackers(deps.db.read)) {
    if (tracker.path !== null || tracker.hash === null) continue;
    await makeFolders(folder, 0o700);
    const stem = tracker.name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80);
    await writeFile(join(folder, `${stem}.${tracker.id}.md`), contentOf(deps.db, tracker.hash));
  }
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}
