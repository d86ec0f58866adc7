import { useQuery, useView } from '../../../../bridge/hooks.ts';
import { DefinitionList } from '../../../../ui/layout/definition-list.tsx';
import { StateMark } from '../../../../ui/marks/state-mark.tsx';
import { formatCount } from '../../../../ui/text/format.ts';
import { TimeText } from '../../../../ui/text/time-text.tsx';
import { stateLabels, stateMarks, stateSentence, tierLabels } from '../../evidence-labels.ts';
import { DifferenceList } from '../difference-list.tsx';
import { roleTitle, type Signoff } from '../signoff-labels.ts';
import styles from '../signoffs.module.css';

/** Pieces a dialog shows; the item's page has the others. */
const most = 12;

/** What a reviewer has to look at: the item's fields, its evidence with what was found, and what changed since. */
export function ReviewMaterial({ signoff }: { readonly signoff: Signoff }) {
  const { itemId, note, requested, sinceLast, differences, state, reviews } = signoff;
  const detail = useQuery('trackers.item', { itemId });
  const fields = detail.value?.row.fields ?? [];
  return (
    <div className={styles.material}>
      {requested === null ? null : (
        <p>
          {requested.by} asked for it, <TimeText at={requested.at} />
          {note === '' ? '.' : `: “${note}”`}
        </p>
      )}
      <section aria-label="Item">
        <h3>Item</h3>
        <DefinitionList
          items={fields.map(({ name, label, value }) => ({
            id: name,
            term: label,
            value: value === '' ? <span className={styles.muted}>empty</span> : value,
          }))}
        />
      </section>
      <EvidenceOf itemId={itemId} />
      {sinceLast === null ? null : (
        <section aria-label="Changed since the last sign-off">
          <h3>
            Changed since {sinceLast.by} signed as {roleTitle(sinceLast.role, reviews)},{' '}
            <TimeText at={sinceLast.at} />
          </h3>
          <DifferenceList differences={sinceLast} none="Nothing." />
        </section>
      )}
      {state === 'requested' ? (
        <section aria-label="Changed since it was asked for">
          <h3>Changed since it was asked for</h3>
          <DifferenceList differences={differences} none="Nothing." />
        </section>
      ) : null}
    </div>
  );
}

function EvidenceOf({ itemId }: Pick<Signoff, 'itemId'>) {
  const { rows, extra, phase } = useView('evidence.list', {
    trackerId: null,
    itemId,
    state: null,
    type: null,
    withdrawn: false,
  });
  const total = extra?.total ?? rows.length;
  return (
    <section aria-label="Evidence">
      <h3>Evidence</h3>
      {phase === 'live' && total === 0 ? <p className={styles.muted}>Nothing backs this item.</p> : null}
      <ul className={styles.evidence}>
        {rows.slice(0, most).map((piece) => (
          <li key={piece.id}>
            <StateMark mark={stateMarks[piece.state]} label={stateLabels[piece.state]} />
            <span className={styles.mono}>{piece.where}</span>
            <small>
              {stateLabels[piece.state]}. {stateSentence(piece)} Tier: {tierLabels[piece.tier].toLowerCase()}.
            </small>
          </li>
        ))}
      </ul>
      {total > most ? (
        <p className={styles.muted}>
          The first {most} of {formatCount(total, 'piece')}; the item’s page has all.
        </p>
      ) : null}
    </section>
  );
}
