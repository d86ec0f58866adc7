import { memo, useState } from 'react';
import { Button } from '../../ui/inputs/button.tsx';
import { CopyButton } from '../../ui/inputs/copy-button.tsx';
import { AutoScrollBox } from '../../ui/layout/auto-scroll-box.tsx';
import { formatCount, formatExact } from '../../ui/text/format.ts';
import styles from './live-output.module.css';
import {
  cutSentence,
  type OutputLine,
  outputAsText,
  plainLine,
  shownLines,
  streamLabels,
} from './output-model.ts';

export interface LiveOutputProps {
  readonly label: string;
  readonly lines: readonly OutputLine[];
  /** True while more may come. */
  readonly live: boolean;
  readonly cutLines: number;
  readonly cutBytes: number;
}

/** What an attempt prints. It follows the end until one scrolls up, and says what is missing from it. */
export function LiveOutput({ label, lines, live, cutLines, cutBytes }: LiveOutputProps) {
  const [following, setFollowing] = useState(true);
  const cut = cutSentence(lines.length, { cutLines, cutBytes });
  const last = lines.at(-1)?.id ?? '';
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
      <AutoScrollBox label={label} following={following} onFollowing={setFollowing} tail={last}>
        {lines.length === 0 ? (
          <p className={styles.none}>{live ? 'Nothing was printed yet.' : 'Nothing was printed.'}</p>
        ) : (
          lines.slice(-shownLines).map((line) => <Line key={line.id} line={line} />)
        )}
      </AutoScrollBox>
    </div>
  );
}

const Line = memo(function Line({ line }: { readonly line: OutputLine }) {
  return (
    <div className={styles.line} data-stream={line.stream} title={formatExact(line.at)}>
      <span className={styles.stream}>{streamLabels[line.stream]}</span>
      <span className={styles.text}>{plainLine(line.text)}</span>
    </div>
  );
});
