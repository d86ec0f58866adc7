import { unreachable } from '../../../../core/kernel/unreachable.ts';
import type { TableColumn } from '../table-types.ts';
import { DateEditor } from './date-editor.tsx';
import type { EditorProps } from './editor-props.ts';
import { OwnerEditor } from './owner-editor.tsx';
import { StatusEditor } from './status-editor.tsx';
import { TextEditor } from './text-editor.tsx';

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
      return <DateEditor {...props} read={(text) => editor.read?.(row, text) ?? null} />;
    case 'owner':
      return <OwnerEditor {...props} suggestions={editor.suggestions(row)} />;
    case 'status':
      return <StatusEditor {...props} moves={() => editor.moves(row)} />;
    default:
      return unreachable(editor);
  }
}
