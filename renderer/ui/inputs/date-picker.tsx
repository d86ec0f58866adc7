import { parseDate } from '@internationalized/date';
import {
  DatePicker as AriaDatePicker,
  Button,
  DateInput,
  DateSegment,
  Dialog,
  Group,
  Popover,
} from 'react-aria-components';
import { Icon } from '../marks/icon.tsx';
import { DateCalendar } from './date-calendar.tsx';
import styles from './date-picker.module.css';
import fieldStyles from './field.module.css';
import type { FieldBasics } from './field.tsx';
import { FieldLabel, FieldNotes } from './field.tsx';

export interface DatePickerProps extends FieldBasics {
  /** ISO date (`2026-02-16`) or empty. */
  readonly value: string;
  /** ISO date, or empty when cleared. */
  readonly onChange: (iso: string) => void;
  readonly autoFocus?: boolean | undefined;
}

function dateOf(iso: string) {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? parseDate(iso) : null;
}

/** Segments to type in and a calendar behind a button; the value stays an ISO date. */
export function DatePicker(props: DatePickerProps) {
  return (
    <AriaDatePicker
      className={fieldStyles.field ?? ''}
      value={dateOf(props.value)}
      onChange={(date) => props.onChange(date === null ? '' : date.toString())}
      isDisabled={props.isDisabled ?? false}
      isRequired={props.isRequired ?? false}
      isInvalid={typeof props.problem === 'string'}
      autoFocus={props.autoFocus ?? false}
      shouldForceLeadingZeros
      validationBehavior="aria"
    >
      <FieldLabel label={props.label} hideLabel={props.hideLabel} />
      <Group className={styles.group ?? ''}>
        <DateInput className={styles.input ?? ''}>
          {(segment) => <DateSegment segment={segment} className={styles.segment ?? ''} />}
        </DateInput>
        <Button className={styles.open ?? ''}>
          <Icon name="calendar" />
        </Button>
      </Group>
      <FieldNotes hint={props.hint} problem={props.problem} />
      <Popover className={styles.popover ?? ''} offset={4}>
        <Dialog className={styles.dialog ?? ''}>
          <DateCalendar />
        </Dialog>
      </Popover>
    </AriaDatePicker>
  );
}
