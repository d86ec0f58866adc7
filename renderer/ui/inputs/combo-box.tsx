import { ComboBox as AriaComboBox, Button, Input, ListBox, Popover } from 'react-aria-components';
import { Icon } from '../marks/icon.tsx';
import { omitUndefined } from '../omit-undefined.ts';
import styles from './combo-box.module.css';
import fieldStyles from './field.module.css';
import type { FieldBaseProps } from './field.tsx';
import { FieldLabel, FieldNotes } from './field.tsx';
import selectStyles from './select.module.css';
import type { Choice } from './select.tsx';
import { ChoiceItem } from './select.tsx';

export interface ComboBoxProps extends FieldBaseProps {
  readonly choices: readonly Choice[];
  /** The text in the field. With `anyValue` it need not be one of the choices. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit?: ((value: string) => void) | undefined;
  readonly anyValue?: boolean | undefined;
  readonly placeholder?: string | undefined;
  readonly autoFocus?: boolean | undefined;
}

/** Text with suggestions: owners, sections, folders. */
export function ComboBox(props: ComboBoxProps) {
  return (
    <AriaComboBox
      className={fieldStyles.field ?? ''}
      defaultItems={props.choices}
      inputValue={props.value}
      onInputChange={props.onChange}
      onChange={(key) => {
        const choice = props.choices.find((candidate) => candidate.id === key);
        if (choice !== undefined) props.onSubmit?.(choice.label);
      }}
      allowsCustomValue={props.anyValue ?? true}
      menuTrigger="input"
      isDisabled={props.isDisabled ?? false}
      isRequired={props.isRequired ?? false}
      isInvalid={typeof props.problem === 'string'}
      autoFocus={props.autoFocus ?? false}
      validationBehavior="aria"
    >
      <FieldLabel label={props.label} hideLabel={props.hideLabel} />
      <div className={styles.control}>
        <Input className={fieldStyles.input ?? ''} {...omitUndefined({ placeholder: props.placeholder })} />
        <Button className={styles.open ?? ''}>
          <Icon name="down" />
        </Button>
      </div>
      <FieldNotes hint={props.hint} problem={props.problem} />
      <Popover className={selectStyles.popover ?? ''} offset={4}>
        <ListBox<Choice> className={selectStyles.list ?? ''}>
          {(choice) => <ChoiceItem choice={choice} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
