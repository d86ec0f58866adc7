import { withoutTaken } from '../../../core/domain/trackers/text/change-words.ts';
import { readableDates } from '../../bridge/readable-dates.ts';
import type { Revision } from '../../domains/trackers/model/rows.ts';

const CAUSES: Readonly<Record<Revision['cause'], string>> = {
  import: 'Read for the first time',
  edit: 'Edited',
  undo: 'Undone',
  redo: 'Redone',
  outside: 'Changed outside',
  'outside-unseen': 'Changed outside',
  merge: 'Merged',
  restore: 'Restored',
  reading: 'Read in another way',
};

/** "Ines changed the due date of M2 from Mar 27, 2026 to Apr 3, 2026"; where no item changed, what else was done by whom. */
export function revisionText(revision: Revision): string {
  return readableDates(
    revision.cause === 'merge' ? mergeText(revision) : (revision.sentence ?? causeText(revision)),
  );
}

/** What came together says more than the values it left. */
function mergeText(revision: Revision): string {
  return revision.summary === '' ? (revision.sentence ?? causeText(revision)) : revision.summary;
}

function causeText(revision: Revision): string {
  const who = revision.actor === null ? '' : ` by ${revision.actor}`;
  const cause = CAUSES[revision.cause];
  const says = revision.summary.replace(/\.$/, '') === cause ? '' : withoutTaken(revision.summary);
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
