import { useView } from '../../bridge/hooks.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { buildPath, navigate } from '../../ui/frame/navigation.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { RowList } from '../../ui/layout/row-list.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import styles from './bridge.module.css';
import { staleFact } from './bridge-model.ts';

/** Sources whose word can't be taken as current. */
export function StalePanel() {
  const { rows, extra, phase } = useView('bridge.stale', {});
  return (
    <Panel title="Stale sources" span={5} stale={phase === 'lost'} fact={staleFact(rows.length, extra)}>
      {phase === 'loading' ? (
        <div className={styles.padded}>
          <Skeleton label="stale sources" lines={3} />
        </div>
      ) : rows.length === 0 ? (
        <EmptyState
          sentence="No source is known to be stale. A tracker goes stale when its file can’t be reached or its last-verified date is too old."
          action={{ label: 'Set how old is too old', onPress: () => navigate('/settings') }}
        />
      ) : (
        <RowList
          label="Stale sources"
          atFirst={8}
          rows={rows.map((programme) => ({
            id: programme.id,
            mark: 'stale' as const,
            text: (
              <>
                <b>{programme.name}</b> <em>· {programme.stale}</em>
              </>
            ),
            end: <TimeText at={programme.changedAt} focusable={false} />,
          }))}
          onOpen={(id) => navigate(buildPath('/trackers/:tracker', { tracker: id }))}
        />
      )}
    </Panel>
  );
}
