import { stripVTControlCharacters } from 'node:util';

/** A transcript's line is cut there anyway; a text without line ends is shown piece by piece. */
const LINE_CHARACTERS = 2000;

/** Gathers text that comes in any portions into lines to show. */
export interface LineEmitter {
  push(text: string): void;
  /** Shows what has no line end yet. */
  flush(): void;
}

/**
 * Hands out whole lines without terminal control sequences. Of a line that was overwritten by carriage returns
 * (a progress bar) only the last state is shown. Holds at most one line of 2,000 characters.
 */
export function createLineEmitter(emit: (line: string) => void): LineEmitter {
  let pending = '';
  const show = (line: string) => {
    const ended = line.endsWith('\r') ? line.slice(0, -1) : line;
    emit(stripVTControlCharacters(ended.slice(ended.lastIndexOf('\r') + 1)));
  };

  return {
    push(text) {
      const lines = (pending + text).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) show(line);
      while (pending.length > LINE_CHARACTERS) {
        show(pending.slice(0, LINE_CHARACTERS));
        pending = pending.slice(LINE_CHARACTERS);
      }
    },
    flush() {
      if (pending !== '') show(pending);
      pending = '';
    },
  };
}
