import type { Outline, Tracker } from '../../domains/trackers/model/rows.ts';
import { useToday } from '../../domains/trackers/today.ts';
import { Button } from '../../ui/inputs/button.tsx';
import { Menu } from '../../ui/overlays/menu.tsx';
import { trackerActions } from './tracker-actions.ts';

interface TrackerMenuProps {
  readonly tracker: Tracker;
  readonly outline: Outline;
}

/** What can be done to a tracker as a whole. */
export function TrackerMenu({ tracker, outline }: TrackerMenuProps) {
  const today = useToday();
  const actions = trackerActions(tracker, outline, today);
  const entry = (action: (typeof actions)[number]) => ({
    id: action.id,
    label: action.label,
    ...(action.detail === undefined ? {} : { detail: action.detail }),
    isDisabled: action.disabled === true,
    danger: action.danger === true,
  });
  return (
    <Menu
      label={`Actions for ${tracker.name}`}
      trigger={<Button icon="down">Tracker</Button>}
      onAction={(id) => void actions.find((action) => action.id === id)?.run()}
      groups={[
        { id: 'change', entries: actions.filter((action) => action.danger !== true).map(entry) },
        { id: 'remove', entries: actions.filter((action) => action.danger === true).map(entry) },
      ]}
    />
  );
}
