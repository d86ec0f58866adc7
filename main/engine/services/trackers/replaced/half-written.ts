import type { TrackerId } from '../../../../../core/kernel/ids.ts';
import { ok } from '../../../../../core/kernel/result.ts';
import { getContent } from '../../../../../db/contents/content-store.ts';
import type { ReplacedFileRow } from '../../../../../db/records/replaced-file.ts';
import { shownAs } from '../../../../../db/records/shown-as.ts';
import { contentHash } from '../../../../../node/files/content-hash.ts';
import { isHalfWritten, writeFailure } from '../../../../../node/files/file-failure.ts';
import type { FileFailure, FileResult } from '../../../../../node/files/file-port.ts';
import { isTornMix } from '../../../../../node/files/torn-mix.ts';
import { HalfWritten, writeInPlace } from '../../../../../node/files/write-in-place.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { isBehind, liveTracker, openIntentsOf } from '../tracker-access.ts';

/** Files that may say half of a text, since writing into them was cut off by a kill, a power cut or their disk. */
export interface HalfWrittenFiles {
  /** `certain`: it was not only on the way to be written. */
  add(row: ReplacedFileRow, certain: boolean): void;
  trackers(): readonly TrackerId[];
  /**
   * Writes those of a tracker to their end that are, and forgets those that say something else: that is somebody's save. A
   * file that can't be read is judged when it can.
   */
  mend(trackerId: TrackerId): Promise<FileResult<null>>;
}

export function createHalfWrittenFiles(deps: EngineDeps, forget: (id: string) => void): HalfWrittenFiles {
  const suspects = new Map<string, { readonly row: ReplacedFileRow; readonly certain: boolean }>();

  async function mendOne(row: ReplacedFileRow, certain: boolean): Promise<FileFailure | null> {
    const found = await deps.files.read(row.path).catch(() => null);
    if (found === null) return null;
    const expectedHash = contentHash(found);
    const before = getContent(deps.db.read, row.knownHash);
    const wanted = wantedOf(deps, row).find((bytes) => before !== null && isTornMix(before, bytes, found));
    // What says all of it need not be on the disk yet.
    if (wanted !== undefined && (certain || expectedHash !== row.knownHash)) {
      try {
        const written = await writeInPlace(deps.files, row.path, { bytes: wanted, expectedHash }, () =>
          deps.crashPoint('after-in-place'),
        );
        if (written === null) return writeFailureOf(row.path, new HalfWritten(row.path, null));
        if (written.left !== null) deps.touched.know(row.path, written.left);
        deps.log.info('A file that was half-written was written to its end.', { path: row.path });
      } catch (error) {
        const failed = writeFailureOf(row.path, error);
        return isHalfWritten(failed) ? failed : stillHalfWritten(failed);
      }
    }
    suspects.delete(row.id);
    forget(row.id);
    return null;
  }

  return {
    add(row, certain) {
      const trackerId = shownAs(deps.db.read, row.trackerId);
      if (openIntentsOf(deps.db, trackerId).length > 0 || isBehind(deps.db, trackerId))
        suspects.set(row.id, { row, certain });
      else forget(row.id);
    },
    trackers: () => [...suspects.values()].map(({ row }) => shownAs(deps.db.read, row.trackerId)),
    async mend(trackerId) {
      for (const { row, certain } of suspects.values()) {
        if (shownAs(deps.db.read, row.trackerId) !== trackerId) continue;
        const failed = await mendOne(row, certain);
        if (failed !== null) return { ok: false, error: failed };
      }
      return ok(null);
    },
  };
}

/** The texts that were to be written over the one it said. */
function wantedOf({ db }: EngineDeps, { trackerId, knownHash }: ReplacedFileRow): Uint8Array[] {
  const shown = shownAs(db.read, trackerId);
  const intents = openIntentsOf(db, shown).filter(({ baseHash }) => baseHash === knownHash);
  const tracker = liveTracker(db, shown);
  const hashes = [
    ...intents.map(({ targetHash }) => targetHash),
    ...(tracker.ok ? [tracker.value.hash] : []),
  ];
  return hashes.flatMap((hash) => getContent(db.read, hash) ?? []);
}

function stillHalfWritten({ code, message, facts }: FileFailure): FileFailure {
  const still = `${message} It says half of a text; the whole is kept here and is written as soon as that can be done.`;
  return { code, message: still, facts: { ...facts, halfWritten: true }, retryable: true };
}

function writeFailureOf(path: string, error: unknown): FileFailure {
  return writeFailure(path, error).error;
}
