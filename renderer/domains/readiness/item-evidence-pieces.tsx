import { useMemo, useState } from 'react';
import { suggestEvidence } from '../../../core/domain/readiness/suggest-evidence.ts';
import { useView } from '../../bridge/hooks.ts';
import { buildPath } from '../../ui/frame/navigation.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { FileDrop, usePastedFiles } from '../../ui/inputs/files/file-drop.tsx';
import { useCommands } from '../../ui/keys/commands.ts';
import { StateMark } from '../../ui/marks/state-mark.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { TextLink } from '../../ui/text/link.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import { AddEvidenceDialog } from './add/add-evidence-dialog.tsx';
import { verifyEvidence } from './evidence-actions.ts';
import { type Evidence, stateLabels, stateMarks, stateSentence, typeLabels } from './evidence-labels.ts';
import styles from './readiness.module.css';

interface ItemEvidencePiecesProps {
  readonly item: {
    readonly id: Evidence['itemId'];
    readonly title: string;
    readonly fields: readonly { readonly kind: string; readonly label: string; readonly raw: string }[];
  };
  /** Where the item's file lies below its root: links in it are relative to that. */
  readonly folder: string;
}

/** Pieces shown here; the page has the others. */
const most = 8;
const noFiles: readonly File[] = [];
const naming = new Set(['text', 'notes']);

/** An item's pieces of evidence, how each stands and what was said of it, and the way to a new one. */
export function ItemEvidencePieces({ item, folder }: ItemEvidencePiecesProps) {
  /** Files that the dialog begins with; null while it is closed. */
  const [adding, setAdding] = useState<readonly File[] | null>(null);
  usePastedFiles(adding === null, setAdding);
  const { rows, extra, phase } = useView('evidence.list', {
    trackerId: null,
    itemId: item.id,
    state: null,
    type: null,
    withdrawn: false,
  });
  const suggestions = useMemo(
    () =>
      suggestEvidence(
        item.fields.filter(({ kind }) => naming.has(kind)),
        folder,
      ),
    [item.fields, folder],
  );
  useCommands(useMemo(() => addCommand(() => setAdding(noFiles)), []));
  const total = extra?.total ?? rows.length;
  return (
    <>
      <FileDrop hint="Drop to add as evidence" onFiles={setAdding}>
        {phase === 'live' && total === 0 ? (
          <p className={styles.muted}>
            Nothing backs this item yet. Add a document, a contract, code, a test result or an artifact, or
            drop or paste a file: it is verified at once.
          </p>
        ) : null}
        <ul className={styles.pieces}>
          {rows.slice(0, most).map((piece) => (
            <Piece key={piece.id} piece={piece} />
          ))}
        </ul>
        {total > most ? (
          <p className={styles.muted}>
            <TextLink href={buildPath('/evidence', {}, { item: item.id })}>
              All {formatCount(total, 'piece')} of this item
            </TextLink>
          </p>
        ) : null}
        <div className={styles.buttons}>
          <Button keys="⇧ E" onPress={() => setAdding(noFiles)}>
            Add evidence
          </Button>
          {rows.length === 0 ? null : (
            <Button kind="quiet" onPress={() => void verifyEvidence(rows.map(({ id }) => id))}>
              Verify {rows.length === 1 ? 'it' : `all ${rows.length}`} again
            </Button>
          )}
        </div>
      </FileDrop>
      {adding === null ? null : (
        <AddEvidenceDialog
          itemId={item.id}
          itemTitle={item.title}
          suggestions={suggestions}
          files={adding}
          onClose={() => setAdding(null)}
        />
      )}
    </>
  );
}

function Piece({ piece }: { readonly piece: Evidence }) {
  const { id, where, type, state, itemId, verification } = piece;
  return (
    <li>
      <StateMark mark={stateMarks[state]} label={stateLabels[state]} />
      <span className={styles.where} title={where}>
        <TextLink quiet href={buildPath('/evidence', {}, { item: itemId, piece: id })}>
          {where}
        </TextLink>
      </span>
      <span className={styles.type}>{typeLabels[type]}</span>
      <span className={styles.says}>
        {stateLabels[state]}. {stateSentence(piece)}
      </span>
      {verification === null ? null : (
        <span className={styles.type}>
          <TimeText at={verification.at} />
        </span>
      )}
    </li>
  );
}

function addCommand(add: () => void) {
  return [
    {
      id: 'evidence.add',
      title: 'Add evidence to the item',
      group: 'Evidence',
      keys: 'Shift+e',
      words: ['proof', 'document', 'test', 'commit', 'artifact'],
      run: add,
    },
  ];
}
