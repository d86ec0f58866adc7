import { useState } from 'react';
import { Button } from '../../../ui/inputs/button.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { TimeText } from '../../../ui/text/time-text.tsx';
import type { Task } from './attempt-model.ts';
import styles from './task-page.module.css';

const atFirst = 20;

/** Everything that happened to it, the newest first. */
export function HistoryPanel({ task }: { readonly task: Task }) {
  const [all, setAll] = useState(false);
  const history = task.history.toReversed();
  const shown = all ? history : history.slice(0, atFirst);
  return (
    <Panel title="History" fact={formatCount(history.length, 'entry', 'entries')}>
      <ol className={styles.history}>
        {shown.map((entry, at) => (
          <li key={history.length - at}>
            <span>
              {entry.what}
              {entry.by === null ? null : <span className={styles.muted}> · {entry.by}</span>}
            </span>
            <TimeText at={entry.at} />
          </li>
        ))}
      </ol>
      {history.length <= atFirst ? null : (
        <div className={styles.more}>
          <Button kind="quiet" onPress={() => setAll(!all)}>
            {all ? 'Show the latest only' : `Show ${formatCount(history.length - atFirst, 'more', 'more')}`}
          </Button>
        </div>
      )}
    </Panel>
  );
}
