import { announce } from '../../../ui/feedback/live-region.tsx';
import { Button, IconButton } from '../../../ui/inputs/button.tsx';
import { TextArea, TextField } from '../../../ui/inputs/field.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { Menu } from '../../../ui/overlays/menu.tsx';
import styles from './composer.module.css';
import type { Step } from './form.ts';
import type { FormProps } from './form-props.ts';
import { isStepType, stepLabels } from './step-labels.ts';

const most = 20;

/** How to tell that it is done: criteria for whoever does it, checks that are run. */
export function DonePanel({ form, problems, change }: FormProps) {
  const { steps } = form;
  const put = (next: readonly Step[]) => change({ steps: [...next] });
  const move = (at: number, by: -1 | 1) => {
    const step = steps[at];
    if (step === undefined) return;
    put(steps.toSpliced(at, 1).toSpliced(at + by, 0, step));
    announce(`check ${at + 1} is now number ${at + by + 1}`);
  };
  return (
    <Panel title="Done when" padded>
      <div className={styles.fields}>
        <TextArea
          label="Success criteria"
          hint="One per line. The agent is told them; only the checks below are run."
          rows={3}
          value={form.criteria}
          onChange={(criteria) => change({ criteria })}
          problem={problems['criteria'] ?? null}
        />
        <fieldset className={styles.group}>
          <legend>Verification, in this order</legend>
          {steps.length === 0 ? (
            <p className={styles.muted}>
              Without a check a finished task counts as completed but not as verified.
            </p>
          ) : null}
          {steps.map((step, at) => (
            <div key={at} className={styles.step}>
              <span className={styles.stepName}>
                {at + 1}. {stepLabels[step.type].name}
              </span>
              {stepLabels[step.type].field === null ? (
                <span className={styles.muted}>{stepLabels[step.type].about}</span>
              ) : (
                <TextField
                  label={`${stepLabels[step.type].field} of check ${at + 1}`}
                  hideLabel
                  mono
                  placeholder={stepLabels[step.type].example}
                  value={step.text}
                  onChange={(text) => put(steps.map((one, index) => (index === at ? { ...one, text } : one)))}
                  problem={problems[`steps.${at}`] ?? null}
                />
              )}
              <IconButton
                icon="up"
                label={`Move check ${at + 1} up`}
                isDisabled={at === 0}
                onPress={() => move(at, -1)}
              />
              <IconButton
                icon="down"
                label={`Move check ${at + 1} down`}
                isDisabled={at === steps.length - 1}
                onPress={() => move(at, 1)}
              />
              <IconButton
                icon="close"
                label={`Remove check ${at + 1}`}
                onPress={() => put(steps.toSpliced(at, 1))}
              />
            </div>
          ))}
          <div>
            <Menu
              label="Add a check"
              trigger={
                <Button kind="quiet" icon="plus" isDisabled={steps.length >= most}>
                  Add a check
                </Button>
              }
              groups={[
                {
                  id: 'types',
                  entries: Object.entries(stepLabels).map(([id, words]) => ({
                    id,
                    label: words.name,
                    detail: words.about,
                  })),
                },
              ]}
              onAction={(type) => {
                if (isStepType(type)) put([...steps, { type, text: '' }]);
              }}
            />
          </div>
        </fieldset>
        {steps.length === 0 ? null : (
          <div className={styles.half}>
            <TextField
              label="Time for one run of the checks, in seconds"
              type="number"
              value={form.verificationSeconds}
              onChange={(verificationSeconds) => change({ verificationSeconds })}
              problem={problems['verificationSeconds'] ?? null}
            />
            <TextField
              label="Fixes within one attempt"
              hint="How often a failed check goes back to be mended."
              type="number"
              value={form.fixAttempts}
              onChange={(fixAttempts) => change({ fixAttempts })}
              problem={problems['fixAttempts'] ?? null}
            />
          </div>
        )}
      </div>
    </Panel>
  );
}
