import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { StateMark } from '../../marks/state-mark.tsx';
import type { StatusMove } from '../table-types.ts';
import { CellPopover } from './cell-popover.tsx';
import type { EditorProps } from './editor-props.ts';
import { orderMoves, typeAhead } from './status-moves.ts';
import listStyles from './suggestions.module.css';

const pauseEndsTyping = 800;

/** The menu of a status: legal moves first, the rest with the reason they are not. Typing jumps to a word. */
export function StatusEditor({
  label,
  initial,
  typed,
  onCommit,
  onCancel,
  moves,
}: EditorProps & { readonly moves: () => readonly StatusMove[] | Promise<readonly StatusMove[]> }) {
  const listId = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const over = useRef(false);
  const prefix = useRef({ text: '', at: -Infinity });
  const [all, setAll] = useState<readonly StatusMove[] | null>(null);
  const [active, setActive] = useState(0);
  const [reason, setReason] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    list.current?.focus({ preventScroll: true });
    const put = (found: readonly StatusMove[]) => {
      if (!wanted) return;
      const ordered = orderMoves(found);
      setAll(ordered);
      setActive(
        typed === null
          ? Math.max(
              0,
              ordered.findIndex((move) => move.word === initial),
            )
          : typeAhead(ordered, typed, 0),
      );
    };
    const answer = moves();
    if (answer instanceof Promise) {
      answer.then(put, () => put([]));
    } else put(answer);
    return () => {
      wanted = false;
    };
    // The moves are read once, when the menu opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const leave = (act: () => void) => {
    if (over.current) return;
    over.current = true;
    act();
  };
  const take = (move: StatusMove | undefined, step: -1 | 0 | 1) => {
    if (move === undefined) return;
    if (move.word === initial) leave(onCancel);
    else if (move.legal) leave(() => onCommit(move.word, step, true));
    else setReason(move.reason ?? `${move.word} can't follow ${initial}.`);
  };
  const choices = all ?? [];
  const onKeyDown = (event: KeyboardEvent) => {
    const count = choices.length;
    if (event.key === 'Escape') leave(onCancel);
    else if (event.key === 'Enter' || event.key === ' ') {
      prefix.current = { text: '', at: -Infinity };
      take(choices[active], 0);
    } else if (event.key === 'Tab') {
      const move = choices[active];
      if (move?.word === initial) leave(() => onCommit(initial, event.shiftKey ? -1 : 1, true));
      else take(move, event.shiftKey ? -1 : 1);
    } else if (event.key === 'ArrowDown') setActive(Math.min(count - 1, active + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, active - 1));
    else if (event.key === 'Home') setActive(0);
    else if (event.key === 'End') setActive(count - 1);
    else if (/^.$/u.test(event.key) && !event.ctrlKey && !event.metaKey) {
      const going = event.timeStamp - prefix.current.at < pauseEndsTyping;
      prefix.current = { text: (going ? prefix.current.text : '') + event.key, at: event.timeStamp };
      setActive(typeAhead(choices, prefix.current.text, active));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span ref={anchor} className={listStyles.anchor}>
      {initial}
      <CellPopover anchor={anchor} label={label}>
        <div
          ref={list}
          id={listId}
          role="listbox"
          tabIndex={0}
          aria-label={label}
          aria-busy={all === null}
          aria-activedescendant={choices.length > 0 ? `${listId}-${active}` : undefined}
          className={listStyles.list}
          onKeyDown={onKeyDown}
          onBlur={() => leave(onCancel)}
        >
          {all === null ? <p className={listStyles.note}>Reading the legal moves</p> : null}
          {all?.length === 0 ? <p className={listStyles.note}>No moves are known from here.</p> : null}
          {choices.map((move, index) => (
            <div
              key={move.word}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              aria-disabled={!move.legal}
              tabIndex={-1}
              className={listStyles.item}
              data-first-illegal={!move.legal && (choices[index - 1]?.legal ?? false)}
              onPointerMove={() => setActive(index)}
              onPointerDown={(event) => {
                event.preventDefault();
                take(move, 0);
              }}
            >
              <StateMark mark={move.mark} silent />
              <span>
                {move.word}
                {move.word === initial ? <span className={listStyles.muted}> now</span> : null}
                {move.legal || move.word === initial ? null : (
                  <span className={listStyles.why}>{move.reason ?? 'not a legal move from here'}</span>
                )}
              </span>
            </div>
          ))}
          {reason === null ? null : (
            <p role="alert" className={listStyles.problem}>
              {reason}
            </p>
          )}
        </div>
      </CellPopover>
    </span>
  );
}
