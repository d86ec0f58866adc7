import { useMemo, useState } from 'react';
import { useView } from '../../bridge/hooks.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { navigate, useQueryParam } from '../../ui/frame/navigation.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { Tabs } from '../../ui/layout/tabs.tsx';
import { KeyHints } from '../../ui/marks/kbd.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import { AckDialog } from './ack-dialog.tsx';
import { toggleAck } from './alert-actions.ts';
import { AlertGroups } from './alert-groups.tsx';
import { AlertPanel } from './alert-panel.tsx';
import styles from './alerts.module.css';
import { type Alert, alertsFact, groupAlerts } from './alerts-model.ts';
import { AlertsNav } from './alerts-nav.tsx';

const SHOWN = 500;
const STATES = { firing: ['firing'], pending: ['pending'], resolved: ['resolved'] } as const;
type Shown = keyof typeof STATES;
const TABS = [
  { id: 'firing', label: 'Firing' },
  { id: 'pending', label: 'Pending' },
  { id: 'resolved', label: 'Ended' },
] as const;

/** What needs somebody now, the worst first. */
export function AlertsPage() {
  const [named, setShown] = useQueryParam('show');
  const [openId, setOpen] = useQueryParam('alert');
  const [acking, setAcking] = useState<readonly Alert[]>([]);
  const shown: Shown = named === 'pending' || named === 'resolved' ? named : 'firing';
  const list = useView('alerts.list', { states: [...STATES[shown]], limit: SHOWN });
  const rules = useView('alertRules.list', {});
  const groups = useMemo(() => groupAlerts(list.rows, rules.rows), [list.rows, rules.rows]);
  const order = useMemo(() => groups.flatMap(({ alerts }) => alerts), [groups]);
  const open = order.find(({ id }) => id === openId) ?? null;
  const body =
    list.phase === 'loading' ? (
      <Skeleton label="the alerts" lines={6} />
    ) : list.phase === 'failed' ? (
      <Notice kind="problem" what={list.failure?.message ?? 'The alerts could not be read.'} />
    ) : order.length === 0 ? (
      <NoAlerts shown={shown} />
    ) : (
      <Panel
        title={TABS.find(({ id }) => id === shown)?.label ?? ''}
        fact={alertsFact(list.rows, list.extra?.total ?? list.rows.length)}
        stale={list.phase === 'lost'}
        hint={
          <KeyHints
            hints={[
              { keys: ['a'], does: 'take on, or let go' },
              { keys: ['o'], does: 'go to what it is about' },
              { keys: ['↵'], does: 'details' },
            ]}
          />
        }
      >
        <AlertGroups groups={groups} onOpen={setOpen} onKey={onKey} />
      </Panel>
    );
  return (
    <div className={styles.page}>
      <AlertsNav />
      <Tabs
        label="Which alerts"
        tabs={TABS.map((tab) => ({ ...tab, content: body }))}
        selected={shown}
        onSelect={(id) => setShown(id === 'firing' ? null : id)}
      />
      {list.extra?.judgedAt == null ? null : (
        <p className={styles.muted}>
          The rules were last judged <TimeText at={list.extra.judgedAt} />.
        </p>
      )}
      {open === null ? null : (
        <AlertPanel
          alert={open}
          order={order}
          onOpen={setOpen}
          onClose={() => setOpen(null)}
          onAck={() => setAcking([open])}
        />
      )}
      {acking.length === 0 ? null : <AckDialog alerts={acking} onClose={() => setAcking([])} />}
    </div>
  );
}

function onKey(key: string, alert: Alert): boolean {
  if (key === 'o' && alert.route !== null) {
    navigate(alert.route);
    return true;
  }
  if (key !== 'a' || alert.state !== 'firing') return false;
  toggleAck([alert]);
  return true;
}

const EMPTY: Readonly<Record<Shown, string>> = {
  firing:
    'No alert fires. When a rule holds for long enough, its alert is here until somebody takes it on or it ends.',
  pending: 'No alert is pending: one whose rule holds, and not yet for as long as it asks.',
  resolved: 'No alert is cooling down after it ended. What became of an alert stays in its details.',
};

function NoAlerts({ shown }: { readonly shown: Shown }) {
  return (
    <EmptyState
      sentence={EMPTY[shown]}
      action={{ label: 'See the rules', onPress: () => navigate('/alerts/rules') }}
    />
  );
}
