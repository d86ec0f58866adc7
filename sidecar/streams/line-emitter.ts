import { stripVTControlCharacters } from 'node:util';
import { cutText } from '../../core/kernel/cut-text.ts';

/** A transcript's line is cut there anyway; a longer line is shown piece by piece. */
const LINE_CHARACTERS = 2000;

/** Gathers text that comes in any portions into lines to show. */
export interface LineEmitter {
  push(text: string): void;
  /** Shows what has no line end yet. */
  flush(): void;
}

/**
 * Hands out lines without terminal control sequences, a long one in pieces that tear no character. Of a line that is
 * overwritten (a progress bar) only the last state is shown when it ends; until then `onState` hears the newest one.
 * Holds at most one state of 2,000 characters.
 */
export function createLineEmitter(
  emit: (line: string) => void,
  onState: (state: string) => void = () => {},
): LineEmitter {
  let pending = '';
  const pieces = (line: string): string => {
    let rest = line;
    while (rest.length > LINE_CHARACTERS) {
      const piece = cutText(rest, LINE_CHARACTERS);
      emit(piece);
      rest = rest.slice(piece.length);
    }
    return rest;
  };
  const show = (line: string) => {
    const states = line.replace(/\r+$/, '');
    const last = seen(lastState(states));
    if (states.includes('\r')) onState(last);
    emit(pieces(last));
  };

  return {
    push(text) {
      const lines = `${pending}${text}`.replaceAll(TO_THE_START, '\r').split('\n');
      const rest = lines.pop() ?? '';
      for (const line of lines) show(line);
      // A carriage return at the end may belong to a line feed that is still to come.
      const returns = /\r*$/.exec(rest)?.[0] ?? '';
      const state = lastState(rest.slice(0, rest.length - returns.length));
      const torn = TORN_SEQUENCE.exec(state)?.[0] ?? '';
      pending = `${state}${returns}`;
      if (state.length > LINE_CHARACTERS) {
        pending = `${pieces(seen(state.slice(0, state.length - torn.length)))}${torn}${returns}`;
      }
      if (rest.includes('\r') && state !== '') onState(seen(state));
    },
    flush() {
      if (pending !== '') show(pending);
      pending = '';
    },
  };
}

/** Moves the cursor to the first column, as a carriage return does. */
const TO_THE_START = /\p{Cc}\[[01]?G/gu;
/** A control sequence whose end has not come yet. */
const TORN_SEQUENCE = /\p{Cc}(?:\[[ -?]{0,100}|\]\P{Cc}{0,1000})?$/u;

const lastState = (line: string): string => line.slice(line.lastIndexOf('\r') + 1);

/** What a terminal would show of one state: without control sequences, and without what backspaces took away. */
function seen(state: string): string {
  const text = stripVTControlCharacters(state);
  if (!text.includes('\b')) return text;
  const left: string[] = [];
  for (const character of text) {
    if (character === '\b') left.pop();
    else left.push(character);
  }
  return left.join('');
}
