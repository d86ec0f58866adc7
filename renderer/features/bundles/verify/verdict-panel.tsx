import { act } from '../../../bridge/hooks.ts';
import { sayDone } from '../../../bridge/say-done.ts';
import { Button, IconButton } from '../../../ui/inputs/button.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { RowList } from '../../../ui/layout/row-list.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { formatCount, formatNumber } from '../../../ui/text/format.ts';
import styles from '../bundles.module.css';
import type { Bundle } from '../release-model.ts';
import {
  generalProblems,
  keyRows,
  memberRows,
  signerWords,
  verdictWords,
  verifierWords,
} from './verdict-model.ts';
import type { Verified } from './verify-bundle.ts';

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
  return (
    <Panel
      title="Verified"
      fact={of}
      actions={
        <>
          {isNew ? <Button onPress={() => void take()}>Take it in</Button> : null}
          <IconButton icon="close" label="Close the verdict" onPress={onClose} />
        </>
      }
    >
      <output className={styles.verdict}>
        <StateMark mark={mark} silent size={18} />
        {label}
      </output>
      <div className={styles.inside}>
        <p className={styles.says}>{signerWords(verdict, signerName)}</p>
        {generalProblems(verdict).map((says) => (
          <p key={says} className={styles.says}>
            {says}
          </p>
        ))}
        {verifier === null ? null : <p className={styles.says}>{verifier}</p>}
      </div>
      <section className={styles.part} aria-label="Keys">
        <RowList
          label="Keys"
          rows={keyRows(verdict).map(({ fingerprint, name, signs }) => ({
            id: fingerprint,
            text: <span className={styles.mono}>{fingerprint}</span>,
            label: `${name}, ${fingerprint}`,
            end: signs ? `${name}, signed the bundle` : name,
          }))}
        />
      </section>
      <section className={styles.part} aria-label="Files">
        <p className={styles.sentence}>
          {wrong === 0
            ? `${formatCount(members.length, 'file')}, each as it was signed.`
            : `${formatNumber(wrong)} of ${formatCount(members.length, 'file')} with a problem.`}
        </p>
        <RowList
          label="Files of the bundle"
          wraps
          atFirst={8}
          rows={members.map(({ path, bytes, sha256, problems }) => ({
            id: path,
            mark: problems.length === 0 ? 'done' : 'blocked',
            markLabel: problems.length === 0 ? 'Holds' : 'Problem',
            text: (
              <>
                <span className={styles.mono} title={sha256 ?? undefined}>
                  {path}
                </span>{' '}
                {problems.join(' ')}
              </>
            ),
            label: [path, ...problems].join(', '),
            end: bytes === null ? 'not in the manifest' : `${formatNumber(bytes)} B`,
          }))}
        />
      </section>
    </Panel>
  );
}
