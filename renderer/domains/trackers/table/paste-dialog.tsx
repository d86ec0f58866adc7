import { maxEditsPerCall } from '../../../../core/contract/trackers.ts';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';
import { formatCount, formatDay, formatNumber, formatShown } from '../../../ui/text/format.ts';
import type { PastePlan } from '../model/paste.ts';
import type { Item } from '../model/rows.ts';
import { sendWithUndo } from '../send-edits.ts';
import styles from './paste-dialog.module.css';

/** Lines a person looks through before they agree; more are counted. */
const Shown = 100;

interface PasteDialogProps {
  readonly plan: PastePlan;
  readonly trackerId: Item['trackerId'];
  readonly onClose: () => void;
}

/** What pasting would change and what it would leave, before anything is written; one step to undo. */
export function PasteDialog({ plan, trackerId, onClose }: PasteDialogProps) {
  const { changes, left, beyond } = plan;
  const send = async () => {
    if (plan.edits.length > maxEditsPerCall) {
      return {
        what: `At most ${formatCount(maxEditsPerCall, 'cell')} are changed at once, so that one undo takes them back.`,
        kept: 'Nothing was changed.',
        next: 'Paste fewer rows.',
      };
    }
    const answer = await sendWithUndo(trackerId, plan.edits);
    if (!answer.ok) return { what: answer.reason };
    onClose();
    return null;
  };
  const outside = [
    ...(beyond.rows > 0 ? [formatCount(beyond.rows, 'row')] : []),
    ...(beyond.columns > 0 ? [formatCount(beyond.columns, 'column')] : []),
  ];
  const pastEnd = beyond.rows + beyond.columns === 1 ? 'lies' : 'lie';
  return (
    <FormDialog
      title="Paste cells"
      size="large"
      confirm={changes.length === 0 ? 'Nothing to change' : `Change ${formatCount(changes.length, 'cell')}`}
      isDisabled={changes.length === 0}
      send={send}
      onClose={onClose}
    >
      {() => (
        <div className={styles.plan}>
          {changes.length === 0 ? (
            <p>Every cell it would go to says this already, or stays as it is for the reasons below.</p>
          ) : (
            <table
              aria-label={formatShown(Math.min(Shown, changes.length), changes.length, 'first', 'change')}
            >
              <thead>
                <tr>
                  <th scope="col">Item</th>
                  <th scope="col">Column</th>
                  <th scope="col">Now</th>
                  <th scope="col">Pasted</th>
                </tr>
              </thead>
              <tbody>
                {changes.slice(0, Shown).map(({ item, label, before, after }) => (
                  <tr key={`${item.id} ${label}`}>
                    <th scope="row">{item.title}</th>
                    <td>{label}</td>
                    <td>{before === '' ? '(empty)' : formatDay(before)}</td>
                    <td>{after === '' ? '(empty)' : formatDay(after)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {changes.length > Shown ? <p>{`and ${formatNumber(changes.length - Shown)} more.`}</p> : null}
          {outside.length === 0 ? null : (
            <p>{`${outside.join(' and ')} of what you copied ${pastEnd} past the end of the table and ${pastEnd === 'lies' ? 'is' : 'are'} left out.`}</p>
          )}
          {left.length === 0 ? null : (
            <>
              <h3>{formatCount(left.length, 'cell stays as it is', 'cells stay as they are')}</h3>
              <ul>
                {left.slice(0, Shown).map(({ item, label, reason }) => (
                  <li key={`${item.id} ${label}`}>{`${item.title}, ${label}: ${reason}`}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </FormDialog>
  );
}
