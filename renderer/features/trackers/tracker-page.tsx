import { useCallback, useEffect, useMemo } from 'react';
import { TrackerId } from '../../../core/kernel/ids.ts';
import type { Failure } from '../../../core/kernel/result.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useQuery } from '../../bridge/hooks.ts';
import type { DocumentDiagram, Outline, Tracker } from '../../domains/trackers/model/rows.ts';
import { unlessReadOnly, whyReadOnly } from '../../domains/trackers/read-only.ts';
import { useToday } from '../../domains/trackers/today.ts';
import { useItemId } from '../../domains/trackers/use-item-id.ts';
import { AcceptanceSnapshot } from '../../domains/trackers/views/acceptance-snapshot.tsx';
import { ItemTimeline } from '../../domains/trackers/views/item-timeline.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { navigate, useQueryParam, useRoute, useScreenTitle } from '../../ui/frame/navigation.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { useCommands } from '../../ui/keys/commands.ts';
import { type TabSpec, Tabs } from '../../ui/layout/tabs.tsx';
import { BoardTab } from './tabs/board-tab.tsx';
import { ChangesTab } from './tabs/changes-tab.tsx';
import { ChartsTab } from './tabs/charts-tab.tsx';
import { DiagramsTab } from './tabs/diagrams-tab.tsx';
import { LogTab } from './tabs/log-tab.tsx';
import { SourceTab } from './tabs/source-tab.tsx';
import { TableTab } from './tabs/table-tab.tsx';
import { stampVerified } from './tracker-calls.ts';
import { TrackerHeader } from './tracker-header.tsx';
import { TrackerItemPanel } from './tracker-item-panel.tsx';
import { TrackerMenu } from './tracker-menu.tsx';
import styles from './tracker-page.module.css';
import { pageCommands } from './tracker-page-commands.ts';
import { tabAddress } from './tracker-tabs.ts';
import { useTracker } from './use-tracker.ts';

/** One tracker: where it stands, and its document seen as table, board, timeline, charts, log and text. */
export function TrackerPage() {
  const { params, path } = useRoute();
  const named = params['tracker'] ?? '';
  const id = TrackerId.safeParse(named);
  if (!id.success) return <NamedTracker key={named} named={named} path={path} />;
  return <IdentifiedTracker id={id.data} tab={params['tab'] ?? 'table'} />;
}

/** A link may name a tracker in words; once it is found the address says its id, which undo and the rail go by. */
function NamedTracker({ named, path }: { readonly named: string; readonly path: string }) {
  const found = useQuery('trackers.resolve', { tracker: named, item: null });
  const id = found.value?.trackerId;
  useEffect(() => {
    const [, area, , ...tab] = path.split('/');
    if (id !== undefined)
      navigate(['', area, id, ...tab].join('/') + window.location.search, { replace: true });
  }, [id, path]);
  if (found.failure !== null) return <TrackerFailure failure={found.failure} />;
  return <Skeleton label="the tracker" lines={10} />;
}

function TrackerFailure({ failure }: { readonly failure: Failure }) {
  return (
    <FailureNotice
      failure={failure}
      actions={<Button onPress={() => navigate('/trackers')}>All trackers</Button>}
    />
  );
}

function IdentifiedTracker({ id, tab }: { readonly id: TrackerId; readonly tab: string }) {
  const { phase, tracker, outline, diagrams, version } = useTracker(id);
  useScreenTitle(tracker?.name ?? null);
  if (tracker !== null && outline !== null) {
    return <Loaded key={tracker.id} {...{ tracker, outline, diagrams, version, tab }} />;
  }
  if (phase === 'live' && tracker !== null) {
    return (
      <EmptyState sentence="The text of this tracker has not reached this workspace yet. It is shown here as soon as it does." />
    );
  }
  if (phase === 'live') {
    return (
      <EmptyState
        sentence="No tracker has this address any more. It may have been removed from this workspace; its file is still where it was."
        action={{ label: 'All trackers', keys: 'g t', onPress: () => navigate('/trackers') }}
      />
    );
  }
  return <Skeleton label="the tracker" lines={10} />;
}

interface LoadedProps {
  readonly tracker: Tracker;
  readonly outline: Outline;
  readonly diagrams: readonly DocumentDiagram[];
  readonly version: string;
  readonly tab: string;
}

function Loaded(shown: LoadedProps) {
  const { tracker, outline, version, tab } = shown;
  const today = useToday();
  const [itemName, setItem] = useQueryParam('item');
  const item = useItemId(tracker.id, itemName);
  const open = useCallback((itemId: string) => setItem(itemId), [setItem]);
  const commands = useMemo(() => pageCommands(tracker, outline, today), [tracker, outline, today]);
  useCommands(commands);
  const tabs = tabsOf(shown, item.id, open);
  const readOnly = whyReadOnly(tracker, outline);
  const selected = tabs.some((each) => each.id === tab) ? tab : 'table';
  useEffect(() => {
    // A tab this document doesn't have (a diagram that was deleted): the address says what is shown.
    if (selected !== tab) navigate(tabAddress(tracker.id, selected), { replace: true });
  }, [selected, tab, tracker.id]);
  return (
    <div className={styles.page}>
      <TrackerHeader
        tracker={tracker}
        outline={outline}
        today={today}
        onOpen={open}
        actions={
          <>
            {outline.stampMeta === null || tracker.lastVerified === today ? null : (
              <Button
                icon="check"
                onPress={() => unlessReadOnly(readOnly, () => void stampVerified(tracker.id, outline, today))}
              >
                Stamp verified today
              </Button>
            )}
            <TrackerMenu tracker={tracker} outline={outline} />
          </>
        }
      />
      <Tabs
        label={`Views of ${tracker.name}`}
        tabs={tabs}
        selected={selected}
        onSelect={(next) => navigate(tabAddress(tracker.id, next))}
      />
      {item.id === null ? null : (
        <TrackerItemPanel
          key="panel"
          tracker={tracker}
          itemId={item.id}
          version={version}
          readOnly={readOnly}
          onOpen={open}
          onClose={() => setItem(null)}
        />
      )}
    </div>
  );
}

function tabsOf(
  { tracker, outline, diagrams, version }: LoadedProps,
  openId: string | null,
  open: (itemId: string) => void,
): readonly TabSpec[] {
  return [
    {
      id: 'table',
      label: 'Table',
      content: (
        <TableTab tracker={tracker} outline={outline} version={version} openId={openId} onOpen={open} />
      ),
    },
    { id: 'board', label: 'Board', content: <BoardTab tracker={tracker} outline={outline} onOpen={open} /> },
    {
      id: 'timeline',
      label: 'Timeline',
      content: (
        <ItemTimeline
          trackerId={tracker.id}
          label={`Timeline of ${tracker.name}`}
          version={version}
          openId={openId}
          onOpen={open}
          lanes={outline.sections.map((section) => section.title)}
        />
      ),
    },
    {
      id: 'charts',
      label: 'Charts',
      content: <ChartsTab tracker={tracker} version={version} onOpen={open} />,
    },
    {
      id: 'acceptance',
      label: 'Acceptance',
      content: <AcceptanceSnapshot trackerId={tracker.id} onOpen={open} />,
    },
    ...(diagrams.length === 0
      ? []
      : [
          {
            id: 'diagrams',
            label: 'Diagrams',
            count: diagrams.length,
            content: <DiagramsTab diagrams={diagrams} />,
          },
        ]),
    { id: 'log', label: 'Log', content: <LogTab tracker={tracker} outline={outline} /> },
    { id: 'changes', label: 'Changes', content: <ChangesTab tracker={tracker} version={version} /> },
    {
      id: 'source',
      label: 'Source',
      content: <SourceTab tracker={tracker} outline={outline} version={version} />,
    },
  ];
}
