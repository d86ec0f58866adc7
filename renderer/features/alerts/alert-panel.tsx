import { act, useQuery } from '../../bridge/hooks.ts';
import { readableDates } from '../../bridge/readable-dates.ts';
import { navigate } from '../../ui/frame/navigation.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { DefinitionList } from '../../ui/layout/definition-list.tsx';
import { StateMark } from '../../ui/marks/state-mark.tsx';
import { SidePanel } from '../../ui/overlays/side-panel.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import styles from './alerts.module.css';
import { type Alert, SEVERITY_MARKS, SEVERITY_WORDS } from './alerts-model.ts';

interface AlertPanelProps {
  readonly alert: Alert;
  readonly order: readonly Alert[];
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
  readonly onAck: () => void;
}

const BECAME = {
  pending: 'Its condition began to hold',
  firing: 'It fired',
  resolved: 'It ended',
  dropped: 'Its condition held no longer',
} as const;

/** One alert: what it says, who has it, and what became of it until now. */
export function AlertPanel({ alert, order, onOpen, onClose, onAck }: AlertPanelProps) {
  const at = order.findIndex(({ id }) => id === alert.id);
  const before = order[at - 1];
  const after = order[at + 1];
  const { route, ack } = alert;
  return (
    <SidePanel
      title={alert.summary}
      mark={<StateMark mark={SEVERITY_MARKS[alert.severity]} label={SEVERITY_WORDS[alert.severity]} />}
      fact={SEVERITY_WORDS[alert.severity]}
      onClose={onClose}
      onPrevious={before === undefined ? undefined : () => onOpen(before.id)}
      onNext={after === undefined ? undefined : () => onOpen(after.id)}
      footer={
        <>
          {alert.state !== 'firing' ? null : ack === null ? (
            <Button kind="primary" onPress={onAck}>
              Take it on
            </Button>
          ) : (
            <Button onPress={() => void act('alerts.release', { ids: [alert.id] })}>Let go of it</Button>
          )}
          {route === null ? null : <Button onPress={() => navigate(route)}>Go to what it is about</Button>}
        </>
      }
    >
      {alert.detail === '' ? null : <p>{readableDates(alert.detail)}</p>}
      {ack === null ? null : (
        <p>
          {ack.by} took it on <TimeText at={ack.at} />
          {ack.until === null ? '' : ' until '}
          {ack.until === null ? null : <TimeText at={ack.until} />}
          {ack.comment === '' ? '.' : `: ${ack.comment}`}
        </p>
      )}
      <DefinitionList items={Object.entries(alert.labels).map(([term, value]) => ({ term, value }))} />
      <Changes alert={alert} />
    </SidePanel>
  );
}

function Changes({ alert }: { readonly alert: Alert }) {
  const { value } = useQuery('alerts.show', { id: alert.id }, [alert.state, alert.since]);
  if (value === null) return null;
  return (
    <section aria-label="What became of it">
      <h3 className={styles.heading}>What became of it</h3>
      <ol className={styles.changes}>
        {value.changes.map((change) => (
          <li key={change.id}>
            <TimeText at={change.at} />
            <span>
              {BECAME[change.became]}: {readableDates(change.summary)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
