import { setTimeout as wait } from 'node:timers/promises';
import { readRevision } from '../../../../db/records/revision.ts';
import { heldRevision } from '../../../../db/records/tracker-file.ts';
import { readTrackerFile } from '../../files/read-tracker-file.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { openIntentsOf } from './tracker-access.ts';

const BETWEEN_READS_MS = 40;
const MAX_READS = 10;

/** An outside writer may empty a file before it fills it: a new text counts once two reads in a row agree. */
export async function readStillFile(
  deps: EngineDeps,
  trackerId: string,
  path: string,
): ReturnType<typeof readTrackerFile> {
  const known = knownTexts(deps, trackerId);
  let read = await readTrackerFile(deps.files, path);
  for (let round = 0; round < MAX_READS && read.ok && !known.has(read.value.hash); round += 1) {
    await wait(BETWEEN_READS_MS);
    const again = await readTrackerFile(deps.files, path);
    if (again.ok && again.value.hash === read.value.hash) return again;
    read = again;
  }
  return read;
}

/** Texts that are whole for sure: what the file held, and what edits under way make of it. */
function knownTexts({ db }: EngineDeps, trackerId: string): ReadonlySet<string> {
  const known = new Set(
    openIntentsOf(db, trackerId).flatMap(({ baseHash, targetHash }) => [baseHash, targetHash]),
  );
  const held = heldRevision(db.read, trackerId);
  const text = held === null ? null : readRevision(db.read, held);
  if (text !== null) known.add(text.hash);
  return known;
}
