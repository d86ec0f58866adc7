import { act, useStatus } from '../../bridge/hooks.ts';
import { runCommand, useCommandList } from '../../ui/commands.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageGrid, Panel } from '../../ui/panel.tsx';
import { caps } from '../../ui/platform.ts';
import { showToast } from '../../ui/toast.tsx';
import { BurnUpPanel } from './burn-up-panel.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { DuePanel } from './due-panel.tsx';
import { NeedsPanel } from './needs-panel.tsx';
import { ProgrammesPanel } from './programmes-panel.tsx';
import { StalePanel } from './stale-panel.tsx';

/** The home screen: what needs the person, where every programme stands, what comes next. */
export function BridgeScreen() {
  const status = useStatus();
  if (status?.trackers === 0) return <NothingYet />;
  return (
    <PageGrid>
      <NeedsPanel />
      <ProgrammesPanel />
      <BurnUpPanel />
      <ChangesPanel />
      <DuePanel />
      <StalePanel />
    </PageGrid>
  );
}

async function loadSample(): Promise<void> {
  const answer = await act('workspace.loadSample', {});
  if (answer !== null) showToast({ kind: 'done', text: answer.summary });
}

function NothingYet() {
  const open = useCommandList().find((command) => command.id === 'trackers.add');
  return (
    <Panel title="No trackers yet" padded>
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
