import { act, useSettings, useStatus, useView } from '../../bridge/hooks.ts';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { PageGrid } from '../../ui/layout/panel.tsx';
import { AppearancePanel } from './appearance-panel.tsx';
import { KeyboardPanel } from './keyboard-panel.tsx';
import type { Change } from './settings-model.ts';
import { TrackersPanel } from './trackers-panel.tsx';
import { WorkspacePanel } from './workspace-panel.tsx';

export function SettingsScreen() {
  const settings = useSettings();
  const status = useStatus();
  const { phase } = useView('settings.get', {});
  if (settings === null || status === null) return <Skeleton label="settings" lines={6} />;
  // The controls show what the engine holds, so a refused value falls back by itself.
  const change: Change = (values) => void act('settings.set', values);
  return (
    <PageGrid>
      <AppearancePanel settings={settings} change={change} stale={phase === 'lost'} />
      <TrackersPanel settings={settings} change={change} />
      <WorkspacePanel settings={settings} status={status} change={change} />
      <KeyboardPanel />
    </PageGrid>
  );
}
