import type { ReactNode } from 'react';
import {
  SearchField as AriaSearchField,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  FieldError,
  Input,
  Label,
  Text,
} from 'react-aria-components';
import { omitUndefined } from '../omit-undefined.ts';
import styles from './field.module.css';

/** What every labelled control has. */
export interface FieldBaseProps {
  readonly label: string;
  /** Label stays for screen readers but isn't drawn. */
  readonly hideLabel?: boolean | undefined;
  /** One muted line beneath. */
  readonly hint?: ReactNode | undefined;
  /** What is wrong, in words; marks the control invalid. */
  readonly problem?: string | null | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly isRequired?: boolean | undefined;
}

/** The lines beneath a control: hint, then problem. */
export function FieldNotes({ hint, problem }: Pick<FieldBaseProps, 'hint' | 'problem'>) {
  return (
    <>
      {hint === undefined ? null : (
        <Text slot="description" className={styles.hint ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.problem ?? ''}>{problem ?? ''}</FieldError>
    </>
  );
}

export function FieldLabel({ label, hideLabel = false }: Pick<FieldBaseProps, 'label' | 'hideLabel'>) {
  return <Label className={(hideLabel ? styles.hiddenLabel : styles.label) ?? ''}>{label}</Label>;
}

export interface TextFieldProps extends FieldBaseProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Enter pressed. */
  readonly onSubmit?: (() => void) | undefined;
  readonly placeholder?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly isReadOnly?: boolean | undefined;
  readonly type?: 'text' | 'password' | 'number' | undefined;
  /** Plex Mono: for paths, patterns and raw text. */
  readonly mono?: boolean | undefined;
  readonly name?: string | undefined;
}

export function TextField(props: TextFieldProps) {
  return (
    <AriaTextField
      className={styles.field ?? ''}
      value={props.value}
      onChange={props.onChange}
      isInvalid={typeof props.problem === 'string'}
      isDisabled={props.isDisabled ?? false}
      isReadOnly={props.isReadOnly ?? false}
      isRequired={props.isRequired ?? false}
      autoFocus={props.autoFocus ?? false}
      validationBehavior="aria"
      type={props.type === 'password' ? 'password' : 'text'}
      {...omitUndefined({ name: props.name })}
    >
      <FieldLabel label={props.label} hideLabel={props.hideLabel} />
      <Input
        className={styles.input ?? ''}
        data-mono={props.mono === true}
        inputMode={props.type === 'number' ? 'decimal' : 'text'}
        onKeyDown={(event) => {
          if (props.onSubmit === undefined || event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          props.onSubmit();
        }}
        {...omitUndefined({ placeholder: props.placeholder })}
      />
      <FieldNotes hint={props.hint} problem={props.problem} />
    </AriaTextField>
  );
}

export interface TextAreaProps extends Omit<TextFieldProps, 'type'> {
  readonly rows?: number | undefined;
}

/** Ctrl/Cmd-Enter submits; Enter makes a line. */
export function TextArea(props: TextAreaProps) {
  return (
    <AriaTextField
      className={styles.field ?? ''}
      value={props.value}
      onChange={props.onChange}
      isInvalid={typeof props.problem === 'string'}
      isDisabled={props.isDisabled ?? false}
      isReadOnly={props.isReadOnly ?? false}
      isRequired={props.isRequired ?? false}
      autoFocus={props.autoFocus ?? false}
      validationBehavior="aria"
      {...omitUndefined({ name: props.name })}
    >
      <FieldLabel label={props.label} hideLabel={props.hideLabel} />
      <AriaTextArea
        className={styles.area ?? ''}
        rows={props.rows ?? 5}
        data-mono={props.mono === true}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) props.onSubmit?.();
        }}
        {...omitUndefined({ placeholder: props.placeholder })}
      />
      <FieldNotes hint={props.hint} problem={props.problem} />
    </AriaTextField>
  );
}

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit?: (() => void) | undefined;
  readonly placeholder?: string | undefined;
  readonly autoFocus?: boolean | undefined;
}

/** Filter field: Escape clears it. */
export function SearchField(props: SearchFieldProps) {
  return (
    <AriaSearchField
      className={styles.search ?? ''}
      aria-label={props.label}
      value={props.value}
      onChange={props.onChange}
      autoFocus={props.autoFocus ?? false}
      {...omitUndefined({ onSubmit: props.onSubmit === undefined ? undefined : () => props.onSubmit?.() })}
    >
      <Input className={styles.input ?? ''} placeholder={props.placeholder ?? props.label} />
    </AriaSearchField>
  );
}
