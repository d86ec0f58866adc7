import { useState } from 'react';
import { useView } from '../../../bridge/hooks.ts';
import { taskLabel, taskMark } from '../../../domains/fleet/task-labels.ts';
import { Button, IconButton } from '../../../ui/inputs/button.tsx';
import { SearchField } from '../../../ui/inputs/field.tsx';
import { RowList } from '../../../ui/layout/row-list.tsx';
import { Icon } from '../../../ui/marks/icon.tsx';
import { Popover } from '../../../ui/overlays/popover.tsx';
import styles from './composer.module.css';
import type { FormProps } from './form-props.ts';

const most = 50;
const offered = 20;

/** Tasks that must be completed first, found by their words. */
export function DependenciesField({ form, problems, change }: FormProps) {
  return (
    <fieldset className={styles.group}>
      <legend>Waits for</legend>
      {form.dependsOn.length === 0 ? <p className={styles.muted}>No other task.</p> : null}
      <ul className={styles.chosen}>
        {form.dependsOn.map((task) => (
          <li key={task.id}>
            <span>{task.title}</span>
            <IconButton
              icon="close"
              label={`Don’t wait for ${task.title}`}
              onPress={() => change({ dependsOn: form.dependsOn.filter((one) => one.id !== task.id) })}
            />
          </li>
        ))}
      </ul>
      {problems['dependsOn'] === undefined ? null : (
        <p className={styles.problem} role="alert">
          {problems['dependsOn']}
        </p>
      )}
      <div>
        <Popover
          label="Find a task to wait for"
          trigger={
            <Button kind="quiet" icon="plus" isDisabled={form.dependsOn.length >= most}>
              Wait for a task
            </Button>
          }
        >
          <FindTask
            taken={form.dependsOn.map((task) => task.id)}
            onFound={(task) => change({ dependsOn: [...form.dependsOn, task] })}
          />
        </Popover>
      </div>
    </fieldset>
  );
}

type Chosen = FormProps['form']['dependsOn'][number];

function FindTask(props: { readonly taken: readonly string[]; readonly onFound: (task: Chosen) => void }) {
  const [text, setText] = useState('');
  const found = useView('tasks.list', {
    filter: { text: text.trim() },
    window: { start: 0, limit: offered },
  });
  const rows = found.rows;
  return (
    <div className={styles.find}>
      <SearchField label="Words of the task" value={text} onChange={setText} autoFocus />
      {rows.length === 0 ? (
        <p className={styles.muted}>
          <Icon name="search" /> {found.phase === 'loading' ? 'Looking…' : 'No task has these words.'}
        </p>
      ) : (
        <div className={styles.found}>
          <RowList
            label="Tasks found"
            rows={rows.map((row) => ({
              id: row.id,
              mark: taskMark(row),
              markLabel: taskLabel(row),
              text: row.title,
              // A chosen row stays where it is: what had the focus keeps it.
              end: props.taken.includes(row.id) ? 'chosen' : taskLabel(row),
            }))}
            onOpen={(id) => {
              const row = rows.find((one) => one.id === id);
              if (row !== undefined && !props.taken.includes(id))
                props.onFound({ id: row.id, title: row.title });
            }}
          />
        </div>
      )}
    </div>
  );
}
