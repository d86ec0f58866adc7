import { useState } from 'react';
import { Button } from '../../../ui/inputs/button.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { TextLink } from '../../../ui/text/link.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';
import { CloseGapDialog } from './close-gap-dialog.tsx';
import { reopenGap } from './signoff-actions.ts';
import { type Gap, readinessPath } from './signoff-labels.ts';
import styles from './signoffs.module.css';

interface GapListProps {
  readonly gaps: readonly Gap[];
  /** Where gaps of many items stand together. */
  readonly withItem?: boolean | undefined;
}

/** What reviewers miss, and what was done about it; one is closed with a note and can be opened again. */
export function GapList({ gaps, withItem = false }: GapListProps) {
  const [closing, setClosing] = useState<Gap | null>(null);
  return (
    <>
      <ul className={styles.gaps}>
        {gaps.map((gap) => (
          <li key={gap.id}>
            <StateMark
              mark={gap.closed === null ? 'at-risk' : 'done'}
              label={gap.closed === null ? 'Open' : 'Closed'}
            />
            <span className={styles.gapText}>{gap.text}</span>
            {gap.closed === null ? (
              <Button label={`Close the gap: ${gap.text}`} onPress={() => setClosing(gap)}>
                Close
              </Button>
            ) : (
              <Button kind="quiet" label={`Open again: ${gap.text}`} onPress={() => void reopenGap(gap.id)}>
                Open again
              </Button>
            )}
            <small>
              {withItem ? <ItemOf gap={gap} /> : null}
              {gap.raised.by} as {gap.role}, <TimeText at={gap.raised.at} />
              {gap.closed === null ? null : (
                <>
                  {' · closed by '}
                  {gap.closed.by}, <TimeText at={gap.closed.at} />
                  {gap.closed.note === '' ? null : `: ${gap.closed.note}`}
                </>
              )}
            </small>
          </li>
        ))}
      </ul>
      {closing === null ? null : <CloseGapDialog gap={closing} onClose={() => setClosing(null)} />}
    </>
  );
}

function ItemOf({ gap }: { readonly gap: Gap }) {
  return (
    <>
      <TextLink quiet href={readinessPath(gap.itemId)}>
        {gap.itemTitle}
      </TextLink>
      {gap.itemGone ? ' (gone)' : ''} in {gap.trackerName} ·{' '}
    </>
  );
}
