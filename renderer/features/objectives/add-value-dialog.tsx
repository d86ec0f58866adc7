import { useState } from 'react';
import { explain } from '../../bridge/failure-messages.ts';
import { call, useView } from '../../bridge/hooks.ts';
import { stateLabels, stateMarks } from '../../domains/readiness/evidence-labels.ts';
import shared from '../../domains/readiness/screens.module.css';
import { readTypedDay } from '../../domains/trackers/model/typed-day.ts';
import { useToday } from '../../domains/trackers/today.ts';
import { showToast } from '../../ui/feedback/toast.tsx';
import { DateField } from '../../ui/inputs/date-field.tsx';
import { TextArea, TextField } from '../../ui/inputs/field.tsx';
import { Select } from '../../ui/inputs/select.tsx';
import { FormDialog } from '../../ui/overlays/form-dialog.tsx';
import { useNow } from '../../ui/text/clock.tsx';
import { withdrawValue } from './objective-actions.ts';
import { limitsText, type Objective } from './objective-model.ts';
import { emptyForm, readValue, type ValueForm } from './value-form.ts';

interface AddValueDialogProps {
  readonly objective: Objective;
  readonly onClose: () => void;
}

/** As many pieces can be chosen from; words narrow them. */
const mostOffered = 200;

/** A value that no report tells: it counts as long as the evidence that proves it is verified. */
export function AddValueDialog({ objective, onClose }: AddValueDialogProps) {
  const today = useToday();
  const now = useNow();
  const [form, setForm] = useState<ValueForm>(emptyForm);
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const { policy, objective: id, stage, unit } = objective;
  const readDay = (text: string) => (text.trim() === '' ? '' : readTypedDay(text, today, today));
  const { add, problems } = readValue(form, { policy, objective: id, stage }, readDay, now);
  const shown = tried ? problems : {};
  const change = (part: Partial<ValueForm>) => setForm((before) => ({ ...before, ...part }));
  const { rows } = useView('evidence.list', {
    trackerId: null,
    itemId: null,
    state: null,
    type: null,
    withdrawn: false,
  });
  const pieces = rows.filter(
    (row) =>
      row.id === form.evidence ||
      `${row.where}\n${row.itemTitle}`.toLowerCase().includes(words.trim().toLowerCase()),
  );
  const send = async () => {
    setTried(true);
    if (add === null) return null;
    const answer = await call('slo.addValue', add);
    if (!answer.ok) return explain(answer.error);
    const { summary, valueId } = answer.value;
    showToast({
      kind: 'done',
      text: summary,
      action: { label: 'Undo', run: () => void withdrawValue(valueId, add) },
    });
    onClose();
    return null;
  };
  return (
    <FormDialog title="Type a value in" confirm="Add the value" send={send} onClose={onClose}>
      {() => (
        <>
          <p>
            {objective.title} at {stage}: {limitsText(objective)}.
          </p>
          <div className={shared.pair}>
            <TextField
              label={unit === '' ? 'Value' : `Value in ${unit}`}
              type="number"
              value={form.value}
              onChange={(value) => change({ value })}
              problem={shown.value ?? null}
              autoFocus
            />
            <DateField
              label="Measured on"
              hint="If empty, now."
              value={form.measured}
              onChange={(measured) => change({ measured })}
              read={readDay}
              problem={shown.measured ?? null}
            />
          </div>
          <TextField
            label="Find its evidence"
            hint="Words of the file or of its item."
            value={words}
            onChange={setWords}
          />
          <Select
            label="Evidence"
            placeholder="Choose a piece"
            hint={
              rows.length === 0
                ? 'There is no evidence yet. Add a piece to an item first.'
                : 'What proves it. The value counts as long as this is verified.'
            }
            choices={pieces.slice(0, mostOffered).map((row) => ({
              id: row.id,
              label: row.where,
              mark: stateMarks[row.state],
              detail: `${stateLabels[row.state].toLowerCase()}, for ${row.itemTitle}`,
            }))}
            value={form.evidence}
            onChange={(evidence) => change({ evidence })}
            problem={shown.evidence ?? null}
          />
          <TextArea
            label="Note"
            hint="Optional. How it was found."
            rows={2}
            value={form.note}
            onChange={(note) => change({ note })}
            problem={shown.note ?? null}
          />
        </>
      )}
    </FormDialog>
  );
}
