import { unreachable } from '../../../../core/kernel/unreachable.ts';
import type { TableColumn } from '../table-types.ts';
import { DateEditor } from './date-editor.tsx';
import { OwnerEditor } from './owner-editor.tsx';
import { StatusEditor } from './status-editor.tsx';
import { TextEditor } from './text-editor.tsx';

/** What every editor of a cell is given. */
export interface EditorProps {
  readonly label: string;
  readonly initial: string;
  readonly typed: string | null;
  /** `move`: to the next (1) or previous (-1) editable cell; `focus`: the grid takes the focus back. */
  readonly onCommit: (value: string, move: -1 | 0 | 1, focus: boolean) => void;
  readonly onCancel: () => void;
}

export interface CellEditorViewProps<Row> extends Omit<EditorProps, 'label'> {
  readonly column: TableColumn<Row>;
  readonly row: Row;
}

/** The editor of the column's kind. Check boxes have none: they toggle. */
export function CellEditorView<Row>({ column, row, ...rest }: CellEditorViewProps<Row>) {
  const { editor } = column;
  if (editor === undefined || editor.kind === 'check') return null;
  const props: EditorProps = { label: column.label, ...rest };
  switch (editor.kind) {
    case 'text':
      return <TextEditor {...props} />;
    case 'date':
      return <DateEditor {...props} />;
    case 'owner':
      return <OwnerEditor {...props} suggestions={editor.suggestions(row)} />;
    case 'status':
      return <StatusEditor {...props} moves={() => editor.moves(row)} />;
    default:
      return unreachable(editor);
  }
}
