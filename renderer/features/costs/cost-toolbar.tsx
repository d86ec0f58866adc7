import type { HubId } from '../../../core/kernel/ids.ts';
import { HubSelect } from '../../domains/fleet/hub-select.tsx';
import { useHubs } from '../../domains/fleet/hubs.ts';
import { Button } from '../../ui/inputs/button.tsx';
import { DatePicker } from '../../ui/inputs/date-picker.tsx';
import { Select } from '../../ui/inputs/select.tsx';
import { Toolbar } from '../../ui/layout/toolbar.tsx';
import { type Split, splits } from './cost-model.ts';
import { type DayRange, presets } from './cost-range.ts';
import styles from './costs.module.css';

interface CostToolbarProps {
  readonly split: Split;
  readonly onSplit: (split: string) => void;
  readonly range: DayRange;
  readonly onRange: (days: string) => void;
  readonly hub: HubId | null;
  readonly onHub: (hub: HubId | null) => void;
}

/** By what the costs are split, and over which days. */
export function CostToolbar({ split, onSplit, range, onRange, hub, onHub }: CostToolbarProps) {
  const hubs = useHubs();
  return (
    <div className={styles.bar}>
      <Select label="Split by" choices={splits} value={split} onChange={onSplit} />
      <HubSelect hubs={hubs} value={hub} any="Any hub" onChange={onHub} />
      <Toolbar label="Days">
        {presets.map(({ id, label }) => (
          <Button key={id} isPressed={range.preset === id} onPress={() => onRange(id)}>
            {label}
          </Button>
        ))}
      </Toolbar>
      <DatePicker
        label="First day"
        value={range.from}
        onChange={(from) => {
          if (from !== '') onRange(`${from},${range.to}`);
        }}
      />
      <DatePicker
        label="Last day"
        value={range.to}
        onChange={(to) => {
          if (to !== '') onRange(`${range.from},${to}`);
        }}
      />
    </div>
  );
}
