import { AreaNav } from '../../../ui/frame/area-nav.tsx';

const places: readonly { readonly path: string; readonly label: string }[] = [
  { path: '/gates', label: 'Gates' },
  { path: '/exceptions', label: 'Exceptions' },
  { path: '/objectives', label: 'Objectives' },
];

export function ReleaseNav() {
  return <AreaNav label="Gates" places={places} />;
}
