import type { DeviceId, RevisionId } from '../../kernel/ids.ts';

/** The sources of the events that hold a revision, and a device's note on one. */
export const REVISION_SOURCE = 'revision';
export const NOTE_SOURCE = 'revision-note';

/** The id of the note that a device wrote on a revision. */
export function noteSourceId(revision: RevisionId, device: DeviceId): string {
  return `${revision}:${device}`;
}

/** The id of a note that says again, for an earlier time, what this device said while its clock was wrong. */
export function laterNoteSourceId(revision: RevisionId, device: DeviceId, at: number): string {
  return `${noteSourceId(revision, device)}:${at}`;
}

/** Whose note on which revision an id names, both as they stand there. */
export function noteNamed(sourceId: string): { readonly revision: string; readonly device: string } {
  const [revision = '', device = ''] = sourceId.split(':');
  return { revision, device };
}
