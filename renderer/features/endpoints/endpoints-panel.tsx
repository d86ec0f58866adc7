import { useState } from 'react';
import { useView } from '../../bridge/hooks.ts';
import { useAction } from '../../domains/fleet/use-action.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { ConfirmDialog } from '../../ui/overlays/dialog.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { EndpointDialog } from './endpoint-dialog.tsx';
import type { Endpoint } from './endpoint-model.ts';
import { EndpointRow } from './endpoint-row.tsx';
import styles from './endpoints.module.css';

type Editing = { readonly endpoint: Endpoint | null } | null;

/** Model servers the hub routes prompts to. */
export function EndpointsPanel() {
  const view = useView('endpoints.list', {});
  const [editing, setEditing] = useState<Editing>(null);
  const [leaving, setLeaving] = useState<Endpoint | null>(null);
  const [remove] = useAction('endpoints.remove', () => 'The endpoint is removed.');
  const add = () => setEditing({ endpoint: null });
  return (
    <Panel
      title="Endpoints"
      span={12}
      stale={view.phase === 'lost'}
      fact={view.rows.length === 0 ? undefined : formatCount(view.rows.length, 'endpoint')}
      actions={<Button onPress={add}>Add an endpoint</Button>}
    >
      {view.phase === 'loading' ? (
        <div className={styles.padded}>
          <Skeleton label="the endpoints" />
        </div>
      ) : view.rows.length === 0 ? (
        <EmptyState
          sentence="An endpoint is a server that runs models: Ollama, or anything that speaks OpenAI’s protocol. Agents call it for tasks of the tiers it is registered for; shell tasks and command-line agents need none."
          action={{ label: 'Add an endpoint', onPress: add }}
        />
      ) : (
        <ul className={styles.rows}>
          {view.rows.map((endpoint) => (
            <li key={endpoint.id}>
              <EndpointRow
                endpoint={endpoint}
                lost={view.phase === 'lost'}
                onEdit={() => setEditing({ endpoint })}
                onRemove={() => setLeaving(endpoint)}
              />
            </li>
          ))}
        </ul>
      )}
      {editing === null ? null : (
        <EndpointDialog endpoint={editing.endpoint} onClose={() => setEditing(null)} />
      )}
      <ConfirmDialog
        title={`Remove ${leaving?.name ?? ''}`}
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        confirm="Remove the endpoint"
        danger
        onConfirm={() => {
          if (leaving !== null) void remove({ endpointId: leaving.id });
        }}
      >
        No new task is sent to it. Attempts that use it now go on to their end, and what it did stays in their
        history.
      </ConfirmDialog>
    </Panel>
  );
}
