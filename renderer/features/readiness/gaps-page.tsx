import { TrackerId } from '../../../core/kernel/ids.ts';
import { useView } from '../../bridge/hooks.ts';
import { ViewGate } from '../../domains/fleet/view-gate.tsx';
import shared from '../../domains/readiness/screens.module.css';
import { GapList } from '../../domains/readiness/signoffs/gap-list.tsx';
import { TrackerChoice } from '../../domains/trackers/listing/tracker-choice.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { navigate, useQueryParam } from '../../ui/frame/navigation.tsx';
import { Select } from '../../ui/inputs/select.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { Toolbar } from '../../ui/layout/toolbar.tsx';
import { formatCount, formatNumber } from '../../ui/text/format.ts';
import { ReadinessNav } from './readiness-nav.tsx';

const choices = [
  { id: 'open', label: 'Open' },
  { id: 'closed', label: 'Closed' },
  { id: 'all', label: 'Open and closed' },
];
const openOf: Readonly<Record<string, boolean | null>> = { open: true, closed: false, all: null };

/** `/readiness/gaps`: what reviewers miss, over all items. */
export function GapsPage() {
  const [named, setShown] = useQueryParam('show');
  const [tracker, setTracker] = useQueryParam('tracker');
  const trackerId = TrackerId.safeParse(tracker).data ?? null;
  const shown = named === 'closed' || named === 'all' ? named : 'open';
  const view = useView('signoffs.gaps', { trackerId, itemId: null, open: openOf[shown] ?? null });
  const { rows, extra } = view;
  const total = extra?.total ?? rows.length;
  return (
    <div className={shared.page}>
      <ReadinessNav />
      <Toolbar label="Filter">
        <Select
          label="Gaps"
          hideLabel
          value={shown}
          choices={choices}
          onChange={(id) => setShown(id === 'open' ? null : id)}
        />
        <TrackerChoice tracker={trackerId} onChange={setTracker} />
      </Toolbar>
      <Panel
        title="Gaps"
        fact={
          total > rows.length
            ? `the newest ${formatNumber(rows.length)} of ${formatCount(total, 'gap')}`
            : `${formatNumber(extra?.open ?? 0)} open`
        }
        stale={view.phase === 'lost'}
        padded
      >
        <ViewGate
          phase={view.phase}
          failure={view.failure}
          isEmpty={rows.length === 0}
          label="the gaps"
          empty={
            <EmptyState
              sentence={
                shown === 'open'
                  ? 'A reviewer who returns an item names what is missing. Nothing is missing now.'
                  : 'No gap fits this filter.'
              }
              action={{ label: 'Go to the board', keys: 'g r', onPress: () => navigate('/readiness') }}
            />
          }
        >
          <GapList gaps={rows} withItem />
        </ViewGate>
      </Panel>
    </div>
  );
}
