import { IconButton } from '../inputs/button.tsx';
import { Checkbox } from '../inputs/choice.tsx';
import { Popover } from '../overlays/popover.tsx';
import type { TableColumn, TableLayout } from './table-types.ts';

export interface ColumnChooserProps<Row> {
  readonly columns: readonly TableColumn<Row>[];
  readonly layout: TableLayout;
  readonly onLayout: (layout: TableLayout) => void;
}

/** Which columns are shown. */
export function ColumnChooser<Row>({ columns, layout, onLayout }: ColumnChooserProps<Row>) {
  return (
    <Popover label="Columns" trigger={<IconButton icon="columns" label="Columns" />}>
      {columns.map((column) => (
        <Checkbox
          key={column.id}
          isSelected={!layout.hidden.includes(column.id)}
          isDisabled={column.fixed ?? false}
          onChange={(shown) =>
            onLayout({
              ...layout,
              hidden: shown ? layout.hidden.filter((id) => id !== column.id) : [...layout.hidden, column.id],
            })
          }
        >
          {column.label}
        </Checkbox>
      ))}
    </Popover>
  );
}
