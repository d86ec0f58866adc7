import { explain } from '../../../bridge/failure-messages.ts';
import { FailureNotice } from '../../../bridge/failure-notice.tsx';
import { call, useQuery } from '../../../bridge/hooks.ts';
import { sayDone } from '../../../bridge/say-done.ts';
import { undoAction } from '../../../bridge/undo-action.ts';
import type { Tracker } from '../../../domains/trackers/model/rows.ts';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';
import { DiffView } from '../../../ui/text/diff-view.tsx';
import { diffText } from '../revision-text.ts';

interface RestoreDialogProps {
  readonly tracker: Tracker;
  readonly revision: number;
  /** The version that is shown now. */
  readonly current: number;
  readonly onClose: () => void;
}

/** What restoring a version would change, and the way to do it. */
export function RestoreDialog({ tracker, revision, current, onClose }: RestoreDialogProps) {
  const trackerId = tracker.id;
  const diff = useQuery('trackers.diff', { trackerId, from: current, to: revision }, []);
  const send = async () => {
    const answer = await call('trackers.restoreVersion', { trackerId, revision, seen: current });
    if (!answer.ok) return explain(answer.error);
    sayDone(answer.value, undoAction(answer.value.step));
    onClose();
    return null;
  };
  return (
    <FormDialog
      title={`Restore version ${revision} of ${tracker.name}`}
      size="large"
      confirm="Restore the version"
      isDisabled={diff.value === null || diff.value.same}
      send={send}
      onClose={onClose}
    >
      {() => (
        <>
          <p>
            The text becomes what it was then. What it says now stays among the versions; undo brings it back.
          </p>
          {diff.value !== null ? (
            <>
              <p>{diffText(diff.value)}.</p>
              <DiffView lines={diff.value.lines} label={`What restoring version ${revision} changes`} />
            </>
          ) : diff.failure !== null ? (
            <FailureNotice failure={diff.failure} />
          ) : (
            <Skeleton label="what would change" lines={6} />
          )}
        </>
      )}
    </FormDialog>
  );
}
