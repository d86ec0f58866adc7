import type { CalendarDate } from '@internationalized/date';
import { Button, Calendar, CalendarCell, CalendarGrid, CalendarHeading } from 'react-aria-components';
import { Icon } from '../marks/icon.tsx';
import { omitUndefined } from '../omit-undefined.ts';
import styles from './date-picker.module.css';

export interface DateCalendarProps {
  /** Needed outside a DatePicker, which names it itself. */
  readonly label?: string | undefined;
  readonly value?: CalendarDate | null | undefined;
  /** The month shown when there is no value. */
  readonly today?: CalendarDate | undefined;
  readonly onPick?: ((date: CalendarDate) => void) | undefined;
}

/** One month; inside a DatePicker its value comes from there. */
export function DateCalendar({ label, value, today, onPick }: DateCalendarProps) {
  return (
    <Calendar
      {...omitUndefined({
        'aria-label': label,
        value,
        defaultFocusedValue: value ?? today,
        onChange: onPick,
      })}
    >
      <header className={styles.month}>
        <Button slot="previous" className={styles.turn ?? ''}>
          <Icon name="left" />
        </Button>
        <CalendarHeading className={styles.heading ?? ''} />
        <Button slot="next" className={styles.turn ?? ''}>
          <Icon name="right" />
        </Button>
      </header>
      <CalendarGrid className={styles.grid ?? ''}>
        {(date) => <CalendarCell date={date} className={styles.cell ?? ''} />}
      </CalendarGrid>
    </Calendar>
  );
}
