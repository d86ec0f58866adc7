import { NOTE_SOURCE } from '../../core/domain/sync/text-events.ts';
import type { RevisionNote } from '../../core/domain/trackers/history/revision-record.ts';
import type { DeviceId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { noteJson } from '../json-columns.ts';

/**
 * All notes on a revision, from the log itself: they may stand anywhere in it, so a replay reads those ahead of its place
 * as well.
 */
export function readNotes(db: Reader, revision: string): RevisionNote[] {
  const payloads = db.column<string>(
    `SELECT payload FROM event WHERE source = '${NOTE_SOURCE}' AND source_id > ? AND source_id < ?`,
    `${revision}:`,
    `${revision};`,
  );
  return payloads.map((text) => noteJson.read(text)).flatMap((note) => (note.ok ? [note.value] : []));
}

export function noteOf(db: Reader, revision: string, device: DeviceId): RevisionNote | null {
  return readNotes(db, revision).find((note) => note.device === device) ?? null;
}

/** Which of two notes a revision goes by. */
export function isSmaller(
  one: { readonly at: number; readonly device: string },
  other: { readonly at: number; readonly device: string },
): boolean {
  return one.at === other.at ? one.device < other.device : one.at < other.at;
}

export function smallestNote(notes: readonly RevisionNote[]): RevisionNote | null {
  let smallest: RevisionNote | null = null;
  for (const note of notes) if (smallest === null || isSmaller(note, smallest)) smallest = note;
  return smallest;
}
