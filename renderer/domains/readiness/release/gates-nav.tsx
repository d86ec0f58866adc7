import { AreaNav, type AreaPlace } from '../../../ui/frame/area-nav.tsx';

const places: readonly AreaPlace[] = [
  { path: '/gates', label: 'Gates' },
  { path: '/exceptions', label: 'Exceptions' },
  { path: '/objectives', label: 'Objectives' },
];

export function GatesNav() {
  return <AreaNav label="Gates" places={places} />;
}
