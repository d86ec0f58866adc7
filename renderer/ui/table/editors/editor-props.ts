/** What every editor of a cell is given. */
export interface EditorProps {
  readonly label: string;
  readonly initial: string;
  readonly typed: string | null;
  /** `move`: to the next (1) or previous (-1) editable cell; `focus`: the grid takes the focus back. */
  readonly onCommit: (value: string, move: -1 | 0 | 1, focus: boolean) => void;
  readonly onCancel: () => void;
  /** The editor is left with a text that means nothing here: it is kept beside the reason. */
  readonly onKeep: (text: string, reason: string) => void;
}
