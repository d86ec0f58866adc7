import { useState } from 'react';
import { Severity } from '../../../core/domain/alerts/alert.ts';
import { AlertSubject } from '../../../core/domain/alerts/rules/alert-rule.ts';
import { SUBJECTS } from '../../../core/domain/alerts/rules/alert-subjects.ts';
import { explain } from '../../bridge/failure-messages.ts';
import { act, call, useQuery } from '../../bridge/hooks.ts';
import { showToast } from '../../ui/feedback/toast.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { TextField } from '../../ui/inputs/field.tsx';
import { Select } from '../../ui/inputs/select.tsx';
import { FormDialog } from '../../ui/overlays/form-dialog.tsx';
import { formatCount } from '../../ui/text/format.ts';
import styles from './alerts.module.css';
import { type AlertRule, SEVERITY_WORDS } from './alerts-model.ts';
import { EMPTY_RULE, type RuleForm, readRule } from './rule-form.ts';

interface RuleDialogProps {
  /** Null: a new one. */
  readonly rule: AlertRule | null;
  readonly onClose: () => void;
}

const ABOUT = AlertSubject.options.map((id) => ({ id, label: SUBJECTS[id].title }));
const SEVERITIES = Severity.options.map((id) => ({ id, label: SEVERITY_WORDS[id] }));
const NO_DATA = [
  { id: 'keep', label: 'Keep it as it is' },
  { id: 'fire', label: 'Fire' },
  { id: 'resolve', label: 'End it' },
] as const;

/** A rule with what it would say now of what there is. */
export function RuleDialog({ rule, onClose }: RuleDialogProps) {
  const [form, setForm] = useState<RuleForm>(rule ?? EMPTY_RULE);
  const [tried, setTried] = useState(false);
  const { rule: read, problems } = readRule(form);
  const shown = tried ? problems : {};
  const change = (part: Partial<RuleForm>) => setForm((before) => ({ ...before, ...part }));
  const send = async () => {
    setTried(true);
    if (read === null) return null;
    const answer = await call('alertRules.save', { rule: read });
    if (!answer.ok) return explain(answer.error);
    showToast({ kind: 'done', text: answer.value.summary });
    onClose();
    return null;
  };
  const names = Object.keys(SUBJECTS[form.about].names).join(', ');
  return (
    <FormDialog
      title={rule === null ? 'Add a rule' : rule.name}
      confirm={rule === null ? 'Add the rule' : 'Save the rule'}
      keys="Ctrl ↵"
      send={send}
      onClose={onClose}
      actions={rule === null ? null : <Remove rule={rule} onClose={onClose} />}
    >
      {() => (
        <>
          <TextField
            label="Name"
            value={form.name}
            onChange={(name) => change({ name })}
            problem={shown.name}
          />
          <Select
            label="About"
            choices={ABOUT}
            value={form.about}
            onChange={(id) => change({ about: AlertSubject.parse(id) })}
          />
          <TextField
            label="When"
            mono
            value={form.when}
            onChange={(when) => change({ when })}
            problem={shown.when}
            hint={`It may ask for ${names}.`}
          />
          <TextField
            label="Ends when"
            mono
            value={form.clearWhen}
            onChange={(clearWhen) => change({ clearWhen })}
            problem={shown.clearWhen}
            hint="Left empty, it ends when the condition no longer holds."
          />
          <div className={styles.fields}>
            <TextField
              label="For"
              value={form.for}
              onChange={(text) => change({ for: text })}
              problem={shown.for}
            />
            <TextField
              label="Keeps firing for"
              value={form.keepFiringFor}
              onChange={(keepFiringFor) => change({ keepFiringFor })}
              problem={shown.keepFiringFor}
            />
            <TextField
              label="Cools down for"
              value={form.cooldown}
              onChange={(cooldown) => change({ cooldown })}
              problem={shown.cooldown}
            />
          </div>
          <div className={styles.fields}>
            <Select
              label="Severity"
              choices={SEVERITIES}
              value={form.severity}
              onChange={(id) => change({ severity: Severity.parse(id) })}
            />
            <Select
              label="Without data"
              choices={NO_DATA}
              value={form.noData}
              onChange={(id) => change({ noData: id === 'fire' || id === 'resolve' ? id : 'keep' })}
            />
          </div>
          <TextField
            label="What it says"
            value={form.summary}
            onChange={(summary) => change({ summary })}
            problem={shown.summary}
            hint="Names stand in braces, such as {hub}."
          />
          <TextField
            label="More of it"
            value={form.detail}
            onChange={(detail) => change({ detail })}
            problem={shown.detail}
          />
          <Preview rule={read} />
        </>
      )}
    </FormDialog>
  );
}

function Preview({ rule }: { readonly rule: ReturnType<typeof readRule>['rule'] }) {
  const { value } = useQuery('alertRules.check', rule === null ? null : { rule });
  if (value === null) return null;
  const { problem, subjects, holds, says } = value;
  return (
    <section aria-label="What it would say now" aria-live="polite">
      <p className={styles.muted}>
        {problem ?? `It holds for ${holds} of ${formatCount(subjects, 'thing')} of that kind now.`}
      </p>
      {says.length === 0 ? null : (
        <ul className={styles.says}>
          {says.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Remove({ rule, onClose }: { readonly rule: AlertRule; readonly onClose: () => void }) {
  if (rule.builtIn && !rule.changed) return null;
  const { builtIn: _builtIn, changed: _changed, ...before } = rule;
  const remove = async (): Promise<void> => {
    const answer = await call('alertRules.remove', { id: rule.id });
    if (!answer.ok) {
      showToast({ kind: 'problem', text: explain(answer.error).what });
      return;
    }
    showToast({
      kind: 'done',
      text: rule.builtIn ? `“${rule.name}” is as it came.` : `“${rule.name}” is removed.`,
      action: { label: 'Undo', run: () => void act('alertRules.save', { rule: before }) },
    });
    onClose();
  };
  return (
    <Button kind="quiet" onPress={() => void remove()}>
      {rule.builtIn ? 'As it came' : 'Remove'}
    </Button>
  );
}
