import { useView } from '../../bridge/hooks.ts';
import { dueFact, dueMark, statusAndDue } from '../../domains/trackers/model/due.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { buildPath, navigate } from '../../ui/frame/navigation.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { RowList } from '../../ui/layout/row-list.tsx';
import { formatDay } from '../../ui/text/format.ts';
import { TextLink } from '../../ui/text/link.tsx';
import styles from './bridge.module.css';

const Days = 14;
/** Read to its end or not at all; the table has them all. */
const Listed = 100;

export function DuePanel() {
  const view = useView('bridge.due', { days: Days, limit: Listed });
  const { rows, extra, phase } = view;
  return (
    <Panel
      title={`Late and due in ${Days} days`}
      span={7}
      stale={phase === 'lost'}
      fact={extra === null || rows.length === 0 ? undefined : dueFact(rows.length, extra)}
    >
      {phase === 'loading' ? (
        <div className={styles.padded}>
          <Skeleton label="what is due" lines={4} />
        </div>
      ) : rows.length === 0 ? (
        <EmptyState
          sentence="Nothing is late, and nothing with a date falls in the next 14 days. Items get here by the date in their tracker."
          action={{ label: 'See all trackers', keys: 'g t', onPress: () => navigate('/trackers') }}
        />
      ) : (
        <>
          <RowList
            label="Late and due soon"
            rows={rows.map((due) => ({
              id: due.id,
              mark: dueMark(due),
              markLabel: due.status ?? undefined,
              lead: formatDay(due.due),
              text: (
                <>
                  {due.title} <em>· {due.trackerName}</em>
                </>
              ),
              end: statusAndDue(due),
            }))}
            onOpen={(id) => {
              const due = rows.find((row) => row.id === id);
              if (due === undefined) return;
              navigate(buildPath('/trackers/:tracker', { tracker: due.trackerId }, { item: due.id }));
            }}
          />
          {extra === null || rows.length >= extra.late + extra.ahead ? null : (
            <p className={styles.more}>
              The others are in{' '}
              <TextLink href="/work/table?due=fortnight&sort=due">the table of all work</TextLink>.
            </p>
          )}
        </>
      )}
    </Panel>
  );
}
