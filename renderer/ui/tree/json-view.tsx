import { useState } from 'react';
import { printableText } from '../../../core/kernel/printable-text.ts';
import { Button } from '../inputs/button.tsx';
import { ScrollBox } from '../layout/scroll-box.tsx';
import { formatNumber } from '../text/format.ts';
import { brief, ENTRIES_AT_ONCE, entriesOf, startsOpen } from './json-model.ts';
import styles from './json-view.module.css';

export interface JsonViewProps {
  readonly value: unknown;
  readonly label: string;
}

/** JSON as it nests: what is long or deep is folded, and drawn when it is opened. */
export function JsonView({ value, label }: JsonViewProps) {
  return (
    <ScrollBox label={label} padded>
      <div className={styles.json}>
        <JsonNode name={null} value={value} depth={0} />
      </div>
    </ScrollBox>
  );
}

interface NodeProps {
  readonly name: string | null;
  readonly value: unknown;
  readonly depth: number;
}

function JsonNode({ name, value, depth }: NodeProps) {
  const entries = entriesOf(value);
  const [isOpen, setOpen] = useState(() => startsOpen(entries?.length ?? 0, depth));
  const [drawn, setDrawn] = useState(ENTRIES_AT_ONCE);
  const key = name === null ? null : <span className={styles.key}>{printableText(name)}: </span>;
  if (entries === null || entries.length === 0) {
    return (
      <div className={styles.leaf}>
        {key}
        <span data-type={typeof value}>{printableText(JSON.stringify(value))}</span>
      </div>
    );
  }
  const left = entries.length - drawn;
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {key}
        <span className={styles.brief}>{brief(value, entries.length)}</span>
      </summary>
      {isOpen ? (
        <div className={styles.entries}>
          {entries.slice(0, drawn).map(([part, held]) => (
            <JsonNode key={part} name={part} value={held} depth={depth + 1} />
          ))}
          {left > 0 ? (
            <Button kind="quiet" onPress={() => setDrawn((before) => before + ENTRIES_AT_ONCE)}>
              {`Show more: ${formatNumber(drawn)} of ${formatNumber(entries.length)} are shown`}
            </Button>
          ) : null}
        </div>
      ) : null}
    </details>
  );
}
