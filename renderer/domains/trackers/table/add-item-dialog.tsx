import { NameDialog } from '../../../ui/overlays/name-dialog.tsx';
import type { NewPlace } from '../model/edits.ts';
import { kindLabel } from '../model/filter.ts';

interface AddItemDialogProps {
  readonly at: NewPlace;
  readonly onAdd: (place: NewPlace, title: string) => Promise<string | null>;
  readonly onClose: () => void;
}

/** Asks for the name of a new row; the rest of it follows the document's style and is edited in place. */
export function AddItemDialog({ at, onAdd, onClose }: AddItemDialogProps) {
  const { near, place } = at;
  const add = async (title: string) => {
    const refused = await onAdd(at, title);
    if (refused !== null) return { what: refused };
    onClose();
    return null;
  };
  return (
    <NameDialog
      title={`Add a ${kindLabel(near.kind).toLowerCase()}`}
      confirm="Add"
      keys="↵"
      hint={`It is written ${place === 'after' ? 'below' : 'above'} “${near.title}” in ${near.sectionTitle}.`}
      send={add}
      onClose={onClose}
    />
  );
}
