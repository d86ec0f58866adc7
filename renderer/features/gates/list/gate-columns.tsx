import {
  criteriaWords,
  type Gate,
  inputsWords,
  lastDecision,
} from '../../../domains/readiness/release/gate-labels.ts';
import { Badge } from '../../../ui/marks/badge.tsx';
import { StateLabel } from '../../../ui/marks/state-mark.tsx';
import type { TableColumn } from '../../../ui/table/table-types.ts';
import { TimeText } from '../../../ui/text/time-text.tsx';
import styles from '../gates.module.css';
import { isBuiltIn, originWords } from './gate-list-model.ts';

export const gateColumns: readonly TableColumn<Gate>[] = [
  {
    id: 'title',
    label: 'Gate',
    value: (row) => row.title,
    width: 270,
    fixed: true,
    render: (row) => (
      <span className={styles.name}>
        <span>{row.title}</span>
        {isBuiltIn(row) ? <Badge>built in</Badge> : null}
      </span>
    ),
  },
  {
    id: 'decision',
    label: 'Last decision',
    value: (row) => lastDecision(row).label,
    width: 130,
    render: (row) => <StateLabel {...lastDecision(row)} />,
  },
  {
    id: 'at',
    label: 'When',
    value: (row) => (row.last === null ? '' : new Date(row.last.at).toISOString()),
    width: 96,
    render: (row) => (row.last === null ? '' : <TimeText at={row.last.at} focusable={false} />),
  },
  { id: 'by', label: 'By', value: (row) => row.last?.by ?? '', width: 104 },
  { id: 'inputs', label: 'Since then', value: inputsWords, width: 182 },
  { id: 'criteria', label: 'Criteria', value: criteriaWords, width: 140 },
  {
    id: 'origin',
    label: 'From',
    value: originWords,
    width: 220,
    render: (row) => <span title={row.problem ?? undefined}>{originWords(row)}</span>,
  },
  { id: 'id', label: 'Id', value: (row) => row.id, width: 180 },
];
