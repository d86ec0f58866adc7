import { AreaNav, type AreaPlace } from '../../ui/frame/area-nav.tsx';

const places: readonly AreaPlace[] = [
  { path: '/bundles', label: 'Bundles' },
  { path: '/environments', label: 'Environments' },
];

export function ReleasesNav() {
  return <AreaNav label="Releases" places={places} />;
}
