import type { Tracker } from './rows.ts';

export interface FileStateText {
  readonly mark: 'done' | 'active' | 'blocked' | 'at-risk' | 'stale' | 'locked' | 'planned';
  readonly word: string;
  /** One sentence: what this means for the person's work. */
  readonly sentence: string;
  /** True when the person has something to do about it. */
  readonly needs: boolean;
}

type FileState = Tracker['fileState'];

const WORDS: Readonly<Record<FileState, FileStateText>> = {
  'in-step': {
    mark: 'done',
    word: 'in step',
    sentence: 'The file says what is shown here.',
    needs: false,
  },
  writing: {
    mark: 'active',
    word: 'writing',
    sentence: 'An edit is on its way into the file.',
    needs: false,
  },
  'changed-outside': {
    mark: 'active',
    word: 'being changed',
    sentence: 'Another program is changing the file. It is read when it is still.',
    needs: false,
  },
  waiting: {
    mark: 'at-risk',
    word: 'edits wait',
    sentence: 'Edits wait for another program that keeps changing the file.',
    needs: true,
  },
  emptied: {
    mark: 'stale',
    word: 'emptied',
    sentence: 'Another program emptied the file. Its last text is kept here.',
    needs: true,
  },
  conflict: {
    mark: 'at-risk',
    word: 'conflict',
    sentence: 'You and somebody else changed the same field. Both values are kept.',
    needs: true,
  },
  missing: {
    mark: 'stale',
    word: 'file missing',
    sentence: 'The file is not where it was. What was last read is kept here.',
    needs: true,
  },
  'read-only': {
    mark: 'locked',
    word: 'read only',
    sentence: 'The file cannot be written. It can be read here, not edited.',
    needs: true,
  },
  refused: {
    mark: 'blocked',
    word: 'refused',
    sentence: 'The last write was refused. The edit is kept here and not yet in the file.',
    needs: true,
  },
  elsewhere: {
    mark: 'planned',
    word: 'on another device',
    sentence: 'Its file is not on this device. Edits are kept in this workspace.',
    needs: false,
  },
  detached: {
    mark: 'planned',
    word: 'no file',
    sentence: 'It lives in this workspace until it is exported.',
    needs: false,
  },
};

export function fileStateText(tracker: Pick<Tracker, 'fileState' | 'fileNote'>): FileStateText {
  const words = WORDS[tracker.fileState];
  return tracker.fileNote === null ? words : { ...words, sentence: tracker.fileNote };
}

/** The last part of a path of whichever system the engine runs on. */
export function fileNameIn(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
