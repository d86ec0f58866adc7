import { ComboBox } from '../../../ui/inputs/combo-box.tsx';
import { DateTimePicker } from '../../../ui/inputs/date-time-picker.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import styles from './composer.module.css';
import type { FormProps } from './form-props.ts';

const currencies = ['USD', 'EUR', 'GBP', 'JPY', 'CHF'].map((id) => ({ id, label: id }));

/** How often it is tried, until when, and what it may use up. */
export function LimitsPanel({ form, problems, change }: FormProps) {
  return (
    <Panel title="Limits" padded>
      <div className={styles.fields}>
        <TextField
          label="Retries"
          hint="Tries after the first, before it becomes a dead letter."
          type="number"
          value={form.retries}
          onChange={(retries) => change({ retries })}
          problem={problems['retries'] ?? null}
        />
        <DateTimePicker
          label="Deadline"
          hint="In this machine’s time zone. Past it the task is stopped."
          value={form.deadline}
          onChange={(deadline) => change({ deadline })}
          problem={problems['deadline'] ?? null}
        />
        <fieldset className={styles.group}>
          <legend>Budget over all attempts; reaching a part stops the task</legend>
          <div className={styles.budget}>
            <TextField
              label="Money"
              type="number"
              value={form.money}
              onChange={(money) => change({ money })}
              problem={problems['money'] ?? null}
            />
            <ComboBox
              label="Currency"
              choices={currencies}
              value={form.currency}
              onChange={(currency) => change({ currency: currency.toUpperCase() })}
              problem={problems['currency'] ?? null}
            />
            <TextField
              label="Tokens"
              type="number"
              value={form.tokens}
              onChange={(tokens) => change({ tokens })}
              problem={problems['tokens'] ?? null}
            />
            <TextField
              label="Minutes"
              type="number"
              value={form.minutes}
              onChange={(minutes) => change({ minutes })}
              problem={problems['minutes'] ?? null}
            />
          </div>
        </fieldset>
      </div>
    </Panel>
  );
}
