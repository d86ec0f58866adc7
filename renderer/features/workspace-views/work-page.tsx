import { type ReactNode, useCallback, useMemo } from 'react';
import { useQuery, useView } from '../../bridge/hooks.ts';
import { toItemFilter } from '../../domains/trackers/model/filter.ts';
import type { Item } from '../../domains/trackers/model/rows.ts';
import { ItemPanel } from '../../domains/trackers/panel/item-panel.tsx';
import { useToday } from '../../domains/trackers/today.ts';
import { useFilterQuery } from '../../domains/trackers/use-filter-query.ts';
import { useItemId } from '../../domains/trackers/use-item-id.ts';
import { useItems } from '../../domains/trackers/use-items.ts';
import { AcceptanceSnapshot } from '../../domains/trackers/views/acceptance-snapshot.tsx';
import { ItemCharts } from '../../domains/trackers/views/item-charts.tsx';
import { ItemTimeline } from '../../domains/trackers/views/item-timeline.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { navigate, useQueryParam, useRoute } from '../../ui/frame/navigation.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { runCommand, useCommands } from '../../ui/keys/commands.ts';
import { Tabs } from '../../ui/layout/tabs.tsx';
import { WorkBoard } from './work-board.tsx';
import { WorkOverview } from './work-overview.tsx';
import { WorkTable } from './work-table.tsx';

const TABS = [
  { id: 'table', label: 'Table' },
  { id: 'overview', label: 'Due and slipped' },
  { id: 'board', label: 'Board' },
  { id: 'timeline', label: 'Timeline' },
  { id: 'charts', label: 'Charts' },
  { id: 'acceptance', label: 'Acceptance' },
] as const;

const address = (tab: string) => `/work/${tab}${window.location.search}`;

/** The items of all trackers together. */
export function WorkPage() {
  const route = useRoute();
  const trackers = useView('trackers.version', {});
  const [itemName, setItem] = useQueryParam('item');
  const item = useItemId(null, itemName);
  const open = useCallback((itemId: string) => setItem(itemId), [setItem]);
  useCommands(commands);
  const wanted = route.params['tab'] ?? 'table';
  const tab = TABS.some((each) => each.id === wanted) ? wanted : 'table';
  const [all] = trackers.rows;
  if (all === undefined) return <Skeleton label="all work" lines={10} />;
  if (all.count === 0) return <NoTrackers />;
  // Any document that changed changes this, and with it what the queries below answer.
  const { version } = all;
  const contents: Readonly<Record<(typeof TABS)[number]['id'], ReactNode>> = {
    table: <WorkTable openId={item.id} onOpen={open} version={version} />,
    overview: <WorkOverview onOpen={open} version={version} />,
    board: <WorkBoard onOpen={open} />,
    timeline: (
      <ItemTimeline
        trackerId={null}
        label="Timeline of all work"
        version={version}
        openId={item.id}
        onOpen={open}
      />
    ),
    charts: <ItemCharts trackerId={null} name="all-work" version={version} />,
    acceptance: <AcceptanceSnapshot trackerId={null} onOpen={open} />,
  };
  return (
    <>
      <Tabs
        label="Views of all work"
        tabs={TABS.map(({ id, label }) => ({ id, label, content: contents[id] }))}
        selected={tab}
        onSelect={(next) => navigate(address(next))}
      />
      {item.id === null ? null : (
        <WorkPanel itemId={item.id} version={version} onOpen={open} onClose={() => setItem(null)} />
      )}
    </>
  );
}

const commands = TABS.map(({ id, label }, at) => ({
  id: `work.view.${id}`,
  title: `Show ${label.toLowerCase()}`,
  group: 'All work',
  keys: `g ${at + 1}`,
  run: () => navigate(address(id)),
}));

function NoTrackers() {
  return (
    <EmptyState
      sentence="All work shows the items of every tracker together: what is due, what slipped, who carries what. Add a tracker and its items are here."
      action={{ label: 'Add trackers', keys: 'n', onPress: () => void runCommand('trackers.add') }}
      sample={{ label: 'Load the sample programme', onPress: () => void runCommand('trackers.sample') }}
    />
  );
}

interface WorkPanelProps {
  readonly itemId: Item['id'];
  readonly version: number;
  readonly onOpen: (itemId: string) => void;
  readonly onClose: () => void;
}

function WorkPanel({ itemId, version, onOpen, onClose }: WorkPanelProps) {
  const today = useToday();
  const { filter, sort } = useFilterQuery();
  const asked = useMemo(
    () => ({
      trackerId: null,
      filter: { ...toItemFilter(filter, today), withStatus: true },
      sort,
    }),
    [filter, sort, today],
  );
  const items = useItems(asked);
  const load = useQuery('trackers.load', { trackerId: null }, [version]);
  const row = items.rows.find((each) => each.id === itemId);
  return (
    <ItemPanel
      itemId={itemId}
      order={items.rows}
      version={version}
      onOpen={onOpen}
      onClose={onClose}
      owners={(load.value ?? []).map((each) => each.owner).filter((owner) => owner !== '')}
      actions={
        row === undefined ? undefined : (
          <Button onPress={() => navigate(`/trackers/${row.trackerId}/table?item=${itemId}`)}>
            Open in its tracker
          </Button>
        )
      }
    />
  );
}
