import type { ViewState } from '../../../core/contract/index.ts';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import type { Failure } from '../../../core/kernel/result.ts';
import { useQuery, useView } from '../../bridge/hooks.ts';
import type { Outline, Tracker } from '../../domains/trackers/model/rows.ts';

export interface TrackerShown {
  readonly phase: ViewState<'trackers.one'>['phase'];
  readonly tracker: Tracker | null;
  readonly outline: Outline | null;
  readonly failure: Failure | null;
  /** Changes whenever the document did. */
  readonly version: string;
  readonly reload: () => void;
}

/** A tracker with what its document is made of. */
export function useTracker(id: TrackerId): TrackerShown {
  const one = useView('trackers.one', { trackerId: id });
  const tracker = one.rows[0] ?? null;
  const version = tracker === null ? '' : `${tracker.id}:${tracker.changedAt}:${tracker.fileState}`;
  const outline = useQuery('trackers.outline', tracker === null ? null : { trackerId: tracker.id }, [
    version,
  ]);
  return {
    phase: one.phase,
    tracker,
    outline: outline.value,
    failure: outline.failure,
    version,
    reload: outline.reload,
  };
}
