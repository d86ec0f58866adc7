import { useState } from 'react';
import { Button } from '../../../ui/inputs/button.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import styles from './composer.module.css';
import type { TaskForm } from './form.ts';
import { fillPlaceholders } from './placeholders.ts';

interface PlaceholderPanelProps {
  readonly form: TaskForm;
  readonly names: readonly string[];
  readonly onFill: (form: TaskForm) => void;
}

/** Asks for what a template leaves open, before anything else. */
export function PlaceholderPanel({ form, names, onFill }: PlaceholderPanelProps) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const given = names.filter((name) => (values[name] ?? '').trim() !== '').length;
  const fill = () => {
    if (given > 0) onFill(fillPlaceholders(form, values));
  };
  return (
    <Panel title="Left open by the template" fact={`${names.length} to fill in`} padded>
      <div className={styles.open}>
        {names.map((name) => (
          <TextField
            key={name}
            label={name}
            value={values[name] ?? ''}
            onChange={(value) => setValues({ ...values, [name]: value })}
            onSubmit={fill}
          />
        ))}
        <Button onPress={fill} isDisabled={given === 0}>
          Fill in
        </Button>
      </div>
    </Panel>
  );
}
