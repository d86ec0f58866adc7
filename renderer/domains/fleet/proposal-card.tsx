import { useState } from 'react';
import { buildPath } from '../../ui/frame/navigation.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { TextLink } from '../../ui/text/link.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import { acceptProposal, dismissProposal, type Proposal } from './answer-proposal.ts';
import styles from './proposal-card.module.css';

interface ProposalCardProps {
  readonly proposal: Proposal;
  /** Left out where the item is in view already. */
  readonly withItem: boolean;
}

/** One status change a verified task proposes: from what to what, on what evidence, and the two answers. */
export function ProposalCard({ proposal, withItem }: ProposalCardProps) {
  const [busy, setBusy] = useState(false);
  const answer = async (give: (proposal: Proposal) => Promise<void>) => {
    setBusy(true);
    await give(proposal);
    setBusy(false);
  };
  const item = buildPath(
    '/trackers/:tracker/:tab',
    { tracker: proposal.trackerId, tab: 'table' },
    { item: proposal.itemId },
  );
  return (
    <article className={styles.card} aria-label={`Proposal for ${proposal.itemTitle}`}>
      <div className={styles.words}>
        {withItem ? (
          <p>
            <TextLink href={item}>{proposal.itemTitle}</TextLink>{' '}
            <span className={styles.muted}>{proposal.trackerName}</span>
          </p>
        ) : null}
        <p>
          <span className={styles.muted}>{proposal.statusNow ?? 'no status'}</span> to{' '}
          <b>{proposal.statusProposed}</b>
        </p>
        <p className={styles.muted}>
          {proposal.evidence}, by {proposal.agentName} in{' '}
          <TextLink href={buildPath('/tasks/:task', { task: proposal.taskId })}>
            {proposal.taskTitle}
          </TextLink>
          , <TimeText at={proposal.at} />
        </p>
      </div>
      <div className={styles.answers}>
        <Button
          isDisabled={busy}
          onPress={() => void answer(dismissProposal)}
          label={`Dismiss the proposal for ${proposal.itemTitle}`}
        >
          Dismiss
        </Button>
        <Button
          kind="primary"
          isPending={busy}
          onPress={() => void answer(acceptProposal)}
          label={`Accept ${proposal.statusProposed} for ${proposal.itemTitle}`}
        >
          Accept
        </Button>
      </div>
    </article>
  );
}
