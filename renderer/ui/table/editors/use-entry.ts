import type { KeyboardEvent, RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useUnsavedText } from '../../inputs/unsaved-text.ts';
import { useLeaving } from '../../inputs/use-leaving.ts';
import type { EditorProps } from './editor-props.ts';

export interface Entry {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onBlur: () => void;
  readonly finish: (text: string, move: -1 | 0 | 1, focus: boolean) => void;
}

/** What a text means as a value of the cell. */
export type EntryReading = { readonly value: string } | { readonly problem: string };

/**
 * What text-like editors share: Enter commits, Tab commits and moves, Escape restores, leaving in any other way commits.
 * A text that can't be read keeps the editor open; where the editor is left with it, it is kept beside the reason.
 */
export function useEntry(props: EditorProps, read: (text: string) => EntryReading): Entry {
  const input = useRef<HTMLInputElement>(null);
  const over = useRef(false);
  const [text, setText] = useState(props.typed ?? props.initial);
  const keepsContent = props.typed === null;
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
    if (keepsContent) input.current?.select();
  }, [keepsContent]);
  const once = (act: () => void) => {
    if (over.current) return;
    over.current = true;
    act();
  };
  const finish = (final: string, move: -1 | 0 | 1, focus: boolean) => {
    const reading = read(final);
    if ('value' in reading) once(() => props.onCommit(reading.value, move, focus));
  };
  const leave = () => {
    const reading = read(text);
    once(() =>
      'value' in reading ? props.onCommit(reading.value, 0, false) : props.onKeep(text, reading.problem),
    );
  };
  useLeaving(leave);
  useUnsavedText(text !== props.initial);
  return {
    input,
    text,
    setText,
    finish,
    onKeyDown(event) {
      if (event.nativeEvent.isComposing) return;
      if (event.key === 'Escape') once(props.onCancel);
      else if (event.key === 'Enter') finish(text, 0, true);
      else if (event.key === 'Tab') finish(text, event.shiftKey ? -1 : 1, true);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    onBlur: leave,
  };
}
