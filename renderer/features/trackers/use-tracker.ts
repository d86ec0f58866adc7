import type { ViewState } from '../../../core/contract/index.ts';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import { useView } from '../../bridge/hooks.ts';
import type { DocumentDiagram, Outline, Tracker } from '../../domains/trackers/model/rows.ts';

export interface TrackerShown {
  readonly phase: ViewState<'trackers.one'>['phase'];
  readonly tracker: Tracker | null;
  /** Null while its text is not in the workspace. */
  readonly outline: Outline | null;
  readonly diagrams: readonly DocumentDiagram[];
  /** Changes whenever the document did. */
  readonly version: string;
}

const NONE: readonly DocumentDiagram[] = [];

/** A tracker with what its document is made of. */
export function useTracker(id: TrackerId): TrackerShown {
  const one = useView('trackers.one', { trackerId: id });
  const tracker = one.rows[0] ?? null;
  const version = tracker === null ? '' : `${tracker.id}:${tracker.changedAt}:${tracker.fileState}`;
  const document = one.extra?.document ?? null;
  return {
    phase: one.phase,
    tracker,
    outline: document?.outline ?? null,
    diagrams: document?.diagrams ?? NONE,
    version,
  };
}
