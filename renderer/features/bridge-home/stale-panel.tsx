import { useView } from '../../bridge/hooks.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { buildPath, navigate } from '../../ui/frame/navigation.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { RowList } from '../../ui/layout/row-list.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { TimeText } from '../../ui/text/time-text.tsx';
import { staleProgrammes } from './bridge-model.ts';

/** Sources whose word can't be taken as current. */
export function StalePanel() {
  const { rows, phase } = useView('bridge.programmes', {});
  const stale = staleProgrammes(rows);
  return (
    <Panel
      title="Stale sources"
      span={5}
      stale={phase === 'lost'}
      fact={stale.length === 0 ? undefined : `${stale.length} of ${formatCount(rows.length, 'tracker')}`}
    >
      {stale.length === 0 ? (
        <EmptyState
          sentence="No source is known to be stale. A tracker goes stale when its file can’t be reached or its last-verified date is too old."
          action={{ label: 'Set how old is too old', onPress: () => navigate('/settings') }}
        />
      ) : (
        <RowList
          label="Stale sources"
          rows={stale.map((programme) => ({
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
