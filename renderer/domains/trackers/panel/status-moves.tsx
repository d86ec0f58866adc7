import { useState } from 'react';
import { Button } from '../../../ui/inputs/button.tsx';
import { StateLabel, StateMark } from '../../../ui/marks/state-mark.tsx';
import { setField, whyLocked } from '../model/edits.ts';
import { nameMoves } from '../model/moves.ts';
import type { ItemDetail } from '../model/rows.ts';
import { sendEdits } from '../send-edits.ts';
import styles from './item-panel.module.css';

/** The status and where it may go from here, one button per legal move. */
export function StatusMoves({ detail }: { readonly detail: ItemDetail }) {
  const [saving, setSaving] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { row, moves } = detail;
  const field = row.fields.find((each) => each.kind === 'status');
  const boxed = field === undefined && row.fields.some((each) => each.kind === 'check');
  if (row.status === null || row.state === null || boxed) return null;
  const locked =
    field === undefined ? 'It follows from its parts and has no place of its own.' : whyLocked(field);
  const go = async (word: string) => {
    if (field === undefined) return;
    setSaving(word);
    const answer = await sendEdits(row.trackerId, [setField(row, field, word)]);
    setSaving(null);
    setProblem(answer.ok ? null : answer.reason);
  };
  return (
    <section aria-label="Status" className={styles.part}>
      <h3>{field?.label ?? 'Status'}</h3>
      <div className={styles.status}>
        <StateLabel mark={row.state} label={row.status} />
        {locked === null ? (
          moves.map((move) => (
            <Button
              key={move.word}
              onPress={() => void go(move.word)}
              isPending={saving === move.word}
              label={`Set status to ${move.word}`}
            >
              <span className={styles.move}>
                <StateMark mark={move.state} silent />
                {move.word}
              </span>
            </Button>
          ))
        ) : (
          <span className={styles.muted}>{locked}</span>
        )}
      </div>
      {locked === null && moves.length === 0 ? (
        <p className={styles.muted}>
          From “{row.status}” the document allows {nameMoves(moves)}.
        </p>
      ) : null}
      {problem === null ? null : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </section>
  );
}
