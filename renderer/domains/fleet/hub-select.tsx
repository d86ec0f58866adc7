import { HubId } from '../../../core/kernel/ids.ts';
import { Select } from '../../ui/inputs/select.tsx';
import type { Hubs } from './hubs.ts';

const all = ':all';

interface HubSelectProps {
  readonly hubs: Hubs;
  readonly value: HubId | null;
  /** What choosing none means; without it one hub is always chosen, at first the one of this device. */
  readonly any?: string;
  readonly onChange: (hub: HubId | null) => void;
}

/** Of which hub something is shown. Nothing where the workspace knows one alone. */
export function HubSelect({ hubs, value, any, onChange }: HubSelectProps) {
  if (!hubs.areSeveral) return null;
  const here = any === undefined ? (hubs.list.find((hub) => hub.isHere)?.id ?? all) : all;
  return (
    <Select
      label="Hub"
      hideLabel
      value={value ?? here}
      choices={[...(any === undefined ? [] : [{ id: all, label: any }]), ...hubs.list]}
      onChange={(id) => onChange(HubId.safeParse(id).data ?? null)}
    />
  );
}
