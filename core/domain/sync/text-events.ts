import type { DeviceId, RevisionId } from '../../kernel/ids.ts';

/** The sources of the events that hold a revision, and a device's note on one. */
export const REVISION_SOURCE = 'revision';
export const NOTE_SOURCE = 'revision-note';

/** The id of the note that a device wrote on a revision. */
export function noteSourceId(revision: RevisionId, device: DeviceId): string {
  return `${revision}:${device}`;
}

/** Whose note on which revision an id names, both as they stand there. */
export function noteNamed(sourceId: string): { readonly revision: string; readonly device: string } {
  const at = sourceId.indexOf(':');
  return { revision: sourceId.slice(0, Math.max(0, at)), device: sourceId.slice(at + 1) };
}
