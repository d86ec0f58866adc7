import { fail } from '../../../../../core/kernel/result.ts';
import { getContent } from '../../../../../db/contents/content-store.ts';
import type { FileFailure } from '../../../../../node/files/file-port.ts';
import { type ReadFile, readTrackerFile } from '../../../files/read-tracker-file.ts';
import { markOf } from '../../../files/stillness.ts';
import type { Look } from '../../../files/touched-files.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { heldBy, openIntentsOf } from '../tracker-access.ts';

export type StillRead =
  /** `settled`: false when it is still being changed and was read because it had been waited for long enough. */
  | { readonly kind: 'read'; readonly file: ReadFile; readonly settled: boolean }
  | { readonly kind: 'refused'; readonly error: FileFailure }
  | { readonly kind: 'changing'; readonly wait: number };

/**
 * Reads a tracker's file unless another program is changing it: a writer may empty a file long before it fills it. A text
 * that we know is whole, whoever touched the file.
 */
export async function readWhenStill(
  deps: EngineDeps,
  trackerId: string,
  path: string,
  { asItStands = false }: { readonly asItStands?: boolean } = {},
): Promise<StillRead> {
  const held = heldBy(deps.db, trackerId);
  const bytes = held?.bytes ?? 0;
  const seen = await deps.touched.look(path, bytes);
  const read = await readTrackerFile(deps.files, path);
  // It may have gone between the two.
  const now = !read.ok && seen.kind !== 'changing' ? await deps.touched.look(path, bytes) : seen;
  const look = asItStands && now.kind === 'changing' ? UNTOUCHED : now;
  if (!read.ok) return look.kind === 'changing' ? look : { kind: 'refused', error: read.error };
  const file = read.value;
  if (knownTexts(deps, trackerId, held?.hash).has(file.hash)) {
    deps.touched.know(path, file.facts);
    return { kind: 'read', file, settled: true };
  }
  if (look.kind === 'changing') return look;
  const after = await deps.files.facts(path).catch(() => null);
  if (markOf(after) !== markOf(file.facts)) return { kind: 'changing', wait: deps.outsideTimes.still };
  if (!asItStands && isEmptied(deps, trackerId, file)) {
    return { kind: 'refused', error: emptied(path) };
  }
  deps.touched.know(path, file.facts);
  return { kind: 'read', file, settled: look.kind === 'untouched' || look.settled };
}

const UNTOUCHED: Look = { kind: 'untouched' };

/** Texts that are whole for sure: what the file held, and what edits under way make of it. */
function knownTexts(
  { db }: EngineDeps,
  trackerId: string,
  heldHash: string | undefined,
): ReadonlySet<string> {
  const known = new Set(
    openIntentsOf(db, trackerId).flatMap(({ baseHash, targetHash }) => [baseHash, targetHash]),
  );
  if (heldHash !== undefined) known.add(heldHash);
  return known;
}

/** An emptied file tells of a writer that has not come to its point, or was killed: there is nothing in it to take in. */
function emptied(path: string): FileFailure {
  return fail(
    'file.emptied',
    `${path} was emptied by another program. Its last text is kept here and comes back with "Write now".`,
    { path },
    true,
  ).error;
}

/** Blank, where there was a text before. */
export function isEmptied(deps: EngineDeps, trackerId: string, file: ReadFile): boolean {
  if (!isBlank(file.bytes)) return false;
  const held = heldBy(deps.db, trackerId);
  return held !== null && !isBlank(getContent(deps.db.read, held.hash) ?? new Uint8Array());
}

export function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte <= 0x20 || byte === 0xef || byte === 0xbb || byte === 0xbf);
}
