import { canonicalJson } from '../../../../core/kernel/canonical-json.ts';
import { CopyButton } from '../../../ui/inputs/copy-button.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { TimeText } from '../../../ui/text/time-text.tsx';
import { roleTitle, type Signoff, type Statement } from './signoff-labels.ts';
import styles from './signoffs.module.css';

/** Every signature that was ever given for the item, the newest first, with what it takes to check it elsewhere. */
export function StatementList({ signoff }: { readonly signoff: Signoff }) {
  const { statements, reviews } = signoff;
  if (statements.length === 0)
    return <p className={styles.muted}>Nobody has signed anything of this item.</p>;
  return (
    <ul className={styles.statements}>
      {statements.map((one) => (
        <li key={one.id}>
          <StateMark mark={markOf(one)} label={standing(one)} />
          <span>
            {one.signed.by} as {roleTitle(one.role, reviews)}, <TimeText at={one.signed.at} />
          </span>
          <CopyButton
            label={`Copy statement of ${one.signed.by} as ${one.role}`}
            text={() => canonicalJson(one.statement)}
          >
            Copy statement
          </CopyButton>
          <small>
            {standing(one)}. Covers {formatCount(one.pieces, 'piece')} of evidence.
          </small>
          <code title="Fingerprint of the key">{one.fingerprint}</code>
        </li>
      ))}
    </ul>
  );
}

function markOf({ counts, fault }: Statement) {
  if (fault !== null) return 'blocked';
  return counts ? 'locked' : 'dropped';
}

function standing({ counts, fault, takenBack }: Statement): string {
  if (fault !== null) return `Not valid: ${fault.says.replace(/\.$/u, '')}`;
  if (takenBack !== null) return `Withdrawn by ${takenBack.by}`;
  return counts ? 'Counts' : 'Of an earlier request';
}
