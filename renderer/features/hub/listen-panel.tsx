import { useState } from 'react';
import type { RowOf } from '../../../core/contract/index.ts';
import type { HubListen } from '../../../core/domain/fleet/settings.ts';
import { useAction } from '../../domains/fleet/use-action.ts';
import { Notice } from '../../ui/feedback/notice.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { Switch } from '../../ui/inputs/choice.tsx';
import { CopyButton } from '../../ui/inputs/copy-button.tsx';
import { TextField } from '../../ui/inputs/field.tsx';
import { useUnsavedText } from '../../ui/inputs/unsaved-text.ts';
import { Panel } from '../../ui/layout/panel.tsx';
import type { Mark } from '../../ui/marks/mark.ts';
import { StateLabel } from '../../ui/marks/state-mark.tsx';
import styles from './hub.module.css';
import { draftOf, type ListenDraft, readListen, sameListen } from './listen-model.ts';

type Status = RowOf<'hub.status'>;

const stateMarks: Readonly<Record<Status['state'], Mark>> = {
  running: 'done',
  starting: 'active',
  off: 'dropped',
  failed: 'blocked',
};

interface Props {
  readonly listen: HubListen;
  readonly status: Status | null;
  readonly lost: boolean;
}

/** Where agents and tools reach the hub. Opening it to the network is a step of its own. */
export function ListenPanel({ listen, status, lost }: Props) {
  const [typed, setTyped] = useState<ListenDraft | null>(null);
  const [set, busy] = useAction('hub.setListen', ({ url }) =>
    url === null ? 'The hub is off.' : `The hub listens at ${url}.`,
  );
  const draft = typed ?? draftOf(listen);
  const change = (part: Partial<ListenDraft>) => setTyped({ ...draft, ...part });
  const { problems, listen: wanted } = readListen(draft);
  const changed = typed !== null && (wanted === null || !sameListen(listen, wanted));
  useUnsavedText(changed);
  const save = async () => {
    if (wanted === null || busy) return;
    if ((await set(wanted)) !== null) setTyped(null);
  };
  return (
    <Panel
      title="Where it listens"
      span={6}
      padded
      stale={lost}
      hint={
        status === null ? undefined : (
          <StateLabel
            mark={lost ? 'stale' : stateMarks[status.state]}
            label={lost ? `was ${status.state}` : status.state}
          />
        )
      }
    >
      <div className={styles.form}>
        {status === null || status.state !== 'failed' ? null : (
          <Notice
            kind="problem"
            what={status.note ?? 'The hub couldn’t start.'}
            kept="Agents and tasks are kept."
          />
        )}
        <Switch isSelected={listen.enabled} isDisabled={busy} onChange={(enabled) => void set({ enabled })}>
          The hub is on
        </Switch>
        {status?.url == null ? null : (
          <span className={styles.address}>
            <code>{status.url}</code>
            <CopyButton label="Copy the hub’s address" text={() => status.url ?? ''}>
              Copy
            </CopyButton>
          </span>
        )}
        <div className={styles.short}>
          <TextField
            label="Port"
            hint="0 leaves the choice to Quarterdeck."
            value={draft.port}
            onChange={(port) => change({ port })}
            onSubmit={() => void save()}
            problem={changed ? (problems.port ?? null) : null}
          />
        </div>
        <Switch isSelected={draft.network} onChange={(network) => change({ network })}>
          Let other machines connect
        </Switch>
        {draft.network ? (
          <>
            <Notice
              kind="warning"
              what="Everybody who can reach this machine can then try tokens on it."
              todo="Traffic is encrypted with the certificate below; agents must trust it. Open the port in the firewall only for the machines that need it."
            />
            <TextField
              label="Address to listen on"
              hint="0.0.0.0 takes every address of this machine."
              mono
              value={draft.host}
              onChange={(host) => change({ host })}
              problem={changed ? (problems.host ?? null) : null}
            />
            <TextField
              label="Certificate file"
              hint="PEM, with the chain. On this machine."
              mono
              value={draft.certificateFile}
              onChange={(certificateFile) => change({ certificateFile })}
              problem={changed ? (problems.certificateFile ?? null) : null}
            />
            <TextField
              label="Key file"
              hint="PEM. Readable by this login only."
              mono
              value={draft.keyFile}
              onChange={(keyFile) => change({ keyFile })}
              problem={changed ? (problems.keyFile ?? null) : null}
            />
          </>
        ) : (
          <p className={styles.hint}>Only programs on this machine can connect.</p>
        )}
        {changed ? (
          <div className={styles.actions}>
            <small className={styles.hint}>
              Agents are cut off for a moment and come back by themselves.
            </small>
            <Button kind="quiet" onPress={() => setTyped(null)}>
              Discard changes
            </Button>
            <Button kind="primary" isPending={busy} isDisabled={wanted === null} onPress={() => void save()}>
              Listen there
            </Button>
          </div>
        ) : null}
      </div>
    </Panel>
  );
}
