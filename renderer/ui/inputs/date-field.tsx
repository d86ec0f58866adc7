import { parseDate } from '@internationalized/date';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Input, Popover, TextField } from 'react-aria-components';
import { Icon } from '../marks/icon.tsx';
import { formatDay } from '../text/format.ts';
import { DateCalendar } from './date-calendar.tsx';
import styles from './date-picker.module.css';
import fieldStyles from './field.module.css';
import { type FieldBaseProps, FieldLabel, FieldNotes } from './field.tsx';

export interface DateFieldProps extends FieldBaseProps {
  /** The text as it is typed. */
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** The ISO day a text means, empty for none; null where it is no day. */
  readonly read: (text: string) => string | null;
  /** A day that would fit, as it is typed. */
  readonly placeholder?: string | undefined;
  /** Enter pressed. */
  readonly onSubmit?: (() => void) | undefined;
  readonly autoFocus?: boolean | undefined;
}

/** A day as text in whatever form it is written, what it is read as beneath, and a calendar behind a button. */
export function DateField(props: DateFieldProps) {
  const [isOpen, setOpen] = useState(false);
  const iso = props.read(props.value);
  const day = iso === null || iso === '' ? null : iso;
  return (
    <TextField
      className={fieldStyles.field ?? ''}
      value={props.value}
      onChange={props.onChange}
      isInvalid={typeof props.problem === 'string'}
      isDisabled={props.isDisabled ?? false}
      autoFocus={props.autoFocus ?? false}
      validationBehavior="aria"
    >
      <FieldLabel label={props.label} hideLabel={props.hideLabel} />
      <div className={styles.typed}>
        <Input
          className={fieldStyles.input ?? ''}
          placeholder={props.placeholder ?? '2026-04-03'}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) props.onSubmit?.();
          }}
        />
        <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
          <Button
            className={styles.open ?? ''}
            aria-label={`Calendar for ${props.label}`}
            isDisabled={props.isDisabled ?? false}
          >
            <Icon name="calendar" />
          </Button>
          <Popover className={styles.popover ?? ''} offset={4}>
            <Dialog className={styles.dialog ?? ''} aria-label={`Calendar for ${props.label}`}>
              <DateCalendar
                label={props.label}
                value={day === null ? null : parseDate(day)}
                onPick={(date) => {
                  props.onChange(date.toString());
                  setOpen(false);
                }}
              />
            </Dialog>
          </Popover>
        </DialogTrigger>
      </div>
      <FieldNotes hint={day === null ? props.hint : formatDay(day)} problem={props.problem} />
    </TextField>
  );
}
