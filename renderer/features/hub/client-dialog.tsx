import { useState } from 'react';
import type { RateLimits } from '../../../core/domain/fleet/settings.ts';
import { useAction } from '../../domains/fleet/use-action.ts';
import { buildPath } from '../../ui/frame/navigation.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { DefinitionList } from '../../ui/layout/definition-list.tsx';
import { ConfirmDialog, Dialog } from '../../ui/overlays/dialog.tsx';
import { TextLink } from '../../ui/text/link.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import { type Client, clientStatus, scopeLabels } from './client-model.ts';
import styles from './hub.module.css';
import { LimitsFields } from './limits-fields.tsx';
import { type LimitsDraft, limitsDraftOf, readLimits, sameLimits } from './limits-model.ts';

interface Props {
  readonly client: Client | null;
  readonly usual: RateLimits;
  readonly now: number;
  readonly onClose: () => void;
}

/** One client: what it did, limits of its own, and the end of its token. */
export function ClientDialog({ client, usual, now, onClose }: Props) {
  return (
    <Dialog title={client?.name ?? ''} isOpen={client !== null} onClose={onClose}>
      {client === null ? null : <ClientForm client={client} usual={usual} now={now} onClose={onClose} />}
    </Dialog>
  );
}

function ClientForm({ client, usual, now, onClose }: Props & { readonly client: Client }) {
  const [typed, setTyped] = useState<LimitsDraft | null>(null);
  const [asking, setAsking] = useState(false);
  const [set, busy] = useAction('hub.setLimits', (_, input) =>
    input.limits === null
      ? `${client.name} has the usual limits again.`
      : `${client.name} has limits of its own.`,
  );
  const [revoke, revoking] = useAction('hub.revokeToken', () => `The token of ${client.name} is revoked.`);
  const draft = typed ?? limitsDraftOf(client.limits);
  const { problems, limits } = readLimits(draft);
  const changed = limits !== null && !sameLimits(limits, client.limits);
  const save = async (wanted: RateLimits | null) => {
    if (!busy && (await set({ client: client.id, limits: wanted })) !== null) setTyped(null);
  };
  return (
    <div className={styles.form}>
      <DefinitionList
        items={[
          { term: 'What it is', value: scopeLabels[client.scope] },
          { term: 'Standing', value: clientStatus(client, now).text },
          { term: 'Added', value: <TimeText at={client.addedAt} /> },
          {
            term: 'Last seen',
            value: client.lastSeenAt === null ? 'never' : <TimeText at={client.lastSeenAt} />,
          },
          { term: 'Slowed down', value: `${client.limited} in the last hour` },
          { term: 'Violations', value: `${client.violations} in the last hour` },
          { term: 'Last violation', value: client.lastViolation ?? 'none' },
        ]}
      />
      {client.revokedAt === null ? (
        <>
          <LimitsFields
            draft={draft}
            problems={problems}
            onChange={setTyped}
            onSubmit={() => {
              if (changed) void save(limits);
            }}
          />
          <div className={styles.actions}>
            {client.agentId === null ? (
              <Button kind="danger" isPending={revoking} onPress={() => setAsking(true)}>
                Revoke the token
              </Button>
            ) : (
              <TextLink href={buildPath('/fleet/:agent', { agent: client.agentId })}>
                Replace its token on the agent’s page
              </TextLink>
            )}
            <Button
              kind="quiet"
              isDisabled={!client.overridden || sameLimits(client.limits, usual)}
              onPress={() => void save(null)}
            >
              Give it the usual limits
            </Button>
            <Button kind="primary" isPending={busy} isDisabled={!changed} onPress={() => void save(limits)}>
              Save its limits
            </Button>
          </div>
        </>
      ) : (
        <p className={styles.hint}>
          Revoked <TimeText at={client.revokedAt} />. It stays in this list so that what it did has a name.
        </p>
      )}
      <ConfirmDialog
        title={`Revoke the token of ${client.name}`}
        isOpen={asking}
        onClose={() => setAsking(false)}
        confirm="Revoke the token"
        danger
        onConfirm={() => {
          void revoke({ tokenId: client.id }).then((answer) => {
            if (answer !== null) onClose();
          });
        }}
      >
        Every request with it is refused from then on. Tasks it submitted stay. This can’t be taken back; a
        new token can be added.
      </ConfirmDialog>
    </div>
  );
}
