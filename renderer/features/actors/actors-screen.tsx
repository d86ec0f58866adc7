import { useState } from 'react';
import { actAs } from '../../bridge/acting-as.ts';
import { act, useStatus, useView } from '../../bridge/hooks.ts';
import { showFailure } from '../../bridge/show-failure.ts';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { PageGrid, Panel } from '../../ui/layout/panel.tsx';
import { Badge } from '../../ui/marks/badge.tsx';
import { ConfirmDialog } from '../../ui/overlays/dialog.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { TimeText } from '../../ui/text/time-text.tsx';
import styles from './actors.module.css';
import {
  type Actor,
  actionLabels,
  actionOn,
  endOf,
  fourEyesSentence,
  orderActors,
  unlockText,
} from './actors-model.ts';
import { DevicesPanel } from './devices-panel.tsx';
import { useActorDialogs } from './store.ts';
import { UnlockDialog } from './unlock-dialog.tsx';

/** Who can act in this workspace, with which key and from which devices. There are no accounts. */
export function ActorsScreen() {
  return (
    <PageGrid>
      <ActorsPanel />
      <DevicesPanel />
    </PageGrid>
  );
}

function ActorsPanel() {
  const { rows, phase } = useView('actors.list', {});
  const [leaving, setLeaving] = useState<Actor | null>(null);
  const [unlocking, setUnlocking] = useState<Actor | null>(null);
  const lock = useStatus()?.actor.lock ?? 'none';
  const add = useActorDialogs((dialogs) => dialogs.add);
  const active = rows.filter((actor) => actor.revokedAt === null).length;
  return (
    <Panel
      title="Who can sign here"
      fact={phase === 'loading' ? undefined : formatCount(active, 'key')}
      stale={phase === 'lost'}
      actions={<Button onPress={() => add(true)}>Add a person</Button>}
    >
      {phase === 'loading' ? null : <p className={styles.note}>{fourEyesSentence(rows)}</p>}
      {phase === 'loading' ? (
        <div className={styles.note}>
          <Skeleton label="people and keys" />
        </div>
      ) : (
        <ul className={styles.rows}>
          {orderActors(rows).map((actor) => (
            <li key={actor.id} data-revoked={actor.revokedAt !== null}>
              <ActorRow
                actor={actor}
                end={endOf(actor, rows)}
                lock={lock}
                onAct={() => (actor.unlock === 'passphrase' ? setUnlocking(actor) : void switchTo(actor))}
                onRevoke={() => setLeaving(actor)}
                canRevoke={active > 1}
              />
            </li>
          ))}
        </ul>
      )}
      <ConfirmDialog
        title={`Revoke ${leaving?.name ?? ''}’s key`}
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
        confirm="Revoke the key"
        danger
        onConfirm={() => {
          if (leaving !== null) void act('actors.revoke', { actorId: leaving.id });
        }}
      >
        It can’t sign anything any more. What it signed before stays signed and keeps this name.
      </ConfirmDialog>
      {unlocking === null ? null : <UnlockDialog actor={unlocking} onClose={() => setUnlocking(null)} />}
    </Panel>
  );
}

async function switchTo(actor: Actor): Promise<void> {
  const answer = await actAs(actor.id, null);
  if (!answer.ok) showFailure(answer.error);
}

interface RowProps {
  readonly actor: Actor;
  readonly end: ReturnType<typeof endOf>;
  /** Of whom this window acts as. */
  readonly lock: 'none' | 'locked' | 'unlocked';
  readonly onAct: () => void;
  readonly onRevoke: () => void;
  readonly canRevoke: boolean;
}

function ActorRow({ actor, end, lock, onAct, onRevoke, canRevoke }: RowProps) {
  const action = actionOn(actor, lock);
  return (
    <>
      <span className={styles.name}>
        <b>{actor.name}</b>
        {actor.current ? <Badge tone="accent">you</Badge> : null}
        {actor.kind === 'agent' ? <Badge>agent</Badge> : null}
        {end === null ? null : <Badge tone="warning">{end}</Badge>}
      </span>
      <code className={styles.fingerprint}>{actor.fingerprint}</code>
      <span className={styles.fact}>{unlockText(actor)}</span>
      <span className={styles.fact}>
        {end === null ? 'added ' : `${end} `}
        <TimeText at={actor.revokedAt ?? actor.addedAt} />
      </span>
      <span className={styles.actions}>
        {action === null ? null : (
          <Button
            kind="quiet"
            label={`${actionLabels[action]} ${actor.name}`}
            onPress={action === 'lock' ? () => void act('actors.lock', {}) : onAct}
          >
            {actionLabels[action]}
          </Button>
        )}
        {actor.revokedAt === null && canRevoke && !actor.current ? (
          <Button kind="quiet" label={`Revoke ${actor.name}’s key`} onPress={onRevoke}>
            Revoke
          </Button>
        ) : null}
      </span>
    </>
  );
}
