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
  const query = useQuery('workspace.diagnostics', {});
  const jobs = useView('jobs.list', {}).rows;
  if (query.value === null) {
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
      <HealthPanel diagnostics={query.value} busy={query.busy} reload={query.reload} />
      <VersionsPanel diagnostics={query.value} />
      <JobsPanel jobs={jobs} />
      <LogPanel log={query.value.log} />
    </PageGrid>
  );
}
