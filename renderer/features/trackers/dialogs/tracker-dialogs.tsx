import { unreachable } from '../../../../core/kernel/unreachable.ts';
import { useTrackersStore } from '../trackers-store.ts';
import { AddDialog } from './add-dialog.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { LogDialog } from './log-dialog.tsx';
import { RelinkDialog } from './relink-dialog.tsx';
import { RemapDialog } from './remap-dialog.tsx';
import { RenameTrackerDialog } from './rename-tracker-dialog.tsx';
import { TemplateDialog } from './template-dialog.tsx';

/** Whichever dialog of this area is open; mounted once, so that commands open it from any screen. */
export function TrackerDialogs() {
  const dialog = useTrackersStore((store) => store.dialog);
  const close = useTrackersStore((store) => store.close);
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'add':
      return <AddDialog key={dialog.paths?.join('\n') ?? ''} paths={dialog.paths ?? []} onClose={close} />;
    case 'template':
      return <TemplateDialog onClose={close} />;
    case 'rename':
      return <RenameTrackerDialog trackerId={dialog.trackerId} name={dialog.name} onClose={close} />;
    case 'remap':
      return <RemapDialog {...dialog} onClose={close} />;
    case 'relink':
      return <RelinkDialog trackerId={dialog.trackerId} name={dialog.name} onClose={close} />;
    case 'export':
      return <ExportDialog trackerId={dialog.trackerId} name={dialog.name} onClose={close} />;
    case 'log':
      return <LogDialog trackerId={dialog.trackerId} name={dialog.name} onClose={close} />;
    default:
      return unreachable(dialog);
  }
}
