import type { Outline, Tracker } from '../../domains/trackers/model/rows.ts';
import { whyReadOnly } from '../../domains/trackers/read-only.ts';
import { showToast } from '../../ui/feedback/toast.tsx';
import { recheck, removeTracker, stampVerified } from './tracker-calls.ts';
import { openDialog } from './trackers-store.ts';

export interface TrackerAction {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  readonly run: () => void | Promise<void>;
}

async function copyPath(path: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(path);
    showToast({ kind: 'done', text: `Copied ${path}` });
  } catch {
    showToast({ kind: 'info', text: path, detail: 'The browser did not allow copying; here it is to read.' });
  }
}

/** What can be done to a tracker as a whole: the menu's entries and the palette's commands. */
export function trackerActions(
  tracker: Tracker,
  outline: Outline | null,
  today: string,
): readonly TrackerAction[] {
  const { id: trackerId, name, path } = tracker;
  const stamp = outline?.stampMeta ?? null;
  const readOnly =
    (outline === null ? null : whyReadOnly(tracker, outline)) ??
    (tracker.fileState === 'missing' ? 'The file cannot be written now' : null);
  return [
    ...(outline === null || stamp === null
      ? []
      : [
          {
            id: 'stamp',
            label: 'Stamp as verified today',
            detail: readOnly ?? `Writes ${today} into ${stamp}`,
            disabled: readOnly !== null,
            run: () => stampVerified(trackerId, outline, today),
          },
        ]),
    { id: 'export', label: 'Export', run: () => openDialog({ kind: 'export', trackerId, name }) },
    { id: 'rename', label: 'Rename', run: () => openDialog({ kind: 'rename', trackerId, name }) },
    {
      id: 'remap',
      label: 'Change mapping',
      detail: 'What its columns and status words mean',
      run: () => openDialog({ kind: 'remap', trackerId, name, path }),
    },
    ...(tracker.fileState === 'missing'
      ? [
          {
            id: 'relink',
            label: 'Relink to another file…',
            detail: 'Where it moved to; ids and history stay',
            run: () => openDialog({ kind: 'relink', trackerId, name }),
          },
        ]
      : []),
    {
      id: 'recheck',
      label: 'Check again',
      detail: 'Reads the file and looks for findings',
      disabled: path === null,
      run: () => recheck(trackerId),
    },
    ...(path === null
      ? []
      : [{ id: 'path', label: 'Copy the file’s path', detail: path, run: () => copyPath(path) }]),
    {
      id: 'remove',
      label: 'Remove from the workspace',
      detail: 'The file stays where it is',
      danger: true,
      run: () => removeTracker(trackerId),
    },
  ];
}
