import { RadioGroup } from '../../../ui/inputs/choice.tsx';
import { TextArea } from '../../../ui/inputs/field.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import styles from './composer.module.css';
import { ContextFilesField } from './context-files-field.tsx';
import type { FormProps } from './form-props.ts';

/** What is to be done, and with what at hand. */
export function WorkPanel(props: FormProps) {
  const { form, problems, change } = props;
  return (
    <Panel title="What to do" padded>
      <div className={styles.fields}>
        <TextArea
          label="Description"
          hint={
            form.kind === 'prompt'
              ? 'This is the prompt. Its first line is what the task is called.'
              : 'Its first line is what the task is called.'
          }
          rows={6}
          value={form.description}
          onChange={(description) => change({ description })}
          problem={problems['description'] ?? null}
          autoFocus
          isRequired
        />
        <RadioGroup
          label="Carried out as"
          direction="row"
          choices={[
            { id: 'prompt', label: 'Prompt', detail: 'for a model or a coding agent' },
            { id: 'shell', label: 'Shell command', detail: 'run as it is' },
          ]}
          value={form.kind}
          onChange={(kind) => change({ kind })}
        />
        {form.kind === 'shell' ? (
          <TextArea
            label="Command"
            rows={3}
            mono
            value={form.command}
            onChange={(command) => change({ command })}
            problem={problems['command'] ?? null}
            isRequired
          />
        ) : null}
        <ContextFilesField {...props} />
        <TextArea
          label="Notes"
          hint="Anything else the agent should know."
          rows={3}
          value={form.notes}
          onChange={(notes) => change({ notes })}
          problem={problems['notes'] ?? null}
        />
      </div>
    </Panel>
  );
}
