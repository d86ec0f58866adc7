import { useMemo } from 'react';
import type { Lineage, LineageNode } from '../../../../core/domain/readiness/lineage/lineage.ts';
import { StateLabel } from '../../../ui/marks/state-mark.tsx';
import { DataTable } from '../../../ui/table/data-table.tsx';
import type { TableColumn } from '../../../ui/table/table-types.ts';
import { type EdgeRow, edgeRows, relationLabels, statusMarks, typeLabels } from './lineage-model.ts';

const named = ({ title, status }: LineageNode) => <StateLabel mark={statusMarks[status]} label={title} />;

const columns: readonly TableColumn<EdgeRow>[] = [
  {
    id: 'source',
    label: 'From',
    value: ({ source }) => source.title,
    width: 300,
    fixed: true,
    render: ({ source }) => named(source),
  },
  { id: 'type', label: 'Type', value: ({ source }) => typeLabels[source.type], width: 90 },
  {
    id: 'relation',
    label: 'Edge',
    value: ({ relation, missing }) => `${relationLabels[relation]}${missing ? ': missing' : ''}`,
    width: 210,
    render: ({ relation, missing }) =>
      missing ? (
        <StateLabel mark="at-risk" label={`missing: ${relationLabels[relation]}`} />
      ) : (
        relationLabels[relation]
      ),
  },
  {
    id: 'target',
    label: 'To',
    value: ({ target }) => target.title,
    width: 300,
    render: ({ target }) => named(target),
  },
];

interface LineageTableProps {
  readonly lineage: Lineage;
  readonly openId: string | null;
  readonly onOpen: (id: string) => void;
}

/** The graph as a table: an edge a row, what is missing first. */
export function LineageTable({ lineage, openId, onOpen }: LineageTableProps) {
  const rows = useMemo(() => edgeRows(lineage), [lineage]);
  return (
    <DataTable
      label="Edges"
      columns={columns}
      source={{ total: rows.length, start: 0, rows }}
      rowId={(row) => row.id}
      fit
      onOpen={({ source }) => onOpen(source.id)}
      openId={rows.find(({ source }) => source.id === openId)?.id ?? null}
    />
  );
}
