import styles from './code-text.module.css';

export interface CodeTextProps {
  readonly text: string;
  readonly label: string;
  /** Line number of the first line; left out, lines aren't numbered. */
  readonly firstLine?: number | undefined;
  /** Long lines wrap instead of scrolling. */
  readonly wrap?: boolean | undefined;
}

/** Raw text as it stands in the file. Scrolls by itself and can be reached by keyboard. */
export function CodeText({ text, label, firstLine, wrap = false }: CodeTextProps) {
  const lines = firstLine === undefined ? null : text.replace(/\r?\n$/, '').split(/\r?\n/);
  return (
    <pre className={styles.code} data-wrap={wrap} tabIndex={0} role="region" aria-label={label}>
      {lines === null || firstLine === undefined ? (
        <code>{text}</code>
      ) : (
        lines.map((line, index) => (
          <div key={index} className={styles.line}>
            <span className={styles.number} aria-hidden="true">
              {firstLine + index}
            </span>
            <code>{line === '' ? ' ' : line}</code>
          </div>
        ))
      )}
    </pre>
  );
}
