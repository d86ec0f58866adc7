import { useState } from 'react';
import { EVIDENCE_TIERS } from '../../../../core/domain/readiness/evidence.ts';
import { explain } from '../../../bridge/failure-messages.ts';
import { call } from '../../../bridge/hooks.ts';
import { sayDone } from '../../../bridge/say-done.ts';
import { tierLabels } from '../../../domains/readiness/evidence-labels.ts';
import shared from '../../../domains/readiness/screens.module.css';
import { useSigner } from '../../../domains/readiness/signoffs/use-signer.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { Switch } from '../../../ui/inputs/choice.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { Select } from '../../../ui/inputs/select.tsx';
import { useUnsavedText } from '../../../ui/inputs/unsaved-text.ts';
import type { FormProblem } from '../../../ui/overlays/form-dialog.tsx';
import styles from '../readiness.module.css';
import { formOf, mostRoles, type PolicyForm, type PolicyView, readPolicy, tierOf } from './policy-model.ts';
import { RoleLine } from './role-line.tsx';

const tiers = EVIDENCE_TIERS.map((id) => ({ id, label: tierLabels[id] }));

/** Edits the policy as a whole: it is one version, and what was signed under an earlier one stays judged by that. */
export function PolicyEditor({ row }: { readonly row: PolicyView }) {
  const [draft, setDraft] = useState<{ readonly version: string; readonly form: PolicyForm } | null>(null);
  const [problem, setProblem] = useState<FormProblem | null>(null);
  const [pending, setPending] = useState(false);
  const signer = useSigner();
  const form = draft?.form ?? formOf(row.policy);
  const read = readPolicy(form);
  const change = (part: Partial<PolicyForm>) => {
    setProblem(null);
    setDraft({ version: draft?.version ?? row.version, form: { ...form, ...part } });
  };
  useUnsavedText(draft !== null);
  const save = async () => {
    if (read.policy === null) return;
    setPending(true);
    const failed = await signer.unlock();
    const answer = failed === null ? await call('signoffs.setPolicy', { policy: read.policy }) : null;
    setPending(false);
    if (answer === null) return setProblem(failed);
    if (!answer.ok) return setProblem(explain(answer.error));
    setDraft(null);
    sayDone(answer.value);
  };
  const replaceRole = (at: number, role: PolicyForm['roles'][number] | null) =>
    change({ roles: form.roles.toSpliced(at, 1, ...(role === null ? [] : [role])) });
  return (
    <div className={styles.policy}>
      {draft !== null && draft.version !== row.version ? (
        <Notice
          kind="warning"
          what="Somebody changed the policy while you were editing it."
          kept="What you typed is kept, and saving puts it in place of theirs."
          actions={<Button onPress={() => setDraft(null)}>Take theirs</Button>}
        />
      ) : null}
      <section aria-label="Roles">
        <h3>Roles</h3>
        <ul className={styles.roleLines}>
          {form.roles.map((role, at) => (
            <RoleLine
              key={role.key}
              role={role}
              actors={row.actors}
              problem={read.roles[role.key] ?? null}
              onChange={(changed) => replaceRole(at, changed)}
              onRemove={form.roles.length === 1 ? undefined : () => replaceRole(at, null)}
            />
          ))}
        </ul>
        {read.required === null ? null : <p className={styles.problem}>{read.required}</p>}
        {form.roles.length < mostRoles ? (
          <Button
            kind="quiet"
            icon="plus"
            onPress={() => change({ roles: [...form.roles, newRole(form.roles)] })}
          >
            Another role
          </Button>
        ) : (
          <p className={shared.muted}>A policy has at most {mostRoles} roles.</p>
        )}
      </section>
      <section aria-label="Before an item is put up">
        <h3>Before an item is put up</h3>
        <div className={styles.pair}>
          <TextField
            label="Verified pieces of evidence"
            type="number"
            hint="0 to 20. With 0 an item may be put up without any."
            value={form.atLeast}
            onChange={(atLeast) => change({ atLeast })}
            problem={read.atLeast}
          />
          <Select
            label="Tier"
            hint="Each of them has this one or a better one."
            choices={tiers}
            value={form.tier}
            onChange={(id) => change({ tier: tierOf(id) })}
          />
        </div>
        <Switch isSelected={form.ownRequests} onChange={(ownRequests) => change({ ownRequests })}>
          Whoever asks for a sign-off may give it
        </Switch>
      </section>
      {problem === null ? null : (
        <Notice kind="problem" what={problem.what} kept={problem.kept} todo={problem.next} />
      )}
      {draft === null ? null : signer.field}
      <div className={styles.buttons}>
        <Button
          kind="primary"
          isPending={pending}
          isDisabled={draft === null || read.policy === null || !signer.isReady}
          onPress={() => void save()}
        >
          Save the policy
        </Button>
        {draft === null ? null : (
          <Button kind="quiet" onPress={() => setDraft(null)}>
            Discard
          </Button>
        )}
      </div>
    </div>
  );
}

function newRole(roles: PolicyForm['roles']): PolicyForm['roles'][number] {
  const key = `new-${Math.max(0, ...roles.map((role) => Number(/^new-(\d+)$/u.exec(role.key)?.[1] ?? 0))) + 1}`;
  return { key, id: null, title: '', holders: [], required: false };
}
