import { useState } from 'react';
import { TextField } from '../inputs/field.tsx';
import type { FormDialogProps } from './form-dialog.tsx';
import { FormDialog } from './form-dialog.tsx';

export interface NameDialogProps extends Pick<FormDialogProps, 'title' | 'confirm' | 'keys' | 'onClose'> {
  /** The name there is; left out for something new. */
  readonly initial?: string | undefined;
  readonly hint?: string | undefined;
  /** Takes the name without white space around it, never an empty one. */
  readonly send: (name: string) => ReturnType<FormDialogProps['send']>;
}

/** Asks for a name, and nothing else. */
export function NameDialog({ initial = '', hint, send, ...dialog }: NameDialogProps) {
  const [typed, setTyped] = useState(initial);
  const name = typed.trim();
  return (
    <FormDialog {...dialog} size="small" isDisabled={name === ''} problemAt="field" send={() => send(name)}>
      {(form) => (
        <TextField
          label="Name"
          value={typed}
          onChange={setTyped}
          problem={initial !== '' && name === '' ? 'A name is needed.' : form.problem}
          autoFocus
          hint={hint}
        />
      )}
    </FormDialog>
  );
}
