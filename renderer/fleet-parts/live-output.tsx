import { memo, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { formatCount, formatExact } from '../ui/format.ts';
import styles from './live-output.module.css';
import {
  cutSentence,
  type OutputLine,
  outputAsText,
  plainLine,
  shownLines,
  streamWords,
} from './output-model.ts';

export interface LiveOutputProps {
  readonly label: string;
  readonly lines: readonly OutputLine[];
  /** True while more may come. */
  readonly live: boolean;
  readonly cutLines: number;
  readonly cutBytes: number;
}

/** How near the end counts as at the end, in pixels. */
const endSlack = 24;

/** What an attempt prints. It follows the end until one scrolls up, and says what is missing from it. */
export function LiveOutput({ label, lines, live, cutLines, cutBytes }: LiveOutputProps) {
  const box = useRef<HTMLPreElement>(null);
  const [following, setFollowing] = useState(true);
  const cut = cutSentence(lines.length, { cutLines, cutBytes });
  const last = lines.at(-1)?.id;
  useLayoutEffect(() => {
    if (following && last !== undefined) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [following, last]);
  const onScroll = () => {
    const at = box.current;
    if (at !== null) setFollowing(at.scrollHeight - at.scrollTop - at.clientHeight < endSlack);
  };
  return (
    <div className={styles.output}>
      <div className={styles.head}>
        <span>
          {formatCount(lines.length, 'line')}
          {live ? (following ? ', following' : ', more comes at the end') : ', ended'}
        </span>
        <span className={styles.tools}>
          {following ? null : (
            <Button kind="quiet" onPress={() => setFollowing(true)}>
              Follow the end
            </Button>
          )}
          <CopyButton label="Copy the output" text={() => outputAsText(lines, { cutLines, cutBytes })}>
            Copy
          </CopyButton>
        </span>
      </div>
      {cut === null ? null : <p className={styles.cut}>{cut}</p>}
      <pre
        ref={box}
        className={styles.lines}
        role="region"
        aria-label={label}
        tabIndex={0}
        onScroll={onScroll}
      >
        {lines.length === 0 ? (
          <span className={styles.none}>{live ? 'Nothing was printed yet.' : 'Nothing was printed.'}</span>
        ) : (
          lines.slice(-shownLines).map((line) => <Line key={line.id} line={line} />)
        )}
      </pre>
    </div>
  );
}

const Line = memo(function Line({ line }: { readonly line: OutputLine }) {
  return (
    <span className={styles.line} data-stream={line.stream} title={formatExact(line.at)}>
      <span className={styles.stream}>{streamWords[line.stream]}</span>
      <span className={styles.text}>{plainLine(line.text)}</span>
    </span>
  );
});
