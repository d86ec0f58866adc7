import {
  type TrackerGroup,
  TrackerGrouping,
} from '../../../../core/domain/trackers/listing/tracker-grouping.ts';
import { FileState } from '../../../../core/domain/trackers/rows/tracker-summary.ts';
import { useLayout } from '../../../bridge/layout.ts';
import { fileStateText } from '../model/file-state.ts';

export const groupingLabels: Readonly<Record<TrackerGrouping, string>> = {
  none: 'Not grouped',
  folder: 'By folder',
  owner: 'By owner',
  profile: 'By profile',
  file: 'By state of the file',
};

export const groupingChoices = TrackerGrouping.options.map((id) => ({ id, label: groupingLabels[id] }));

const profiles: Readonly<Record<string, string>> = {
  'platform-status': 'Programme status',
  'completion-plan': 'Completion plan',
  'milestone-record': 'Milestone record',
  'phase-readiness': 'Phase readiness',
  'work-queue': 'Work queue',
  generic: 'Generic',
};

/** What a profile is called on screen; one of the workspace's own keeps its id. */
export function profileLabel(profile: string): string {
  return profiles[profile] ?? profile;
}

/** What a group is called. */
export function groupTitle(by: TrackerGrouping, key: string): string {
  if (key === '') return by === 'owner' ? 'No owner' : 'No file here';
  if (by === 'profile') return profileLabel(key);
  const state = by === 'file' ? FileState.safeParse(key).data : undefined;
  return state === undefined ? key : fileStateText({ fileState: state, fileNote: null }).word;
}

export function groupId(by: TrackerGrouping, { key }: TrackerGroup): string {
  return `${by}:${key}`;
}

/** How trackers are grouped wherever many are listed: chosen in one place, the same in all. */
export function useGrouping(): readonly [TrackerGrouping, (by: string) => void] {
  const [by, setBy] = useLayout<TrackerGrouping>('trackers:grouped', TrackerGrouping, 'none');
  return [by, (id) => setBy(TrackerGrouping.safeParse(id).data ?? 'none')];
}
