import { AreaNav, type AreaPlace } from '../../ui/frame/area-nav.tsx';

const places: readonly AreaPlace[] = [
  { path: '/alerts', label: 'Inbox' },
  { path: '/alerts/rules', label: 'Rules' },
];

/** The screens of alerts. */
export function AlertsNav() {
  return <AreaNav label="Alerts" places={places} />;
}
