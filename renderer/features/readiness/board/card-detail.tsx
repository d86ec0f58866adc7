import { stateLabels, stateMarks } from '../../../domains/readiness/evidence-labels.ts';
import { RoleInitials } from '../../../domains/readiness/signoffs/role-initials.tsx';
import { statusLabel } from '../../../domains/trackers/model/state-labels.ts';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { formatCount, formatNumber } from '../../../ui/text/format.ts';
import { VisuallyHidden } from '../../../ui/text/visually-hidden.tsx';
import styles from '../readiness.module.css';
import { type Card, saysMore } from './board-model.ts';

interface CardDetailProps {
  readonly card: Card;
  /** The board shows cards of many trackers. */
  readonly withTracker: boolean;
}

/** What a card says below its title: where it stands, what backs it, who is to sign. */
export function CardDetail({ card, withTracker }: CardDetailProps) {
  const { trackerName, sectionTitle, owner, evidence, pieces, roles, because, lane, signoff } = card;
  const place = withTracker ? trackerName : sectionTitle;
  const word = saysMore(card) ? statusLabel({ status: card.status, state: card.itemState }) : '';
  const facts = [word, place, owner ?? ''];
  return (
    <span className={styles.card}>
      <span className={styles.facts}>{facts.filter((fact) => fact !== '').join(' · ')}</span>
      {pieces === 0 && roles.length === 0 ? null : (
        <span className={styles.marks}>
          <span className={styles.pieces}>
            {pieces === 0 ? null : (
              <VisuallyHidden>{formatCount(pieces, 'piece')} of evidence: </VisuallyHidden>
            )}
            {evidence.map((state, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- marks of one kind are alike
              <StateMark key={at} mark={stateMarks[state]} label={stateLabels[state]} size={11} />
            ))}
            {pieces > evidence.length ? `+${formatNumber(pieces - evidence.length)}` : null}
          </span>
          <RoleInitials roles={roles} />
        </span>
      )}
      {because[0] !== undefined && (lane === 'stale' || lane === 'returned') ? (
        <span className={styles.because}>{because[0]}</span>
      ) : lane === 'signed' && signoff !== 'signed' ? (
        <span className={styles.because}>Its text says so; nobody signed here.</span>
      ) : null}
    </span>
  );
}
