import type { DataTableProps } from './table-types.ts';

/** The table. */
export function DataTable<Row>({ label, columns, source, rowId, onOpen, empty }: DataTableProps<Row>) {
  if (source.total === 0) return <>{empty}</>;
  return (
    <table aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id}>{column.label}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {source.rows.map((row) => (
          <tr key={rowId(row)} onDoubleClick={() => onOpen?.(row)}>
            {columns.map((column) => (
              <td key={column.id}>{column.render?.(row) ?? column.value(row)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
