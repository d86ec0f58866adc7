import { Button } from '../../ui/inputs/button.tsx';
import { DateTimePicker } from '../../ui/inputs/date-time-picker.tsx';
import { Toolbar } from '../../ui/layout/toolbar.tsx';
import styles from './metrics.module.css';
import { type Range, ranges, toCustomRange } from './range.ts';

interface RangeBarProps {
  readonly range: Range;
  readonly now: number;
  readonly onRange: (range: Range) => void;
}

/** Chooses the time range that is shown. */
export function RangeBar({ range, now, onRange }: RangeBarProps) {
  return (
    <div className={styles.bar}>
      <Toolbar label="Range">
        {ranges.map(({ id, label }) => (
          <Button
            key={id}
            isPressed={range.kind === 'last' && range.id === id}
            onPress={() => onRange({ kind: 'last', id })}
            label={`The last ${label}`}
          >
            {label}
          </Button>
        ))}
        <Button isPressed={range.kind === 'own'} onPress={() => onRange(toCustomRange(range, now))}>
          Own range
        </Button>
      </Toolbar>
      {range.kind === 'own' ? (
        <div className={styles.own}>
          <DateTimePicker
            label="From"
            value={range.from}
            onChange={(from) => {
              if (from !== '') onRange({ ...range, from });
            }}
          />
          <DateTimePicker
            label="To"
            value={range.to}
            onChange={(to) => {
              if (to !== '') onRange({ ...range, to });
            }}
          />
        </div>
      ) : null}
    </div>
  );
}
