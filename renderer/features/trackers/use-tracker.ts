import type { ViewState } from '../../../core/contract/index.ts';
import type { Failure } from '../../../core/kernel/result.ts';
import { useQuery, useView } from '../../bridge/hooks.ts';
import type { Outline, Tracker } from '../../domains/trackers/model/rows.ts';
import { useTrackerId } from '../../domains/trackers/use-ids.ts';

export interface TrackerShown {
  readonly phase: ViewState<'trackers.list'>['phase'];
  readonly tracker: Tracker | null;
  readonly outline: Outline | null;
  readonly failure: Failure | null;
  /** Changes whenever the document did. */
  readonly version: string;
  readonly reload: () => void;
}

/** The tracker an address names, with what its document is made of. */
export function useTracker(named: string): TrackerShown {
  const resolved = useTrackerId(named);
  const list = useView('trackers.list', {});
  const tracker = list.rows.find((row) => row.id === resolved.id) ?? null;
  const version = tracker === null ? '' : `${tracker.id}:${tracker.changedAt}:${tracker.fileState}`;
  const outline = useQuery('trackers.outline', tracker === null ? null : { trackerId: tracker.id }, [
    version,
  ]);
  return {
    phase: list.phase,
    tracker,
    outline: outline.value,
    failure: resolved.failure ?? outline.failure,
    version,
    reload: outline.reload,
  };
}
