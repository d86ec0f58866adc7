import { Suspense } from 'react';
import { act, useStatus, useView } from '../../bridge/hooks.ts';
import { sayDone } from '../../bridge/say-done.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { lazyComponent } from '../../ui/frame/lazy-component.ts';
import { runCommand, useCommandList } from '../../ui/keys/commands.ts';
import { caps } from '../../ui/keys/platform.ts';
import { PageGrid, Panel } from '../../ui/layout/panel.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { DuePanel } from './due-panel.tsx';
import { GatesPanel } from './gates-panel.tsx';
import { NeedsPanel } from './needs-panel.tsx';
import { ProgrammesPanel } from './programmes-panel.tsx';
import { StalePanel } from './stale-panel.tsx';

/** The chart library is the largest part of the screen and the last thing looked at: it comes by itself. */
const BurnUpPanel = lazyComponent(async () => (await import('./burn-up-panel.tsx')).BurnUpPanel);

/** The home screen: what needs the person, where every programme stands, what comes next. */
export function BridgeScreen() {
  const status = useStatus();
  if (status?.trackers === 0) return <NothingYet />;
  return (
    <PageGrid>
      <NeedsPanel />
      <ProgrammesPanel />
      <GatesPanel />
      <Suspense fallback={<BurnUpWaiting />}>
        <BurnUpPanel />
      </Suspense>
      <ChangesPanel />
      <DuePanel />
      <StalePanel />
    </PageGrid>
  );
}

function BurnUpWaiting() {
  return (
    <Panel title="Burn-up" span={5} padded>
      <Skeleton label="the burn-up" lines={5} />
    </Panel>
  );
}

async function loadSample(): Promise<void> {
  sayDone(await act('workspace.loadSample', {}));
}

/** Without trackers a fleet still may need somebody. */
function NothingYet() {
  const { rows } = useView('bridge.needs', {});
  if (rows.length === 0) return <NoTrackers span={12} />;
  return (
    <PageGrid>
      <NeedsPanel />
      <NoTrackers span={5} />
    </PageGrid>
  );
}

function NoTrackers({ span }: { readonly span: 5 | 12 }) {
  const open = useCommandList().find((command) => command.id === 'trackers.add');
  return (
    <Panel title="No trackers yet" span={span} padded>
      <EmptyState
        sentence="The Bridge shows where every programme stands, what is due and what needs you, read from your own Markdown trackers."
        action={{
          label: 'Open your trackers',
          keys: open?.keys === undefined ? undefined : caps(open.keys).join(' '),
          onPress: () => runCommand('trackers.add'),
        }}
        sample={{ label: 'Look at the sample first', onPress: () => void loadSample() }}
      />
    </Panel>
  );
}
