import { useMemo, useState } from 'react';
import type { RateLimits } from '../../../core/domain/fleet/settings.ts';
import { useView } from '../../bridge/hooks.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { StateLabel } from '../../ui/marks/state-mark.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { TableColumn } from '../../ui/table/table-types.ts';
import { useTicking } from '../../ui/text/ageing.ts';
import { formatCount, formatDuration, formatRelative } from '../../ui/text/format.ts';
import { AddTokenDialog } from './add-token-dialog.tsx';
import { ClientDialog } from './client-dialog.tsx';
import { type Client, clientStatus, orderClients, scopeLabels } from './client-model.ts';
import styles from './hub.module.css';
import { limitsText } from './limits-model.ts';

const rowId = (client: Client) => client.id;
const stepMs = 5_000;

/** Everybody with a token: what they used, what they got wrong, how the hub deals with them. */
export function ClientsPanel({ limits }: { readonly limits: RateLimits }) {
  const view = useView('hub.clients', {});
  const now = useTicking((at) => Math.floor(at / stepMs) * stepMs);
  const [openId, setOpenId] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const rows = useMemo(() => orderClients(view.rows, now), [view.rows, now]);
  const columns = useMemo(() => columnsAt(now), [now]);
  const valid = view.rows.filter(({ revokedAt }) => revokedAt === null).length;
  return (
    <Panel
      title="Clients and tokens"
      span={12}
      stale={view.phase === 'lost'}
      fact={
        view.phase === 'loading'
          ? undefined
          : `${formatCount(valid, 'valid token')}; counts are of the last hour`
      }
      actions={<Button onPress={() => setAdding(true)}>Add a token for a tool</Button>}
    >
      {view.phase === 'loading' ? (
        <div className={styles.padded}>
          <Skeleton label="the clients" />
        </div>
      ) : rows.length === 0 ? (
        <EmptyState sentence="Nobody has a token yet. Agents get theirs when they are added to the fleet; a tool that submits tasks gets one here." />
      ) : (
        <DataTable
          label="Clients"
          columns={columns}
          source={{ total: rows.length, start: 0, rows }}
          rowId={rowId}
          height={Math.min(420, 34 + rows.length * 30 + 8)}
          rowTone={(client) => (client.revokedAt === null ? 'plain' : 'muted')}
          onOpen={(client) => setOpenId(client.id)}
          freeze
        />
      )}
      <ClientDialog
        client={view.rows.find(({ id }) => id === openId) ?? null}
        usual={limits}
        now={now}
        onClose={() => setOpenId(null)}
      />
      {adding ? <AddTokenDialog onClose={() => setAdding(false)} /> : null}
    </Panel>
  );
}

function columnsAt(now: number): readonly TableColumn<Client>[] {
  return [
    { id: 'name', label: 'Client', value: ({ name }) => name, width: 180, fixed: true },
    { id: 'scope', label: 'What it is', value: ({ scope }) => scopeLabels[scope], width: 150 },
    {
      id: 'standing',
      label: 'Standing',
      value: (client) => clientStatus(client, now).text,
      render: (client) => {
        const { mark, text } = clientStatus(client, now);
        const rest = client.cooldownUntil === null ? 0 : client.cooldownUntil - now;
        return <StateLabel mark={mark} label={rest > 0 ? `${text} for ${formatDuration(rest)}` : text} />;
      },
      width: 150,
    },
    {
      id: 'seen',
      label: 'Last seen',
      value: ({ lastSeenAt }) =>
        lastSeenAt === null ? 'never' : formatRelative(Math.min(lastSeenAt, now), now),
      width: 110,
    },
    {
      id: 'limited',
      label: 'Slowed down',
      value: ({ limited }) => String(limited),
      width: 100,
      align: 'end',
    },
    {
      id: 'violations',
      label: 'Violations',
      value: ({ violations }) => String(violations),
      width: 90,
      align: 'end',
    },
    { id: 'last', label: 'Last violation', value: ({ lastViolation }) => lastViolation ?? '', width: 170 },
    {
      id: 'limits',
      label: 'Limits',
      value: ({ limits, overridden }) => (overridden ? limitsText(limits) : 'the usual'),
      width: 170,
    },
  ];
}
