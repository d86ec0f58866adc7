import { StateLabel } from '../../../ui/marks/state-mark.tsx';
import type { TableColumn } from '../../../ui/table/table-types.ts';
import { formatDay } from '../../../ui/text/format.ts';
import {
  type Exception,
  lastDayOf,
  scopeWords,
  stateLabels,
  stateMarks,
  stateOf,
} from './exception-model.ts';

/** `gateTitle`: what a person calls the gate of an id. */
export function exceptionColumns(
  now: number,
  gateTitle: (gateId: string) => string,
): readonly TableColumn<Exception>[] {
  return [
    { id: 'gate', label: 'Gate', value: (row) => gateTitle(row.gateId), width: 200, fixed: true },
    {
      id: 'state',
      label: 'State',
      value: (row) => stateLabels[stateOf(row, now)],
      width: 110,
      render: (row) => {
        const state = stateOf(row, now);
        return <StateLabel mark={stateMarks[state]} label={stateLabels[state]} />;
      },
    },
    { id: 'scope', label: 'Lets through', value: scopeWords, width: 220 },
    {
      id: 'until',
      label: 'Last day',
      value: (row) => lastDayOf(row.expiresAt),
      width: 110,
      render: (row) => formatDay(lastDayOf(row.expiresAt)),
    },
    { id: 'owner', label: 'Owner', value: (row) => row.owner, width: 130 },
    { id: 'approver', label: 'Approved by', value: (row) => row.approverName, width: 130 },
    { id: 'reason', label: 'Reason', value: (row) => row.reason, width: 280 },
  ];
}
