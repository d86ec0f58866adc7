import { useEffect } from 'react';
import { droppedPath } from '../../../bridge/desktop-port.ts';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { openDialog } from '../trackers-store.ts';

/** Not those that a place of their own takes. */
const holdsFiles = (event: DragEvent) =>
  !event.defaultPrevented && event.dataTransfer?.types.includes('Files') === true;

/** Files dropped anywhere else on the window go to the dialog that adds trackers, which shows them before it writes. */
export function FileDrop() {
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!holdsFiles(event) || event.dataTransfer === null) return;
      // Without this the page would be replaced by the file.
      event.preventDefault();
      event.dataTransfer.dropEffect = 'link';
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      take([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return null;
}

function take(files: readonly File[]): void {
  const paths = files.flatMap((file) => droppedPath(file) ?? []);
  const [missing, ...others] = files.filter((file) => droppedPath(file) === null);
  openDialog({ kind: 'add', paths });
  if (missing === undefined) return;
  showToast({
    kind: 'info',
    text: `A browser doesn’t say where ${others.length === 0 ? `“${missing.name}” lies` : `${formatCount(others.length + 1, 'file')} lie`}.`,
    detail: 'Type the path, or choose it in the folder below: the tracker stays connected to that file.',
  });
}
