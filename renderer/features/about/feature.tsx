import type { Feature } from '../../ui/feature.ts';
import { AboutScreen } from './about-screen.tsx';

export const feature: Feature = {
  id: 'about',
  title: 'About Quarterdeck',
  routes: [{ path: '/about', title: 'About Quarterdeck', element: <AboutScreen /> }],
  commands: [],
};
