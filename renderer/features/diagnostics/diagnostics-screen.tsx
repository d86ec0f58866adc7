import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useQuery, useView } from '../../bridge/hooks.ts';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { PageGrid } from '../../ui/layout/panel.tsx';
import { HealthPanel } from './health-panel.tsx';
import { JobsPanel } from './jobs-panel.tsx';
import { LogPanel } from './log-panel.tsx';
import { VersionsPanel } from './versions-panel.tsx';

/** What there is to know when something is wrong, and to copy into a report. */
export function DiagnosticsScreen() {
  // What is known at once is drawn at once; a large workspace is read for seconds.
  const quick = useQuery('workspace.diagnostics', { quick: true });
  const query = useQuery('workspace.diagnostics', {});
  const jobs = useView('jobs.list', {}).rows;
  const shown = query.value ?? (query.failure === null ? quick.value : null);
  const isPart = query.value === null;
  if (shown === null) {
    if (query.failure === null) return <Skeleton label="diagnostics" lines={8} />;
    return (
      <FailureNotice
        kind="problem"
        failure={query.failure}
        actions={<Button onPress={query.reload}>Ask again</Button>}
      />
    );
  }
  return (
    <PageGrid>
      <HealthPanel diagnostics={shown} isPart={isPart} busy={query.busy} reload={query.reload} />
      <VersionsPanel diagnostics={shown} isPart={isPart} />
      <JobsPanel jobs={jobs} />
      <LogPanel log={shown.log} />
    </PageGrid>
  );
}
