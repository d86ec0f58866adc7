import type { ReactNode } from 'react';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useQuery } from '../../bridge/hooks.ts';
import {
  restoreEvidence,
  verifyEvidence,
  withdrawEvidence,
} from '../../domains/readiness/evidence-actions.ts';
import {
  type Evidence,
  itemPath,
  stateLabels,
  stateMarks,
  stateSentence,
  tierLabels,
  typeLabels,
  verifiedBy,
} from '../../domains/readiness/evidence-labels.ts';
import shared from '../../domains/readiness/screens.module.css';
import { Button } from '../../ui/inputs/button.tsx';
import { DefinitionList } from '../../ui/layout/definition-list.tsx';
import { StateMark } from '../../ui/marks/state-mark.tsx';
import { SidePanel } from '../../ui/overlays/side-panel.tsx';
import { formatCount, formatExact } from '../../ui/text/format.ts';
import { TextLink } from '../../ui/text/link.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import styles from './evidence.module.css';
import { EvidencePreview } from './preview/evidence-preview.tsx';

interface EvidencePanelProps {
  readonly piece: Evidence;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
  readonly onChange: () => void;
  readonly onClose: () => void;
}

/** One piece of evidence: what was said of it last, what it is, and every verification that is kept. */
export function EvidencePanel({ piece, onPrevious, onNext, onChange, onClose }: EvidencePanelProps) {
  const { id, where, state, type, withdrawn, verification } = piece;
  const shown = useQuery('evidence.show', { evidenceId: id }, [verification?.at ?? 0]);
  const history = shown.value?.row.id === id ? shown.value.history : [];
  return (
    <SidePanel
      title={where}
      mark={<StateMark mark={stateMarks[state]} label={stateLabels[state]} />}
      fact={`${typeLabels[type]} · ${tierLabels[piece.tier]} · ${withdrawn === null ? stateLabels[state].toLowerCase() : 'withdrawn'}`}
      onClose={onClose}
      onPrevious={onPrevious}
      onNext={onNext}
      footer={
        <>
          <Button kind="primary" keys="v" onPress={() => void verifyEvidence([id])}>
            Verify again
          </Button>
          <Button keys="e" onPress={onChange}>
            Change
          </Button>
          {withdrawn === null ? (
            <Button kind="danger" keys="x" onPress={() => void withdrawEvidence([id])}>
              Withdraw
            </Button>
          ) : (
            <Button keys="x" onPress={() => void restoreEvidence([id])}>
              Restore
            </Button>
          )}
        </>
      }
    >
      <p className={shared.says}>{stateSentence(piece)}</p>
      <DefinitionList items={factsOf(piece)} />
      <EvidencePreview key={id} piece={piece} />
      <section className={styles.panelPart} aria-label="Verifications">
        <h3>Verifications</h3>
        {shown.failure === null ? null : <FailureNotice failure={shown.failure} />}
        <ol className={styles.history}>
          {history.map((one) => (
            <li key={`${one.at}:${one.device}`}>
              <StateMark mark={stateMarks[one.result]} label={stateLabels[one.result]} />
              <span>{one.says}</span>
              <TimeText at={one.at} />
              <small>{verifiedBy(one)}</small>
            </li>
          ))}
        </ol>
      </section>
    </SidePanel>
  );
}

function factsOf(piece: Evidence): readonly { readonly term: string; readonly value: ReactNode }[] {
  const { freshDays, freshUntil, digest, note, rootName, withdrawn } = piece;
  return [
    {
      term: 'Item',
      value: piece.itemGone ? (
        `${piece.itemTitle} (gone)`
      ) : (
        <TextLink href={itemPath(piece)}>{piece.itemTitle}</TextLink>
      ),
    },
    { term: 'Tracker', value: piece.trackerName },
    { term: 'Folder', value: rootName ?? 'copied into this workspace' },
    {
      term: 'Fresh',
      value:
        freshDays === null
          ? 'without a limit'
          : `for ${formatCount(freshDays, 'day')}${freshUntil === null ? '' : `, until ${formatExact(freshUntil)}`}`,
    },
    ...(note === '' ? [] : [{ term: 'Note', value: note }]),
    ...(digest === null ? [] : [{ term: 'SHA-256', value: <span className={shared.mono}>{digest}</span> }]),
    {
      term: 'Added',
      value: (
        <>
          by {piece.addedBy}, <TimeText at={piece.addedAt} />
        </>
      ),
    },
    ...(withdrawn === null
      ? []
      : [
          {
            term: 'Withdrawn',
            value: (
              <>
                by {withdrawn.by}, <TimeText at={withdrawn.at} />
              </>
            ),
          },
        ]),
  ];
}
