import type { KeyboardEvent, RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { EditorProps } from './editor-props.ts';

export interface Entry {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onBlur: () => void;
  readonly finish: (text: string, move: -1 | 0 | 1, focus: boolean) => void;
}

/**
 * What text-like editors share: Enter commits, Tab commits and moves, Escape restores, leaving commits.
 * `read` turns the text into the value; null keeps the editor open.
 */
export function useEntry(props: EditorProps, read: (text: string) => string | null): Entry {
  const input = useRef<HTMLInputElement>(null);
  const over = useRef(false);
  const [text, setText] = useState(props.typed ?? props.initial);
  const keepsContent = props.typed === null;
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
    if (keepsContent) input.current?.select();
  }, [keepsContent]);
  const cancel = () => {
    if (over.current) return;
    over.current = true;
    props.onCancel();
  };
  const finish = (final: string, move: -1 | 0 | 1, focus: boolean) => {
    if (over.current) return;
    const value = read(final);
    if (value === null) return;
    over.current = true;
    props.onCommit(value, move, focus);
  };
  return {
    input,
    text,
    setText,
    finish,
    onKeyDown(event) {
      if (event.nativeEvent.isComposing) return;
      if (event.key === 'Escape') cancel();
      else if (event.key === 'Enter') finish(text, 0, true);
      else if (event.key === 'Tab') finish(text, event.shiftKey ? -1 : 1, true);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    onBlur() {
      if (read(text) === null) cancel();
      else finish(text, 0, false);
    },
  };
}
