import { useMemo, useState } from 'react';
import { ActorId, GateRunId } from '../../../../core/kernel/ids.ts';
import { actAs } from '../../../bridge/acting-as.ts';
import { explain } from '../../../bridge/failure-messages.ts';
import { call, useQuery, useStatus, useView } from '../../../bridge/hooks.ts';
import shared from '../../../domains/readiness/screens.module.css';
import { readTypedDay } from '../../../domains/trackers/model/typed-day.ts';
import { useToday } from '../../../domains/trackers/today.ts';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { ComboBox } from '../../../ui/inputs/combo-box.tsx';
import { DateField } from '../../../ui/inputs/date-field.tsx';
import { TextArea, TextField } from '../../../ui/inputs/field.tsx';
import { Select } from '../../../ui/inputs/select.tsx';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';
import { type Approver, type ExceptionForm, likelyLastDay, readForm } from './exception-model.ts';

const any = ':any';

interface AddExceptionDialogProps {
  readonly start: Pick<ExceptionForm, 'gate' | 'criterion' | 'item' | 'owner'>;
  readonly onClose: () => void;
}

/** Lets something through although a gate says no: whose word it is, why, and until when. Its approver signs it. */
export function AddExceptionDialog({ start, onClose }: AddExceptionDialogProps) {
  const today = useToday();
  const gates = useView('gates.list', {}).rows;
  const { approvers, current } = useApprovers();
  const [form, setForm] = useState<ExceptionForm>({
    ...start,
    reason: '',
    rollback: '',
    expires: '',
    approver: '',
    passphrase: '',
  });
  const [tried, setTried] = useState(false);
  const change = (part: Partial<ExceptionForm>) => setForm((before) => ({ ...before, ...part }));
  const approverId = form.approver === '' ? current : form.approver;
  const approver = approvers.find(({ id }) => id === approverId) ?? null;
  const readDay = (text: string) => (text.trim() === '' ? '' : readTypedDay(text, today, today));
  const { add, problems } = readForm(form, { readDay, today, approver });
  const shown = tried ? problems : {};
  const gate = gates.find(({ id }) => id === form.gate);
  const document = useQuery('gates.show', form.gate === '' ? null : { gateId: form.gate }, [
    gate?.savedAt ?? null,
  ]).value;
  const items = useFailedItems(document?.runs[0]?.id ?? null, form.criterion);
  const send = async () => {
    setTried(true);
    const actorId = ActorId.safeParse(approver?.id);
    if (add === null || !actorId.success) return null;
    if (actorId.data !== current || approver?.asksPassphrase === true) {
      const unlocked = await actAs(actorId.data, form.passphrase === '' ? null : form.passphrase);
      if (!unlocked.ok) return explain(unlocked.error);
    }
    const answer = await call('exceptions.add', add);
    if (!answer.ok) return explain(answer.error);
    showToast({ kind: 'done', text: answer.value.summary });
    onClose();
    return null;
  };
  return (
    <FormDialog
      title="Add an exception"
      confirm="Approve and sign"
      keys="Ctrl ↵"
      send={send}
      onClose={onClose}
    >
      {() => (
        <>
          <Select
            label="Gate"
            choices={gates.map(({ id, title }) => ({ id, label: title, detail: id }))}
            value={form.gate === '' ? null : form.gate}
            onChange={(id) => change({ gate: id, criterion: null, item: null })}
            problem={shown.gate ?? null}
          />
          <div className={shared.pair}>
            <Select
              label="Criterion"
              choices={[
                { id: any, label: 'Any criterion' },
                ...(document?.document?.criteria ?? []).map(({ id, title }) => ({ id, label: title })),
              ]}
              value={form.criterion ?? any}
              onChange={(id) => change({ criterion: id === any ? null : id, item: null })}
            />
            <Select
              label="Item"
              hint="Of those that failed in the newest run."
              choices={[{ id: any, label: 'Whatever fails there' }, ...items]}
              value={form.item ?? any}
              onChange={(id) => change({ item: id === any ? null : id })}
            />
          </div>
          <TextArea
            label="Reason"
            hint="Why it may be released all the same. The report shows it beside the failure."
            rows={2}
            value={form.reason}
            onChange={(reason) => change({ reason })}
            problem={shown.reason ?? null}
            autoFocus={form.gate !== ''}
          />
          <TextArea
            label="Rollback"
            hint="What is done if it goes wrong."
            rows={2}
            value={form.rollback}
            onChange={(rollback) => change({ rollback })}
            problem={shown.rollback ?? null}
          />
          <div className={shared.pair}>
            <ComboBox
              label="Owner"
              hint="Who answers for it; never who approves it."
              choices={approvers.map(({ id, name }) => ({ id, label: name }))}
              value={form.owner}
              onChange={(owner) => change({ owner })}
              problem={shown.owner ?? null}
            />
            <DateField
              label="Last day"
              hint="It counts to the end of this day, in UTC."
              value={form.expires}
              onChange={(expires) => change({ expires })}
              read={readDay}
              placeholder={likelyLastDay(today)}
              problem={shown.expires ?? null}
            />
          </div>
          <div className={shared.pair}>
            <Select
              label="Approver"
              hint={approverHint(approver, current)}
              choices={approvers.map(({ id, name, fingerprint }) => ({
                id,
                label: name,
                detail: fingerprint,
              }))}
              value={approverId}
              onChange={(id) => change({ approver: id, passphrase: '' })}
              problem={shown.approver ?? null}
            />
            {approver?.asksPassphrase === true ? (
              <TextField
                label={`Passphrase of ${approver.name}`}
                type="password"
                value={form.passphrase}
                onChange={(passphrase) => change({ passphrase })}
                problem={shown.passphrase ?? null}
              />
            ) : null}
          </div>
        </>
      )}
    </FormDialog>
  );
}

function approverHint(
  approver: (Approver & { readonly fingerprint: string }) | null,
  current: string | null,
): string {
  if (approver === null) return 'Signs with their own key.';
  return approver.id === current
    ? `You sign it with your key ${approver.fingerprint}.`
    : `Signs with the key ${approver.fingerprint}. From then on this window acts as ${approver.name}.`;
}

/** People who can sign here. A passphrase is asked of one whose key is locked, or who is not at work in this window. */
function useApprovers() {
  const { rows } = useView('actors.list', {});
  const lock = useStatus()?.actor.lock ?? 'none';
  return useMemo(() => {
    const approvers = rows
      .filter(({ kind, revokedAt }) => kind === 'person' && revokedAt === null)
      .map(({ id, name, fingerprint, unlock, current }) => ({
        id,
        name,
        fingerprint,
        asksPassphrase: unlock === 'passphrase' && (!current || lock === 'locked'),
      }));
    return { approvers, current: rows.find(({ current }) => current)?.id ?? null };
  }, [rows, lock]);
}

/** What failed of a criterion in a run, by item. */
function useFailedItems(runId: string | null, criterion: string | null) {
  const parsed = GateRunId.safeParse(runId);
  const { value } = useQuery('gates.report', parsed.success ? { runId: parsed.data } : null);
  const checks = (value?.report.checks ?? []).filter(
    ({ check_id }) => criterion === null || check_id === criterion,
  );
  const items = checks.flatMap(({ failures }) =>
    failures.flatMap(({ itemId, itemTitle }) =>
      itemId === null ? [] : [{ id: itemId, label: itemTitle ?? itemId }],
    ),
  );
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
