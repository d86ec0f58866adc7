import { FailureNotice } from '../../../bridge/failure-notice.tsx';
import { useQuery } from '../../../bridge/hooks.ts';
import {
  decisionLabels,
  decisionMarks,
  gatePath,
  lineagePath,
} from '../../../domains/readiness/release/gate-labels.ts';
import shared from '../../../domains/readiness/screens.module.css';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { CopyButton } from '../../../ui/inputs/copy-button.tsx';
import { DefinitionList } from '../../../ui/layout/definition-list.tsx';
import { RowList } from '../../../ui/layout/row-list.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { SidePanel } from '../../../ui/overlays/side-panel.tsx';
import { formatBytes, formatCount, formatNumber } from '../../../ui/text/format.ts';
import { TextLink } from '../../../ui/text/link.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';
import styles from '../bundles.module.css';
import {
  type Bundle,
  bundleName,
  kindLabels,
  outcomeLabels,
  outcomeMarks,
  whyNotReleased,
} from '../release-model.ts';

interface BundlePanelProps {
  readonly bundle: Bundle;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
  readonly onVerify: () => void;
  readonly onPromote: () => void;
  readonly onClose: () => void;
}

/** One bundle: what it says, what is in it, and where it went. Its archive is looked through whenever it is opened. */
export function BundlePanel({ bundle, onPrevious, onNext, onVerify, onPromote, onClose }: BundlePanelProps) {
  const { id, decision, runsIn } = bundle;
  const shown = useQuery('bundles.show', { bundleId: id }, [runsIn.join()]);
  const known = shown.value?.row.id === id ? shown.value : null;
  const why = whyNotReleased(bundle);
  const members = known?.manifest?.members ?? [];
  return (
    <SidePanel
      title={bundleName(bundle)}
      mark={<StateMark mark={decisionMarks[decision]} label={decisionLabels[decision]} />}
      fact={`${decisionLabels[decision]} · ${formatBytes(bundle.bytes)}`}
      onClose={onClose}
      onPrevious={onPrevious}
      onNext={onNext}
      footer={
        <>
          <Button kind="primary" isDisabled={why !== null} onPress={onPromote}>
            Promote
          </Button>
          <Button onPress={onVerify}>Verify again</Button>
        </>
      }
    >
      {why === null ? null : <Notice kind="warning" what={why} kept="It can be released nowhere." />}
      {shown.failure === null ? null : <FailureNotice failure={shown.failure} />}
      {known === null || known.problems.length === 0 ? null : (
        <Notice
          kind="problem"
          what={known.problems.map(({ says }) => says).join(' ')}
          todo="Take it in again from a file that holds."
        />
      )}
      <DefinitionList items={factsOf(bundle)} />
      {known === null || known.moves.length === 0 ? null : (
        <section className={styles.panelPart} aria-label="Moves">
          <h3>Moves</h3>
          <RowList
            label="Moves"
            rows={known.moves.map((move) => ({
              id: move.id,
              mark: outcomeMarks[move.outcome],
              markLabel: outcomeLabels[move.outcome],
              text: `${kindLabels[move.kind]}: ${move.environmentTitle}`,
              end: <TimeText at={move.at} focusable={false} />,
            }))}
          />
        </section>
      )}
      {members.length === 0 ? null : (
        <section className={styles.panelPart} aria-label="Files in it">
          <h3>{`${formatCount(members.length, 'file')} in it`}</h3>
          <RowList
            label="Files in it"
            atFirst={20}
            rows={members.map(({ path, bytes }) => ({
              id: path,
              text: <span className={shared.mono}>{path}</span>,
              end: `${formatNumber(bytes)} B`,
            }))}
          />
        </section>
      )}
    </SidePanel>
  );
}

function factsOf(bundle: Bundle) {
  const { id, gateId, gateTitle, runId, commit, archive, signer, signerName, runsIn } = bundle;
  return [
    { term: 'Runs in', value: runsIn.length === 0 ? 'nowhere' : runsIn.join(', ') },
    { term: 'Gate', value: <TextLink href={gatePath(gateId, { run: runId })}>{gateTitle}</TextLink> },
    {
      term: 'Lineage',
      value: (
        <TextLink href={lineagePath(runId)}>{bundle.lineageComplete ? 'complete' : 'not complete'}</TextLink>
      ),
    },
    ...(commit === null ? [] : [{ term: 'Commit', value: <span className={shared.mono}>{commit}</span> }]),
    {
      term: 'Signed by',
      value: (
        <>
          {signerName ?? 'a key of nobody known here'} <span className={shared.mono}>{signer}</span>
        </>
      ),
    },
    { term: 'Made', value: <TimeText at={bundle.createdAt} /> },
    {
      term: 'Added',
      value: (
        <>
          by {bundle.addedBy}, <TimeText at={bundle.addedAt} />
        </>
      ),
    },
    { term: 'Name', value: <span className={shared.mono}>{id}</span> },
    {
      term: 'SHA-256',
      value: (
        <>
          <span className={shared.mono}>{archive}</span>{' '}
          <CopyButton label="Copy the digest of the archive" text={() => archive}>
            Copy
          </CopyButton>
        </>
      ),
    },
  ];
}
