import { useId, useRef, useState } from 'react';
import styles from '../data-table.module.css';
import { CellPopover } from './cell-popover.tsx';
import type { EditorProps } from './editor-props.ts';
import listStyles from './suggestions.module.css';
import { useEntry } from './use-entry.ts';

const most = 8;

/** Text with known names beneath; arrow keys pick one, Enter takes it. */
export function OwnerEditor(props: EditorProps & { readonly suggestions: readonly string[] }) {
  const listId = useId();
  const anchor = useRef<HTMLDivElement>(null);
  const entry = useEntry(props, (value) => ({ value }));
  const [picked, setPicked] = useState(-1);
  const typed = entry.text.trim().toLowerCase();
  const untouched = entry.text === props.initial;
  const matches = props.suggestions
    .filter((name) => untouched || name.toLowerCase().includes(typed))
    .slice(0, most);
  const chosen = matches[picked];
  return (
    <div ref={anchor} className={listStyles.anchor}>
      <input
        ref={entry.input}
        className={styles.editor}
        role="combobox"
        aria-label={props.label}
        aria-expanded={matches.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={chosen === undefined ? undefined : `${listId}-${picked}`}
        value={chosen ?? entry.text}
        onChange={(event) => {
          setPicked(-1);
          entry.setText(event.target.value);
        }}
        onKeyDown={(event) => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
          if (step !== 0) {
            event.preventDefault();
            setPicked(Math.max(-1, Math.min(matches.length - 1, picked + step)));
          } else if (chosen !== undefined && (event.key === 'Enter' || event.key === 'Tab')) {
            event.preventDefault();
            entry.finish(chosen, event.key === 'Enter' ? 0 : event.shiftKey ? -1 : 1, true);
          } else entry.onKeyDown(event);
        }}
        onBlur={() => (chosen === undefined ? entry.onBlur() : entry.finish(chosen, 0, false))}
      />
      <CellPopover anchor={anchor} label={`Known names for ${props.label}`} isOpen={matches.length > 0}>
        <div
          id={listId}
          role="listbox"
          aria-label={`Known names for ${props.label}`}
          className={listStyles.list}
        >
          {matches.map((name, index) => (
            <div
              key={name}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === picked}
              tabIndex={-1}
              className={listStyles.item}
              onPointerDown={(event) => {
                event.preventDefault();
                entry.finish(name, 0, true);
              }}
            >
              {name}
            </div>
          ))}
        </div>
      </CellPopover>
    </div>
  );
}
