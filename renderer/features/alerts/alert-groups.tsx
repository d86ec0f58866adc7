import { readableDates } from '../../bridge/readable-dates.ts';
import { Button } from '../../ui/inputs/button.tsx';
import { DrawnInView } from '../../ui/layout/drawn-in-view.tsx';
import { RowList } from '../../ui/layout/row-list.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import { toggleAck } from './alert-actions.ts';
import styles from './alerts.module.css';
import { type Alert, type AlertGroup, SEVERITY_MARKS, SEVERITY_WORDS } from './alerts-model.ts';

interface AlertGroupsProps {
  readonly groups: readonly AlertGroup[];
  readonly onOpen: (id: string) => void;
  readonly onKey: (key: string, alert: Alert) => boolean;
}

/** Of each rule: a storm of one kind stays one that can be looked over. */
const shownAtFirst = 12;
const drawnAtOnce = 4;

export function AlertGroups({ groups, onOpen, onKey }: AlertGroupsProps) {
  return (
    <>
      {groups.map((group, at) => (
        <DrawnInView
          key={group.id}
          estimate={44 + 34 * Math.min(group.alerts.length, shownAtFirst)}
          keep={at < drawnAtOnce}
        >
          {() => (
            <section className={styles.group} aria-label={group.title}>
              <header>
                <h3>{group.title}</h3>
                <span className={styles.muted}>{group.alerts.length}</span>
                <AckAll group={group} />
              </header>
              <RowList
                label={group.title}
                onOpen={onOpen}
                atFirst={shownAtFirst}
                onKey={(key, id) => {
                  const alert = group.alerts.find((one) => one.id === id);
                  return alert !== undefined && onKey(key, alert);
                }}
                rows={group.alerts.map((alert) => ({
                  id: alert.id,
                  mark: SEVERITY_MARKS[alert.severity],
                  markLabel: SEVERITY_WORDS[alert.severity],
                  text: readableDates(alert.summary),
                  end: <RowEnd alert={alert} />,
                }))}
              />
            </section>
          )}
        </DrawnInView>
      ))}
    </>
  );
}

function AckAll({ group: { title, alerts } }: { readonly group: AlertGroup }) {
  const open = alerts.filter(({ state, ack }) => state === 'firing' && ack === null);
  if (open.length < 2) return null;
  return (
    <Button kind="quiet" label={`Take all on: ${open.length} of “${title}”`} onPress={() => toggleAck(open)}>
      Take all on
    </Button>
  );
}

function RowEnd({ alert }: { readonly alert: Alert }) {
  const { ack, since, sinceAtLeast } = alert;
  return (
    <>
      {ack === null ? null : `${ack.by} has it · `}
      {sinceAtLeast ? 'at least ' : ''}
      <TimeText at={since} focusable={false} />
    </>
  );
}
