import type { Revision } from '../../domains/trackers/model/rows.ts';

const CAUSES: Readonly<Record<Revision['cause'], string>> = {
  import: 'Read for the first time',
  edit: 'Edited',
  undo: 'Undone',
  redo: 'Redone',
  outside: 'Changed outside',
  merge: 'Merged',
  restore: 'Restored',
  reading: 'Read in another way',
};

/** Summaries that say the cause in words of their own. */
const OWN_WORDS = /^(?:Undid|Did again): /;

/** "Edited by Ines: M2: target date changed from “2026-03-27” to “2026-04-03”." Nobody in person merges. */
export function revisionText(revision: Revision): string {
  if (revision.cause === 'merge' && revision.summary !== '') return revision.summary;
  const who = revision.actor === null ? '' : ` by ${revision.actor}`;
  const cause = CAUSES[revision.cause];
  const says = revision.summary.replace(/\.$/, '') === cause ? '' : revision.summary.replace(OWN_WORDS, '');
  return `${cause}${who}${says === '' ? '' : `: ${says}`}`;
}

/** "3 lines added, 1 removed" of a diff, or that there is none. */
export function diffText(diff: {
  readonly added: number;
  readonly removed: number;
  readonly same: boolean;
}): string {
  if (diff.same) return 'Byte for byte the same';
  const lines = (count: number) => `${count} ${count === 1 ? 'line' : 'lines'}`;
  if (diff.added === 0 && diff.removed === 0) return 'Only line ends or invisible bytes differ';
  return [
    diff.added > 0 ? `${lines(diff.added)} added` : '',
    diff.removed > 0 ? `${lines(diff.removed)} removed` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
