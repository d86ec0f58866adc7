import { NameDialog } from '../../../ui/overlays/name-dialog.tsx';
import { kindLabel } from '../model/filter.ts';
import type { Item } from '../model/rows.ts';

interface AddItemDialogProps {
  /** The row the new one goes below. */
  readonly near: Item;
  readonly onAdd: (near: Item, title: string) => Promise<string | null>;
  readonly onClose: () => void;
}

/** Asks for the name of a new row; the rest of it follows the document's style and is edited in place. */
export function AddItemDialog({ near, onAdd, onClose }: AddItemDialogProps) {
  const add = async (title: string) => {
    const refused = await onAdd(near, title);
    if (refused !== null) return { what: refused };
    onClose();
    return null;
  };
  return (
    <NameDialog
      title={`Add a ${kindLabel(near.kind).toLowerCase()}`}
      confirm="Add"
      keys="↵"
      hint={`It is written below “${near.title}” in ${near.sectionTitle}.`}
      send={add}
      onClose={onClose}
    />
  );
}
