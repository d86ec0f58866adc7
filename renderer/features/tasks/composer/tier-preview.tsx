import { useEffect, useState } from 'react';
import type { TaskSpec } from '../../../../core/domain/fleet/tasks/task.ts';
import { useQuery } from '../../../bridge/hooks.ts';
import { formatCount } from '../../../ui/text/format.ts';
import styles from './composer.module.css';

/** Typing pauses shorter than this don't ask the hub. */
const pauseMs = 250;

function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  const key = JSON.stringify(value);
  useEffect(() => {
    const pause = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(pause);
    // oxlint-disable-next-line react/exhaustive-deps -- the key says when the value changed
  }, [key]);
  return settled;
}

/** What the hub would make of it now: the tier with its reasons, and who could take it. */
export function TierPreview({ spec }: { readonly spec: TaskSpec | null }) {
  const settled = useSettled(spec);
  const preview = useQuery('tasks.preview', settled === null ? null : { task: settled });
  const value = preview.value;
  if (spec === null || value === null) {
    return <p className={styles.muted}>The tier is inferred from what the task says.</p>;
  }
  const { complexity, candidates, waiting } = value;
  return (
    <section aria-label="What the hub would make of it" aria-busy={preview.busy} className={styles.preview}>
      <p>
        {complexity.source === 'chosen' && complexity.tier !== complexity.inferred ? (
          <>
            Goes as <b>{complexity.tier}</b>, as you chose; inferred was <b>{complexity.inferred}</b> (
            {Math.round(complexity.confidence * 100)} % sure).
          </>
        ) : (
          <>
            Inferred tier: <b>{complexity.inferred}</b> ({Math.round(complexity.confidence * 100)} % sure).
          </>
        )}
      </p>
      <ul>
        {complexity.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p>
        {candidates === 0
          ? (waiting[0]?.text ?? 'No agent could take it now.')
          : `${formatCount(candidates, 'agent')} could take it now.`}
      </p>
    </section>
  );
}
