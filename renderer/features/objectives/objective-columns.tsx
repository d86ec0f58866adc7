import { Badge } from '../../ui/marks/badge.tsx';
import { StateLabel } from '../../ui/marks/state-mark.tsx';
import type { TableColumn } from '../../ui/table/table-types.ts';
import { TimeText } from '../../ui/text/time-text.tsx';
import {
  breachesText,
  limitsText,
  type Objective,
  resultLabels,
  resultMarks,
  valueText,
} from './objective-model.ts';
import styles from './objectives.module.css';

export const objectiveColumns: readonly TableColumn<Objective>[] = [
  {
    id: 'title',
    label: 'Objective',
    value: (row) => row.title,
    width: 230,
    fixed: true,
  },
  {
    id: 'result',
    label: 'Result',
    value: (row) => resultLabels[row.result],
    width: 170,
    render: (row) => (
      <span className={styles.result}>
        <StateLabel mark={resultMarks[row.result]} label={resultLabels[row.result]} />
        {row.blocks ? <Badge tone="problem">blocks</Badge> : null}
      </span>
    ),
  },
  {
    id: 'value',
    label: 'Value',
    value: (row) => valueText(row.value, row.unit),
    width: 100,
    align: 'end',
  },
  {
    id: 'limits',
    label: 'Thresholds',
    value: limitsText,
    width: 290,
  },
  { id: 'breaches', label: 'Soft fails', value: breachesText, width: 130 },
  {
    id: 'at',
    label: 'Measured',
    value: (row) => (row.at === null ? '' : new Date(row.at).toISOString()),
    width: 100,
    render: (row) => (row.at === null ? '' : <TimeText at={row.at} focusable={false} />),
  },
  {
    id: 'source',
    label: 'Source',
    value: (row) => row.source ?? 'typed in',
    width: 180,
  },
];
