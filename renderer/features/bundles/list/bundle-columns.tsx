import { decisionLabels, decisionMarks } from '../../../domains/readiness/release/gate-labels.ts';
import { StateLabel } from '../../../ui/marks/state-mark.tsx';
import type { TableColumn } from '../../../ui/table/table-types.ts';
import { formatBytes } from '../../../ui/text/format.ts';
import { TimeText } from '../../../ui/text/time-text.tsx';
import styles from '../bundles.module.css';
import { type Bundle, bundleName, shortCommit } from '../release-model.ts';

export const bundleColumns: readonly TableColumn<Bundle>[] = [
  { id: 'name', label: 'Bundle', value: bundleName, width: 280, fixed: true },
  {
    id: 'decision',
    label: 'Decision',
    value: ({ decision }) => decisionLabels[decision],
    width: 130,
    render: ({ decision }) => <StateLabel mark={decisionMarks[decision]} label={decisionLabels[decision]} />,
  },
  {
    id: 'runs',
    label: 'Runs in',
    value: ({ runsIn }) => (runsIn.length === 0 ? 'nowhere' : runsIn.join(', ')),
    width: 130,
    render: ({ runsIn }) =>
      runsIn.length === 0 ? <span className={styles.muted}>nowhere</span> : runsIn.join(', '),
  },
  {
    id: 'lineage',
    label: 'Lineage',
    value: ({ lineageComplete }) => (lineageComplete ? 'Complete' : 'Not complete'),
    width: 120,
    render: ({ lineageComplete }) => (
      <StateLabel
        mark={lineageComplete ? 'done' : 'at-risk'}
        label={lineageComplete ? 'Complete' : 'Not complete'}
      />
    ),
  },
  {
    id: 'signer',
    label: 'Signed by',
    value: ({ signer, signerName }) => signerName ?? signer,
    width: 130,
    render: ({ signer, signerName }) => signerName ?? <span title={signer}>nobody known here</span>,
  },
  {
    id: 'made',
    label: 'Made',
    value: ({ createdAt }) => new Date(createdAt).toISOString(),
    width: 100,
    render: ({ createdAt }) => <TimeText at={createdAt} focusable={false} />,
  },
  {
    id: 'commit',
    label: 'Commit',
    value: ({ commit }) => commit ?? '',
    width: 120,
    render: ({ commit }) => (
      <span className={styles.cellMono}>{commit === null ? '' : shortCommit(commit)}</span>
    ),
  },
  { id: 'bytes', label: 'Size', value: ({ bytes }) => formatBytes(bytes), width: 80, align: 'end' },
];
