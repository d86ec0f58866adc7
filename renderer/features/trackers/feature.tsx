import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';
import { FileDrop } from './dialogs/file-drop.tsx';
import { TrackerDialogs } from './dialogs/tracker-dialogs.tsx';
import { TrackerListPage } from './list/tracker-list-page.tsx';
import { loadSample } from './tracker-calls.ts';
import { TrackerCount } from './tracker-count.tsx';
import { openDialog } from './trackers-store.ts';

const page = lazyScreen('the tracker', async () => (await import('./tracker-page.tsx')).TrackerPage);

/** On an editable cell and in a menu of words a letter is typed text, not a command. */
function lettersAreFree(): boolean {
  if (window.location.pathname === '/trackers') return true;
  const place = document.activeElement;
  return place === null || place.closest('[role=grid], [role=listbox]') === null;
}

export const feature: Feature = {
  id: 'trackers',
  title: 'Trackers',
  routes: [
    { path: '/trackers', title: 'Trackers', element: <TrackerListPage /> },
    { path: '/trackers/:tracker', title: 'Tracker', element: page },
    { path: '/trackers/:tracker/:tab', title: 'Tracker', element: page },
  ],
  rail: { label: 'Trackers', goKey: 't', order: 20, section: 'areas', mark: 'list', fact: <TrackerCount /> },
  commands: [
    {
      id: 'trackers.add',
      title: 'Add trackers from files',
      group: 'Trackers',
      keys: 'n',
      words: ['import', 'open', 'markdown', 'folder'],
      enabled: lettersAreFree,
      run: () => openDialog({ kind: 'add' }),
    },
    {
      id: 'trackers.template',
      title: 'New tracker from a template',
      group: 'Trackers',
      words: ['create'],
      run: () => openDialog({ kind: 'template' }),
    },
    { id: 'trackers.sample', title: 'Load the sample programme', group: 'Trackers', run: () => loadSample() },
  ],
  layer: (
    <>
      <TrackerDialogs />
      <FileDrop />
    </>
  ),
};
