import type { Feature } from '../../ui/frame/feature.ts';
import { lazyScreen } from '../../ui/frame/lazy-screen.tsx';
import { navigate } from '../../ui/frame/navigation.tsx';
import { CancelDialog } from './cancel/cancel-dialog.tsx';

export const feature: Feature = {
  id: 'tasks',
  title: 'Queue',
  routes: [
    {
      path: '/queue',
      title: 'Queue',
      element: lazyScreen('the queue', async () => (await import('./queue/queue-page.tsx')).QueuePage),
    },
    {
      path: '/tasks',
      title: 'Tasks',
      element: lazyScreen('the tasks', async () => (await import('./list/task-list-page.tsx')).TaskListPage),
    },
    {
      path: '/tasks/new',
      title: 'New task',
      element: lazyScreen(
        'the new task',
        async () => (await import('./composer/composer-page.tsx')).ComposerPage,
      ),
    },
    {
      path: '/tasks/:task',
      title: 'Task',
      element: lazyScreen('the task', async () => (await import('./page/task-page.tsx')).TaskPage),
    },
    {
      path: '/dead-letters',
      title: 'Dead letters',
      element: lazyScreen(
        'the dead letters',
        async () => (await import('./dead-letters/dead-letters-page.tsx')).DeadLettersPage,
      ),
    },
  ],
  commands: [
    {
      id: 'tasks.new',
      title: 'New task',
      group: 'Fleet',
      keys: 'Shift+n',
      words: ['submit', 'compose', 'queue', 'agent'],
      run: () => navigate('/tasks/new'),
    },
    {
      id: 'tasks.queue',
      title: 'Show the queue',
      group: 'Fleet',
      keys: 'g q',
      palette: false,
      run: () => navigate('/queue'),
    },
    {
      id: 'tasks.list',
      title: 'Show all tasks',
      group: 'Fleet',
      keys: 'g a',
      palette: false,
      run: () => navigate('/tasks'),
    },
    {
      id: 'tasks.dead-letters',
      title: 'Show the dead letters',
      group: 'Fleet',
      keys: 'g l',
      palette: false,
      run: () => navigate('/dead-letters'),
    },
  ],
  layer: <CancelDialog />,
};
