import { AreaNav } from '../../ui/frame/area-nav.tsx';

const places: readonly { readonly path: string; readonly label: string }[] = [
  { path: '/fleet', label: 'Agents' },
  { path: '/queue', label: 'Queue' },
  { path: '/tasks', label: 'Tasks' },
  { path: '/dead-letters', label: 'Dead letters' },
  { path: '/proposals', label: 'Proposals' },
  { path: '/costs', label: 'Costs' },
  { path: '/metrics', label: 'Metrics' },
  { path: '/endpoints', label: 'Endpoints' },
  { path: '/repositories', label: 'Repositories' },
  { path: '/hub', label: 'Hub' },
];

export function FleetNav() {
  return <AreaNav label="Fleet" places={places} />;
}
