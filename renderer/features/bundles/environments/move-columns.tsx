import { decisionLabels, decisionMarks } from '../../../domains/readiness/release/gate-labels.ts';
import { StateLabel } from '../../../ui/marks/state-mark.tsx';
import type { TableColumn } from '../../../ui/table/table-types.ts';
import { TimeText } from '../../../ui/text/time-text.tsx';
import { type Bundle, kindLabels, type Move, nameOfBundle, outcomeOf } from '../release-model.ts';

export function moveColumns(
  bundles: readonly Bundle[],
  underWay: ReadonlySet<string>,
): readonly TableColumn<Move>[] {
  return [
    { id: 'kind', label: 'Move', value: ({ kind }) => kindLabels[kind], width: 100, fixed: true },
    { id: 'where', label: 'Environment', value: ({ environmentTitle }) => environmentTitle, width: 130 },
    { id: 'bundle', label: 'Bundle', value: ({ bundleId }) => nameOfBundle(bundles, bundleId), width: 230 },
    {
      id: 'outcome',
      label: 'Outcome',
      value: (move) => outcomeOf(move, underWay).label,
      width: 120,
      render: (move) => <StateLabel {...outcomeOf(move, underWay)} />,
    },
    {
      id: 'decision',
      label: 'Gate said',
      value: ({ decision }) => (decision === null ? '' : decisionLabels[decision]),
      width: 130,
      render: ({ decision }) =>
        decision === null ? (
          'was not asked'
        ) : (
          <StateLabel mark={decisionMarks[decision]} label={decisionLabels[decision]} />
        ),
    },
    { id: 'says', label: 'Says', value: ({ says }) => says, width: 260 },
    { id: 'by', label: 'By', value: ({ by }) => by, width: 110 },
    {
      id: 'at',
      label: 'When',
      value: ({ at }) => new Date(at).toISOString(),
      width: 100,
      render: ({ at }) => <TimeText at={at} focusable={false} />,
    },
  ];
}
