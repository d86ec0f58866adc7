import { parseDateTime, toCalendarDateTime } from '@internationalized/date';
import { DatePicker as AriaDatePicker } from 'react-aria-components';
import { DatePickerParts } from './date-picker-parts.tsx';
import fieldStyles from './field.module.css';
import type { FieldBaseProps } from './field.tsx';

export interface DateTimePickerProps extends FieldBaseProps {
  /** `2026-02-16T14:30` without a zone, or empty. */
  readonly value: string;
  readonly onChange: (minute: string) => void;
}

function minuteOf(value: string) {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value) ? parseDateTime(value) : null;
}

/** Day and time of day in segments, with a calendar for the day; what zone that is, the caller's hint says. */
export function DateTimePicker(props: DateTimePickerProps) {
  return (
    <AriaDatePicker
      className={fieldStyles.field ?? ''}
      value={minuteOf(props.value)}
      onChange={(date) =>
        props.onChange(date === null ? '' : toCalendarDateTime(date).toString().slice(0, 16))
      }
      granularity="minute"
      hourCycle={24}
      hideTimeZone
      isDisabled={props.isDisabled ?? false}
      isRequired={props.isRequired ?? false}
      isInvalid={typeof props.problem === 'string'}
      shouldForceLeadingZeros
      validationBehavior="aria"
    >
      <DatePickerParts {...props} />
    </AriaDatePicker>
  );
}
