import { parseDate } from '@internationalized/date';
import { DatePicker as AriaDatePicker } from 'react-aria-components';
import { isIsoDate } from '../../../core/kernel/time.ts';
import { DatePickerParts } from './date-picker-parts.tsx';
import fieldStyles from './field.module.css';
import type { FieldBaseProps } from './field.tsx';

export interface DatePickerProps extends FieldBaseProps {
  /** ISO date (`2026-02-16`) or empty. */
  readonly value: string;
  /** ISO date, or empty when cleared. */
  readonly onChange: (iso: string) => void;
  readonly autoFocus?: boolean | undefined;
}

function dateOf(iso: string) {
  return isIsoDate(iso) ? parseDate(iso) : null;
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
      <DatePickerParts {...props} />
    </AriaDatePicker>
  );
}
