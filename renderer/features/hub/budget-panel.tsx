import { useState } from 'react';
import type { FleetSettings } from '../../../core/domain/fleet/settings.ts';
import { useAction } from '../../domains/fleet/use-action.ts';
import { Button } from '../../ui/inputs/button.tsx';
import { Checkbox } from '../../ui/inputs/choice.tsx';
import { TextField } from '../../ui/inputs/field.tsx';
import { useUnsavedText } from '../../ui/inputs/unsaved-text.ts';
import { Panel } from '../../ui/layout/panel.tsx';
import { type BudgetDraft, budgetDraftOf, readBudget } from './budget-model.ts';
import styles from './hub.module.css';

const fields = [
  { id: 'money', label: 'Money', hint: 'What models report or are known to cost.' },
  { id: 'currency', label: 'Currency', hint: 'Costs in other currencies can’t be counted towards it.' },
  { id: 'tokens', label: 'Tokens', hint: 'In and out together.' },
  { id: 'minutes', label: 'Minutes', hint: 'Working time of all attempts.' },
] as const;

/** What a task may use that names no budget of its own. */
export function BudgetPanel({ settings }: { readonly settings: FleetSettings }) {
  const [typed, setTyped] = useState<BudgetDraft | null>(null);
  const [set, busy] = useAction('hub.setFleet', () => 'The budget holds from now on.');
  useUnsavedText(typed !== null);
  const draft = typed ?? budgetDraftOf(settings.defaultBudget);
  const { problems, budget } = readBudget(draft);
  const save = async () => {
    if (typed === null || budget === undefined || busy) return;
    if ((await set({ defaultBudget: budget })) !== null) setTyped(null);
  };
  return (
    <Panel
      title="Usual budget"
      span={12}
      padded
      fact="for tasks that name none; a task that reaches it is stopped"
    >
      <div className={styles.timings}>
        {fields.map(({ id, label, hint }) => (
          <TextField
            key={id}
            label={label}
            hint={hint}
            placeholder={id === 'currency' ? undefined : 'no limit'}
            value={draft[id]}
            onChange={(text) => setTyped({ ...draft, [id]: text })}
            onSubmit={() => void save()}
            problem={problems[id] ?? null}
          />
        ))}
      </div>
      <Checkbox
        isSelected={settings.unknownCost === 'warn'}
        onChange={(on) => void set({ unknownCost: on ? 'warn' : 'stop' })}
      >
        Let a task with a money budget go on when what it uses has no known price; its cost then says
        “unknown”
      </Checkbox>
      <div className={styles.actions}>
        <Button kind="quiet" isDisabled={typed === null} onPress={() => setTyped(null)}>
          Discard changes
        </Button>
        <Button
          kind="primary"
          isPending={busy}
          isDisabled={typed === null || budget === undefined}
          onPress={() => void save()}
        >
          Save the budget
        </Button>
      </div>
    </Panel>
  );
}
