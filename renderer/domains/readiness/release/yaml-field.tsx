import { useId, useRef } from 'react';
import { TextLink } from '../../../ui/text/link.tsx';
import styles from './release.module.css';

export interface LineProblem {
  readonly line: number;
  readonly message: string;
}

interface YamlFieldProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly problems: readonly LineProblem[];
  readonly isReadOnly?: boolean;
}

/** As many numbers are drawn; a longer document is edited all the same. */
const mostNumbers = 5000;

/** A document in YAML with the number of each line; a line with something wrong is marked, and said beneath. */
export function YamlField({ label, text, onText, problems, isReadOnly = false }: YamlFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const lines = text.split('\n').length;
  const wrong = new Set(problems.map(({ line }) => line));
  const goTo = (line: number) => {
    const field = area.current;
    if (field === null) return;
    const before = text.split('\n').slice(0, line - 1);
    const start = before.reduce((sum, one) => sum + one.length + 1, 0);
    const end = text.indexOf('\n', start);
    field.focus();
    field.setSelectionRange(start, end === -1 ? text.length : end);
  };
  return (
    <div className={styles.yaml}>
      <label htmlFor={`${id}-text`}>{label}</label>
      <div className={styles.lines} data-wrong={wrong.size > 0}>
        <div className={styles.numbers} aria-hidden="true">
          {Array.from({ length: Math.min(lines, mostNumbers) }, (_, at) => (
            <span key={at} data-wrong={wrong.has(at + 1)}>
              {at + 1}
            </span>
          ))}
        </div>
        <textarea
          ref={area}
          id={`${id}-text`}
          className={styles.text}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          rows={Math.max(lines + 1, 18)}
          value={text}
          readOnly={isReadOnly}
          aria-invalid={wrong.size > 0}
          aria-describedby={`${id}-problems`}
          onChange={(event) => onText(event.currentTarget.value)}
        />
      </div>
      <ul id={`${id}-problems`} className={styles.problems} aria-label="Problems">
        {problems.map(({ line, message }, at) => (
          <li key={at}>
            <TextLink onPress={() => goTo(line)}>Line {line}</TextLink>: {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
