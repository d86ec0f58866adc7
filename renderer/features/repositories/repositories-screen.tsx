import { useState } from 'react';
import { act, useView } from '../../bridge/hooks.ts';
import { FleetNav } from '../../domains/fleet/fleet-nav.tsx';
import { useAction } from '../../domains/fleet/use-action.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { OrderedList } from '../../ui/layout/ordered-list.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { Badge } from '../../ui/marks/badge.tsx';
import { KeyHints } from '../../ui/marks/kbd.tsx';
import { ConfirmDialog } from '../../ui/overlays/dialog.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { AddRepositoryDialog } from './add-repository-dialog.tsx';
import styles from './repositories.module.css';
import { inheritText, loadText, type Repository } from './repository-model.ts';

/** Repositories in the order in which their tasks are served. */
export function RepositoriesScreen() {
  const view = useView('repositories.list', {});
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Repository | null>(null);
  const [remove] = useAction('repositories.remove', () => 'The repository is removed from the list.');
  const rows = view.rows;
  const move = async (id: string, before: string | null) => {
    const moved = rows.find((row) => row.id === id);
    const next = rows.find((row) => row.id === before);
    if (moved === undefined) return false;
    const answer = await act('repositories.move', { repositoryId: moved.id, before: next?.id ?? null });
    return answer !== null;
  };
  return (
    <>
      <FleetNav />
      <Panel
        title="Repositories"
        stale={view.phase === 'lost'}
        fact={
          rows.length === 0
            ? undefined
            : `${formatCount(rows.length, 'repository', 'repositories')}, first served first`
        }
        hint={rows.length < 2 ? undefined : <KeyHints hints={[{ keys: ['Alt', '↑', '↓'], does: 'move' }]} />}
        actions={<Button onPress={() => setAdding(true)}>Add a repository</Button>}
      >
        {view.phase === 'loading' ? (
          <div className={styles.padded}>
            <Skeleton label="the repositories" />
          </div>
        ) : rows.length === 0 ? (
          <EmptyState
            sentence="Agents work on a task in a fresh branch of its repository. Add the repositories they may use; the order decides whose tasks go first."
            action={{ label: 'Add a repository', onPress: () => setAdding(true) }}
          />
        ) : (
          <>
            <p className={styles.rule}>{inheritText(rows)}</p>
            <OrderedList
              label="Repositories in the order they are served"
              items={rows.map((row) => ({
                id: row.id,
                name: row.name,
                muted: row.paused,
                content: <RepositoryFacts repository={row} />,
                actions: <RepositoryActions repository={row} onRemove={() => setLeaving(row)} />,
              }))}
              onMove={move}
            />
          </>
        )}
      </Panel>
      {adding ? <AddRepositoryDialog onClose={() => setAdding(false)} /> : null}
      <ConfirmDialog
        title={`Remove ${leaving?.name ?? ''}`}
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        confirm="Remove the repository"
        danger
        onConfirm={() => {
          if (leaving !== null) void remove({ repositoryId: leaving.id });
        }}
      >
        It leaves the list and new tasks can’t name it. The repository itself and the clones on the agents’
        machines stay. While a task of it hasn’t ended, the hub refuses this.
      </ConfirmDialog>
    </>
  );
}

function RepositoryFacts({ repository }: { readonly repository: Repository }) {
  return (
    <span className={styles.facts}>
      <span className={styles.name}>
        <b>{repository.name}</b>
        {repository.paused ? <Badge tone="warning">paused</Badge> : null}
        {repository.inherits ? <Badge tone="accent">takes tasks without one</Badge> : null}
      </span>
      <span className={styles.url}>{repository.url}</span>
      <span className={styles.load}>{loadText(repository)}</span>
    </span>
  );
}

interface ActionsProps {
  readonly repository: Repository;
  readonly onRemove: () => void;
}

function RepositoryActions({ repository, onRemove }: ActionsProps) {
  const { id, name, paused } = repository;
  const [pause, busy] = useAction('repositories.pause', (_, input) =>
    input.paused ? `${name} is paused: its waiting tasks stay, those running go on.` : `${name} goes on.`,
  );
  return (
    <>
      <span className={styles.pause}>
        <Button
          kind="quiet"
          isPending={busy}
          label={paused ? `Resume ${name}` : `Pause ${name}`}
          onPress={() => void pause({ repositoryId: id, paused: !paused })}
        >
          {paused ? 'Resume' : 'Pause'}
        </Button>
      </span>
      <Button kind="quiet" label={`Remove ${name}`} onPress={onRemove}>
        Remove
      </Button>
    </>
  );
}
