import {
  Select as AriaSelect,
  Button,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';
import { Icon } from '../marks/icon.tsx';
import type { Mark } from '../marks/mark.ts';
import { StateMark } from '../marks/state-mark.tsx';
import { omitUndefined } from '../omit-undefined.ts';
import fieldStyles from './field.module.css';
import type { FieldBaseProps } from './field.tsx';
import { FieldLabel, FieldNotes } from './field.tsx';
import styles from './select.module.css';

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly mark?: Mark | undefined;
  /** Muted words after the label. */
  readonly detail?: string | undefined;
  readonly isDisabled?: boolean | undefined;
}

export interface SelectProps extends FieldBaseProps {
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly onChange: (id: string) => void;
  readonly placeholder?: string | undefined;
}

/** One choice of a few; typing jumps to it. */
export function Select(props: SelectProps) {
  return (
    <AriaSelect
      className={fieldStyles.field ?? ''}
      value={props.value}
      onChange={(key) => {
        if (key !== null) props.onChange(String(key));
      }}
      isDisabled={props.isDisabled ?? false}
      isRequired={props.isRequired ?? false}
      isInvalid={typeof props.problem === 'string'}
      validationBehavior="aria"
      {...omitUndefined({ placeholder: props.placeholder })}
    >
      <FieldLabel label={props.label} hideLabel={props.hideLabel} />
      <Button className={styles.trigger ?? ''}>
        <SelectValue className={styles.value ?? ''} />
        <Icon name="down" />
      </Button>
      <FieldNotes hint={props.hint} problem={props.problem} />
      <Popover className={styles.popover ?? ''} offset={4}>
        <ListBox className={styles.list ?? ''} items={props.choices}>
          {(choice) => <ChoiceItem choice={choice} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

export function ChoiceItem({ choice }: { readonly choice: Choice }) {
  return (
    <ListBoxItem
      id={choice.id}
      textValue={choice.label}
      className={styles.item ?? ''}
      isDisabled={choice.isDisabled ?? false}
    >
      {choice.mark === undefined ? null : <StateMark mark={choice.mark} silent />}
      <span className={styles.words}>{choice.label}</span>
      {choice.detail === undefined ? null : <span className={styles.detail}>{choice.detail}</span>}
    </ListBoxItem>
  );
}
