import { join } from 'node:path';
import type { Digest } from '../../../../../core/domain/readiness/evidence.ts';
import { ok, type Result } from '../../../../../core/kernel/result.ts';
import { ARCHIVE_BYTES_MAX } from '../../../../../node/bundle/read-archive.ts';
import type { StoredFile } from '../../../../../node/evidence/evidence-store.ts';
import { readThrough } from '../../../../../node/evidence/read-through.ts';
import { readFailure, writeFailure } from '../../../../../node/files/file-failure.ts';
import type { FileResult, HeldFile } from '../../../../../node/files/file-port.ts';
import { makeFolders } from '../../../../../node/files/make-folders.ts';
import { BUNDLES_FOLDER } from '../../../files/workspace-files.ts';
import type { EngineDeps } from '../../engine-deps.ts';

type Deps = Pick<EngineDeps, 'files' | 'workspace' | 'entropy'>;
type Write = (bytes: Uint8Array) => Promise<void>;

const PIECE_BYTES = 1024 * 1024;
const LEFTOVER = '.incoming';

/** Removes what a killed engine left half written; only the one that writes the workspace may. */
export async function removeLeftovers({
  workspace,
  files,
}: Pick<Deps, 'workspace' | 'files'>): Promise<void> {
  const folder = join(workspace, BUNDLES_FOLDER);
  const names = await files.list(folder).catch(() => []);
  for (const { name, kind } of names)
    if (kind === 'file' && name.endsWith(LEFTOVER)) await files.remove(join(folder, name));
}

/** Where the archive of a bundle is kept in the workspace, on the device that has it. */
export function archivePath({ workspace }: Pick<Deps, 'workspace'>, archive: Digest): string {
  return join(workspace, BUNDLES_FOLDER, `${archive}.tar`);
}

export async function hasArchive(deps: Deps, archive: Digest): Promise<boolean> {
  const facts = await deps.files.facts(archivePath(deps, archive)).catch(() => null);
  return facts?.isFile === true;
}

/** Writes an archive into the workspace: it has its name when all of it is on the disk, and else leaves nothing. */
export async function keepArchive<Made extends { readonly digest: Digest }, Code extends string>(
  deps: Deps,
  make: (write: Write) => Promise<Result<Made, Code>>,
): Promise<Result<Made, Code> | FileResult<Made>> {
  const folder = join(deps.workspace, BUNDLES_FOLDER);
  await makeFolders(folder, 0o700);
  return writeWhole(
    deps,
    join(folder, `${Buffer.from(deps.entropy.bytes(9)).toString('hex')}${LEFTOVER}`),
    make,
    async (temp, made) => {
      await deps.files.rename(temp, archivePath(deps, made.digest));
      await deps.files.syncFolder(folder);
    },
  );
}

/** Copies a file into the workspace, as the archive that it may be. */
export async function takeArchive(
  deps: Deps,
  from: string,
  signal: AbortSignal,
): Promise<FileResult<StoredFile>> {
  let held: HeldFile;
  try {
    held = await deps.files.hold(from);
  } catch (error) {
    return readFailure(from, error);
  }
  try {
    return await keepArchive(deps, (write) =>
      readThrough(held, from, { limit: ARCHIVE_BYTES_MAX, signal, take: write }),
    );
  } finally {
    await held.close();
  }
}

/** Copies a kept archive to a name that must be free. */
export async function copyArchive(
  deps: Deps,
  archive: Digest,
  to: string,
  signal: AbortSignal,
): Promise<FileResult<null>> {
  const from = archivePath(deps, archive);
  let held: HeldFile;
  try {
    held = await deps.files.hold(from);
  } catch (error) {
    return readFailure(from, error);
  }
  try {
    return await writeWhole(
      deps,
      to,
      async (write) => {
        for (let at = 0; ; ) {
          signal.throwIfAborted();
          const piece = await held.readAt(at, PIECE_BYTES);
          if (piece.length === 0) return ok(null);
          at += piece.length;
          await write(piece);
        }
      },
      async () => {},
    );
  } finally {
    await held.close();
  }
}

/** A new file that is either whole or not there. */
async function writeWhole<Made, Code extends string>(
  { files }: Deps,
  path: string,
  make: (write: Write) => Promise<Result<Made, Code>>,
  place: (path: string, made: Made) => Promise<void>,
): Promise<Result<Made, Code> | FileResult<Made>> {
  let whole = false;
  try {
    const file = await files.createExclusive(path, 0o600);
    try {
      let made: Result<Made, Code>;
      try {
        made = await make((bytes) => file.write(bytes));
        await file.sync();
      } finally {
        await file.close();
      }
      if (!made.ok) return made;
      await place(path, made.value);
      whole = true;
      return made;
    } finally {
      if (!whole) await files.remove(path);
    }
  } catch (error) {
    return writeFailure(path, error);
  }
}
