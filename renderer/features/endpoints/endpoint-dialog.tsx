import { useState } from 'react';
import { EndpointKind } from '../../../core/domain/fleet/routing.ts';
import { Tier } from '../../../core/domain/fleet/tasks/task.ts';
import { call, useView } from '../../bridge/hooks.ts';
import { explain } from '../../bridge/words.ts';
import { Notice } from '../../ui/feedback/notice.tsx';
import { showToast } from '../../ui/feedback/toast.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { Checkbox } from '../../ui/inputs/choice.tsx';
import { ComboBox } from '../../ui/inputs/combo-box.tsx';
import { TextArea, TextField } from '../../ui/inputs/field.tsx';
import { Select } from '../../ui/inputs/select.tsx';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import {
  draftOf,
  type Endpoint,
  type EndpointDraft,
  kindWords,
  newEndpoint,
  readEndpoint,
} from './endpoint-model.ts';
import styles from './endpoints.module.css';

interface Props {
  readonly isOpen: boolean;
  /** Null adds a new one. */
  readonly endpoint: Endpoint | null;
  readonly onClose: () => void;
}

export function EndpointDialog({ isOpen, endpoint, onClose }: Props) {
  return (
    <Dialog
      title={endpoint === null ? 'Add an endpoint' : `Edit ${endpoint.name}`}
      isOpen={isOpen}
      onClose={onClose}
      keepOpen
    >
      <EndpointForm endpoint={endpoint} onClose={onClose} />
    </Dialog>
  );
}

const kinds = EndpointKind.options.map((id) => ({ id, label: kindWords[id] }));

function EndpointForm({ endpoint, onClose }: Pick<Props, 'endpoint' | 'onClose'>) {
  const [draft, setDraft] = useState<EndpointDraft>(endpoint === null ? newEndpoint : draftOf(endpoint));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const hosts = useView('hosts.list', {}).rows;
  const change = (part: Partial<EndpointDraft>) => setDraft({ ...draft, ...part });
  const { spec, problems } = readEndpoint(draft);
  const shown = tried ? problems : {};
  const send = async () => {
    setTried(true);
    if (busy || spec === null) return;
    setBusy(true);
    const answer =
      endpoint === null
        ? await call('endpoints.add', spec)
        : await call('endpoints.change', { ...spec, endpointId: endpoint.id });
    setBusy(false);
    if (answer.ok) {
      showToast({
        kind: 'done',
        text: endpoint === null ? `${spec.name} is added and being checked.` : `${spec.name} is changed.`,
      });
      return onClose();
    }
    const words = explain(answer.error);
    setRefused(`${words.what} ${words.kept} ${words.next}`);
    return undefined;
  };
  return (
    <div className={styles.form}>
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
        hint="One a line, best first. Empty takes whatever it offers."
        mono
        rows={3}
        value={draft.models}
        onChange={(models) => change({ models })}
        problem={shown.models ?? null}
      />
      <ComboBox
        label="Its machine"
        hint="A host that reports its load, so that a busy one is chosen later. May stay empty."
        choices={hosts.map(({ id }) => ({ id, label: id }))}
        value={draft.host}
        onChange={(host) => change({ host })}
        anyValue
        problem={shown.host ?? null}
      />
      {refused === null ? null : <Notice kind="problem" what={refused} />}
      <div className={styles.actions}>
        <Button kind="quiet" onPress={onClose}>
          Cancel
        </Button>
        <Button kind="primary" isPending={busy} onPress={() => void send()}>
          {endpoint === null ? 'Add the endpoint' : 'Save the endpoint'}
        </Button>
      </div>
    </div>
  );
}
