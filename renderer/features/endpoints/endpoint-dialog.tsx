import { useState } from 'react';
import { EndpointKind } from '../../../core/domain/fleet/routing.ts';
import { Tier } from '../../../core/domain/fleet/tasks/task.ts';
import { explain } from '../../bridge/failure-messages.ts';
import { call, useView } from '../../bridge/hooks.ts';
import { showToast } from '../../ui/feedback/toast.tsx';
import { Checkbox } from '../../ui/inputs/choice.tsx';
import { ComboBox } from '../../ui/inputs/combo-box.tsx';
import { TextArea, TextField } from '../../ui/inputs/field.tsx';
import { Select } from '../../ui/inputs/select.tsx';
import { FormDialog } from '../../ui/overlays/form-dialog.tsx';
import {
  draftOf,
  type Endpoint,
  type EndpointDraft,
  kindLabels,
  newEndpoint,
  readEndpoint,
} from './endpoint-model.ts';
import styles from './endpoints.module.css';

interface Props {
  /** Null adds a new one. */
  readonly endpoint: Endpoint | null;
  readonly onClose: () => void;
}

const kinds = EndpointKind.options.map((id) => ({ id, label: kindLabels[id] }));

export function EndpointDialog({ endpoint, onClose }: Props) {
  const [draft, setDraft] = useState<EndpointDraft>(endpoint === null ? newEndpoint : draftOf(endpoint));
  const [tried, setTried] = useState(false);
  const hosts = useView('hosts.list', {}).rows;
  const change = (part: Partial<EndpointDraft>) => setDraft({ ...draft, ...part });
  const { spec, problems } = readEndpoint(draft);
  const shown = tried ? problems : {};
  const send = async () => {
    setTried(true);
    if (spec === null) return null;
    const answer =
      endpoint === null
        ? await call('endpoints.add', spec)
        : await call('endpoints.change', { ...spec, endpointId: endpoint.id });
    if (!answer.ok) return explain(answer.error);
    showToast({
      kind: 'done',
      text: endpoint === null ? `${spec.name} is added and being checked.` : `${spec.name} is changed.`,
    });
    onClose();
    return null;
  };
  return (
    <FormDialog
      title={endpoint === null ? 'Add an endpoint' : `Edit ${endpoint.name}`}
      confirm={endpoint === null ? 'Add the endpoint' : 'Save the endpoint'}
      send={send}
      onClose={onClose}
    >
      {() => (
        <>
          <TextField
            label="Name"
            value={draft.name}
            onChange={(name) => change({ name })}
            problem={shown.name ?? null}
            autoFocus
          />
          <Select
            label="What it is"
            choices={kinds}
            value={draft.kind}
            onChange={(id) => {
              const kind = EndpointKind.safeParse(id);
              if (kind.success) change({ kind: kind.data });
            }}
          />
          <TextField
            label="Address"
            hint="As the agents reach it: on another machine “localhost” is that machine."
            mono
            value={draft.url}
            onChange={(url) => change({ url })}
            problem={shown.url ?? null}
          />
          <fieldset className={styles.tiers}>
            <legend>Tiers it may run</legend>
            {Tier.options.map((tier) => (
              <Checkbox
                key={tier}
                isSelected={draft.tiers.includes(tier)}
                onChange={(on) =>
                  change({ tiers: on ? [...draft.tiers, tier] : draft.tiers.filter((each) => each !== tier) })
                }
              >
                {tier}
              </Checkbox>
            ))}
            {shown.tiers === undefined ? null : <small className={styles.problem}>{shown.tiers}</small>}
          </fieldset>
          <TextArea
            label="Models to use"
            hint="Optional. One per line, best first; if empty, whatever it offers is used."
            mono
            rows={3}
            value={draft.models}
            onChange={(models) => change({ models })}
            problem={shown.models ?? null}
          />
          <ComboBox
            label="Its machine"
            hint="Optional. A host that reports its load: while it is busy, other endpoints are preferred."
            choices={hosts.map(({ id }) => ({ id, label: id }))}
            value={draft.host}
            onChange={(host) => change({ host })}
            anyValue
            problem={shown.host ?? null}
          />
        </>
      )}
    </FormDialog>
  );
}
