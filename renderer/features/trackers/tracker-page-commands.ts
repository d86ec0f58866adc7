import type { Outline, Tracker } from '../../domains/trackers/model/rows.ts';
import { navigate } from '../../ui/frame/navigation.tsx';
import type { Command } from '../../ui/keys/commands.ts';
import { trackerActions } from './tracker-actions.ts';
import { tabAddress } from './tracker-tabs.ts';

const TABS = [
  ['table', 'Table'],
  ['board', 'Board'],
  ['timeline', 'Timeline'],
  ['charts', 'Charts'],
  ['acceptance', 'Acceptance'],
  ['log', 'Log'],
  ['changes', 'Changes'],
  ['source', 'Source'],
] as const;

/** The palette's commands while a tracker is shown; `g` and a digit switch between its views. */
export function pageCommands(tracker: Tracker, outline: Outline, today: string): readonly Command[] {
  return [
    ...TABS.map(([tab, label], at) => ({
      id: `tracker.view.${tab}`,
      title: `Show ${label.toLowerCase()}`,
      group: 'This tracker',
      keys: `g ${at + 1}`,
      run: () => navigate(tabAddress(tracker.id, tab)),
    })),
    ...trackerActions(tracker, outline, today)
      .filter((action) => action.disabled !== true)
      .map((action) => ({
        id: `tracker.${action.id}`,
        title: action.label,
        group: 'This tracker',
        detail: tracker.name,
        run: action.run,
      })),
  ];
}
