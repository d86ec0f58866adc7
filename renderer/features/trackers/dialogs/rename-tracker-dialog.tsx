import { explain } from '../../../bridge/failure-messages.ts';
import { call } from '../../../bridge/hooks.ts';
import type { Tracker } from '../../../domains/trackers/model/rows.ts';
import { NameDialog } from '../../../ui/overlays/name-dialog.tsx';

interface RenameDialogProps {
  readonly trackerId: Tracker['id'];
  readonly name: string;
  readonly onClose: () => void;
}

/** The name a tracker has here; the document's own title stays what it is. */
export function RenameTrackerDialog({ trackerId, name, onClose }: RenameDialogProps) {
  const rename = async (wanted: string) => {
    const answer = await call('trackers.rename', { trackerId, name: wanted });
    if (!answer.ok) return explain(answer.error);
    onClose();
    return null;
  };
  return (
    <NameDialog
      title="Rename the tracker"
      confirm="Rename"
      initial={name}
      hint="Only the name shown here changes, not the file."
      send={rename}
      onClose={onClose}
    />
  );
}
