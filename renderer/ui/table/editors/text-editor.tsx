import styles from '../data-table.module.css';
import type { EditorProps } from './editor-props.ts';
import { useEntry } from './use-entry.ts';

export function TextEditor(props: EditorProps) {
  const entry = useEntry(props, (value) => ({ value }));
  return (
    <input
      ref={entry.input}
      className={styles.editor}
      aria-label={props.label}
      value={entry.text}
      onChange={(event) => entry.setText(event.target.value)}
      onKeyDown={entry.onKeyDown}
      onBlur={entry.onBlur}
    />
  );
}
