import type { Feature } from '../../ui/frame/feature.ts';
import { navigate } from '../../ui/frame/navigation.tsx';
import { focusSearchField, SearchScreen } from './search-screen.tsx';

export const feature: Feature = {
  id: 'search',
  title: 'Search',
  routes: [{ path: '/search', title: 'Search', element: <SearchScreen /> }],
  commands: [
    {
      id: 'search.open',
      title: 'Search everything',
      group: 'Frame',
      keys: '/',
      words: ['find', 'full text'],
      run: () => {
        if (!focusSearchField()) navigate('/search');
      },
    },
  ],
};
