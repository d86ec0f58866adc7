import { Button, DateInput, DateSegment, Dialog, Group, Popover } from 'react-aria-components';
import { Icon } from '../marks/icon.tsx';
import { DateCalendar } from './date-calendar.tsx';
import styles from './date-picker.module.css';
import type { FieldBaseProps } from './field.tsx';
import { FieldLabel, FieldNotes } from './field.tsx';

/** What stands inside a date picker: its label, the segments, and the calendar behind a button. */
export function DatePickerParts({ label, hideLabel, hint, problem }: FieldBaseProps) {
  return (
    <>
      <FieldLabel label={label} hideLabel={hideLabel} />
      <Group className={styles.group ?? ''}>
        <DateInput className={styles.input ?? ''}>
          {(segment) => <DateSegment segment={segment} className={styles.segment ?? ''} />}
        </DateInput>
        <Button className={styles.open ?? ''}>
          <Icon name="calendar" />
        </Button>
      </Group>
      <FieldNotes hint={hint} problem={problem} />
      <Popover className={styles.popover ?? ''} offset={4}>
        <Dialog className={styles.dialog ?? ''}>
          <DateCalendar />
        </Dialog>
      </Popover>
    </>
  );
}
