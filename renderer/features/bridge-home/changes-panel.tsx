import { useView } from '../../bridge/hooks.ts';
import { readableDates } from '../../bridge/readable-dates.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { navigate } from '../../ui/frame/navigation.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { RowList } from '../../ui/layout/row-list.tsx';
import { Pill } from '../../ui/marks/pill.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import styles from './bridge.module.css';
import { useFrozenRows } from './use-held-rows.ts';

export function ChangesPanel() {
  const view = useView('bridge.changes', { limit: 8 });
  const { rows, waiting, letIn, hold } = useFrozenRows(view.rows);
  return (
    <Panel title="Recent changes" span={7} stale={view.phase === 'lost'} fact="here and outside">
      {view.phase === 'loading' ? (
        <div className={styles.padded}>
          <Skeleton label="recent changes" lines={5} />
        </div>
      ) : rows.length === 0 && waiting === 0 ? (
        <EmptyState sentence="Every edit made here and every outside change of a watched file is told here in a sentence." />
      ) : (
        <div {...hold}>
          {waiting === 0 ? null : (
            <div className={styles.waiting}>
              <Pill onPress={letIn}>{waiting} new</Pill>
            </div>
          )}
          <RowList
            label="Recent changes"
            wraps
            rows={rows.map((change) => ({
              id: change.id,
              text: (
                <>
                  {readableDates(change.sentence)} <em>· {change.trackerName}</em>
                </>
              ),
              end: <TimeText at={change.at} focusable={false} />,
            }))}
            onOpen={(id) => {
              const change = rows.find((row) => row.id === id);
              if (change !== undefined) navigate(change.route);
            }}
          />
        </div>
      )}
    </Panel>
  );
}
