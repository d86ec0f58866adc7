import type { ReactNode } from 'react';
import {
  Checkbox as AriaCheckbox,
  RadioGroup as AriaRadioGroup,
  Switch as AriaSwitch,
  Label,
  Radio,
} from 'react-aria-components';
import { Icon } from '../marks/icon.tsx';
import { omitUndefined } from '../omit-undefined.ts';
import styles from './choice.module.css';
import fieldStyles from './field.module.css';

export interface CheckboxProps {
  readonly isSelected: boolean;
  readonly onChange: (selected: boolean) => void;
  readonly children?: ReactNode | undefined;
  /** Needed when there are no words beside it. */
  readonly label?: string | undefined;
  readonly isIndeterminate?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
}

export function Checkbox(props: CheckboxProps) {
  return (
    <AriaCheckbox
      className={styles.choice ?? ''}
      isSelected={props.isSelected}
      onChange={props.onChange}
      isIndeterminate={props.isIndeterminate ?? false}
      isDisabled={props.isDisabled ?? false}
      {...omitUndefined({ 'aria-label': props.label })}
    >
      <span className={styles.box}>
        {props.isIndeterminate === true ? <Icon name="minus" size={12} /> : <Icon name="check" size={12} />}
      </span>
      {props.children}
    </AriaCheckbox>
  );
}

export interface SwitchProps {
  readonly isSelected: boolean;
  readonly onChange: (selected: boolean) => void;
  readonly children: ReactNode;
  readonly isDisabled?: boolean | undefined;
}

/** A setting that takes effect at once. */
export function Switch(props: SwitchProps) {
  return (
    <AriaSwitch
      className={styles.choice ?? ''}
      isSelected={props.isSelected}
      onChange={props.onChange}
      isDisabled={props.isDisabled ?? false}
    >
      <span className={styles.track}>
        <span className={styles.thumb} />
      </span>
      {props.children}
    </AriaSwitch>
  );
}

export interface RadioGroupProps<Id extends string> {
  readonly label: string;
  readonly hideLabel?: boolean | undefined;
  readonly choices: readonly {
    readonly id: Id;
    readonly label: string;
    readonly detail?: string | undefined;
  }[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  readonly direction?: 'row' | 'column' | undefined;
}

export function RadioGroup<Id extends string>(props: RadioGroupProps<Id>) {
  return (
    <AriaRadioGroup
      className={fieldStyles.field ?? ''}
      value={props.value}
      orientation={props.direction === 'row' ? 'horizontal' : 'vertical'}
      onChange={(id) => {
        const choice = props.choices.find((candidate) => candidate.id === id);
        if (choice !== undefined) props.onChange(choice.id);
      }}
    >
      <Label className={(props.hideLabel === true ? fieldStyles.hiddenLabel : fieldStyles.label) ?? ''}>
        {props.label}
      </Label>
      <div className={styles.group} data-direction={props.direction ?? 'column'}>
        {props.choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} className={styles.choice ?? ''}>
            <span className={styles.dot} />
            <span>
              {choice.label}
              {choice.detail === undefined ? null : <span className={styles.detail}> {choice.detail}</span>}
            </span>
          </Radio>
        ))}
      </div>
    </AriaRadioGroup>
  );
}
