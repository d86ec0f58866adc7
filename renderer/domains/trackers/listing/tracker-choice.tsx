import { TrackerId } from '../../../../core/kernel/ids.ts';
import { useQuery, useView } from '../../../bridge/hooks.ts';
import { TrackerPicker } from './tracker-picker.tsx';

interface TrackerChoiceProps {
  readonly tracker: TrackerId | null;
  readonly onChange: (tracker: TrackerId | null) => void;
}

/** The tracker a list is narrowed to, or any; not there while the workspace has none. */
export function TrackerChoice({ tracker, onChange }: TrackerChoiceProps) {
  const { extra } = useView('bridge.programmes', { limit: 1 });
  const names = useQuery('trackers.names', tracker === null ? null : { trackerIds: [tracker] }).value;
  if (tracker === null && (extra?.trackers ?? 0) === 0) return null;
  const name = names?.find(({ id }) => id === tracker)?.name;
  return (
    <TrackerPicker
      label="Tracker"
      none="Any tracker"
      // What a link asks for stays offered, though it is gone.
      picked={tracker === null ? 'Any tracker' : (name ?? (names === null ? '…' : `${tracker} (gone)`))}
      onPick={(id) => onChange(TrackerId.safeParse(id).data ?? null)}
    />
  );
}
