import { act } from '../../../bridge/hooks.ts';
import { sayDone } from '../../../bridge/say-done.ts';
import shared from '../../../domains/readiness/screens.module.css';
import { Button } from '../../../ui/inputs/button.tsx';
import { RowList } from '../../../ui/layout/row-list.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { SidePanel } from '../../../ui/overlays/side-panel.tsx';
import { formatCount, formatNumber } from '../../../ui/text/format.ts';
import styles from '../bundles.module.css';
import type { Bundle } from '../release-model.ts';
import {
  generalProblems,
  keyRows,
  memberRows,
  signerWords,
  type Verified,
  verdictWords,
  verifierWords,
} from './verdict-model.ts';

interface VerdictPanelProps {
  readonly verified: Verified;
  /** Bundles of this workspace. */
  readonly known: readonly Bundle[];
  readonly onOpen: (bundleId: Bundle['id']) => void;
  readonly onClose: () => void;
}

/** What verifying a bundle came to: in a word, by whose keys, and for every file of it. */
export function VerdictPanel({ verified, known, onOpen, onClose }: VerdictPanelProps) {
  const { of, file, answer } = verified;
  const { verdict, signerName } = answer;
  const { mark, label } = verdictWords(verdict);
  const members = memberRows(verdict);
  const wrong = members.filter(({ problems }) => problems.length > 0).length;
  const verifier = verifierWords(verdict);
  const isNew = file !== null && verdict.holds && !known.some(({ id }) => id === verdict.bundleId);
  const take = async () => {
    if (file === null) return;
    const taken = await act('bundles.take', { file });
    if (taken === null) return;
    sayDone(taken);
    onOpen(taken.bundleId);
  };
  const unnamed = generalProblems(verdict);
  return (
    <SidePanel
      title={label}
      mark={<StateMark mark={mark} silent />}
      fact={of}
      onClose={onClose}
      footer={isNew ? <Button onPress={() => void take()}>Take it in</Button> : undefined}
    >
      {[signerWords(verdict, signerName), ...unnamed, ...(verifier === null ? [] : [verifier])].map(
        (says) => (
          <p key={says} className={shared.says}>
            {says}
          </p>
        ),
      )}
      <section className={styles.panelPart} aria-label="Keys">
        <h3>Keys of its signatures</h3>
        <RowList
          label="Keys"
          wraps
          rows={keyRows(verdict).map(({ fingerprint, name, signs }) => ({
            id: fingerprint,
            text: <span className={shared.mono}>{fingerprint}</span>,
            end: signs ? `${name}, signed the bundle` : name,
          }))}
        />
      </section>
      <section className={styles.panelPart} aria-label="Files">
        <h3>
          {wrong === 0
            ? `${formatCount(members.length, 'file')}, each as it was signed`
            : `${formatNumber(wrong)} of ${formatCount(members.length, 'file')} with a problem`}
        </h3>
        <RowList
          label="Files of the bundle"
          wraps
          atFirst={20}
          rows={members.map(({ path, bytes, problems }) => ({
            id: path,
            mark: problems.length === 0 ? 'done' : 'blocked',
            markLabel: problems.length === 0 ? 'Holds' : 'Problem',
            text: (
              <>
                <span className={shared.mono}>{path}</span> {problems.join(' ')}
              </>
            ),
            end: bytes === null ? 'not in the manifest' : `${formatNumber(bytes)} B`,
          }))}
        />
      </section>
    </SidePanel>
  );
}
