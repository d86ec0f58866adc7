import { parseDate } from '@internationalized/date';
import { useId, useRef } from 'react';
import { localDay } from '../../../../core/kernel/time.ts';
import { DateCalendar } from '../../inputs/date-calendar.tsx';
import popoverStyles from '../../inputs/date-picker.module.css';
import { useClock } from '../../text/clock.tsx';
import { formatDay } from '../../text/format.ts';
import styles from '../data-table.module.css';
import { dateAdvice, readDateEntry } from '../date-entry.ts';
import { CellPopover } from './cell-popover.tsx';
import type { EditorProps } from './editor-props.ts';
import listStyles from './suggestions.module.css';
import { useEntry } from './use-entry.ts';

/** A date as text (`2026-04-03`, `+7`, or as documents write it) with a calendar beneath; arrow down goes into it. */
export function DateEditor(props: EditorProps & { readonly read: (text: string) => string | null }) {
  const noteId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const calendar = useRef<HTMLDivElement>(null);
  const today = localDay(useClock().now());
  const read = (text: string) => readDateEntry(text, props.initial, today) ?? props.read(text);
  const entry = useEntry(props, (text) => {
    const day = read(text);
    return day === null ? { problem: dateAdvice } : { value: day };
  });
  const value = read(entry.text);
  const shown = value === null || value === '' ? null : value;
  return (
    <div ref={frame} className={listStyles.anchor}>
      <input
        ref={entry.input}
        className={styles.editor}
        aria-label={props.label}
        aria-describedby={noteId}
        aria-invalid={value === null}
        placeholder="2026-04-03"
        value={entry.text}
        onChange={(event) => entry.setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') {
            event.preventDefault();
            calendar.current
              ?.querySelector<HTMLElement>('[role="gridcell"] [tabindex="0"]')
              ?.focus({ preventScroll: true });
          } else entry.onKeyDown(event);
        }}
        onBlur={(event) => {
          if (calendar.current?.contains(event.relatedTarget) !== true) entry.onBlur();
        }}
      />
      <CellPopover anchor={frame} label={`Calendar for ${props.label}`}>
        <div
          ref={calendar}
          className={popoverStyles.dialog}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            props.onCancel();
          }}
          onPointerDown={(event) => event.preventDefault()}
        >
          <DateCalendar
            label={props.label}
            value={shown === null ? null : parseDate(shown)}
            today={parseDate(today)}
            onPick={(date) => entry.finish(date.toString(), 0, true)}
          />
          <p id={noteId} className={popoverStyles.note} data-problem={value === null}>
            {value === null ? dateAdvice : shown === null ? 'No date.' : formatDay(shown)}
          </p>
        </div>
      </CellPopover>
    </div>
  );
}
