import type { FileState } from '../../../core/domain/trackers/rows/tracker-summary.ts';

/** How a tracker stands towards its file, and why in words. */
export interface FileStateNote {
  readonly state: FileState;
  readonly note: string | null;
}
