import { useMemo, useState } from 'react';
import { GateRunId } from '../../../../core/kernel/ids.ts';
import { FailureNotice } from '../../../bridge/failure-notice.tsx';
import { useQuery, useView } from '../../../bridge/hooks.ts';
import {
  type Gate,
  type GateRun,
  gatePath,
  lineagePath,
  newBundlePath,
} from '../../../domains/readiness/release/gate-labels.ts';
import { GatesNav } from '../../../domains/readiness/release/gates-nav.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Skeleton } from '../../../ui/feedback/skeleton.tsx';
import { navigate, useQueryParam, useRoute, useScreenTitle } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { useCommands } from '../../../ui/keys/commands.ts';
import { PageGrid } from '../../../ui/layout/panel.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { AddExceptionDialog } from '../exceptions/add-exception-dialog.tsx';
import { runGate } from '../run-gate.ts';
import { ComparePanel } from './compare-panel.tsx';
import { CriteriaPanel } from './criteria-panel.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { FailuresPanel } from './failures-panel.tsx';
import { type Judged, type OwnedFailure, runBefore, type Steps } from './gate-model.ts';
import { NextStepsPanel } from './next-steps-panel.tsx';
import { type Release, RunForm, typed } from './run-form.tsx';
import { RunsPanel } from './runs-panel.tsx';

/** `/gates/:gate`: what it decided, what keeps it from saying go, and what would make it. */
export function GatePage() {
  const gateId = useRoute().params['gate'] ?? '';
  const { rows, phase } = useView('gates.list', {});
  const gate = rows.find(({ id }) => id === gateId);
  useScreenTitle(gate?.title ?? null);
  return (
    <>
      <GatesNav />
      {phase === 'loading' ? (
        <Skeleton label="the gate" lines={10} />
      ) : gate === undefined ? (
        <EmptyState
          sentence={`There is no gate “${gateId}” here. It may have been removed, or its tracker no longer asks for it.`}
          action={{ label: 'All gates', keys: 'g g', onPress: () => navigate('/gates') }}
        />
      ) : (
        <OneGate key={gateId} gate={gate} isLost={phase === 'lost'} />
      )}
    </>
  );
}

function OneGate({ gate, isLost }: { readonly gate: Gate; readonly isLost: boolean }) {
  const runs = useView('gates.runs', { gateId: gate.id });
  if (runs.phase === 'loading') return <Skeleton label="the runs of the gate" lines={10} />;
  return <GateWithRuns gate={gate} runs={runs.rows} isLost={isLost} />;
}

interface GateWithRunsProps {
  readonly gate: Gate;
  readonly runs: readonly GateRun[];
  readonly isLost: boolean;
}

function GateWithRuns({ gate, runs, isLost }: GateWithRunsProps) {
  const { id: gateId } = gate;
  const [newest = null] = runs;
  const [named, setRun] = useQueryParam('run');
  const runId = GateRunId.safeParse(named).data ?? newest?.id ?? null;
  const report = useQuery('gates.report', runId === null ? null : { runId });
  const [other, setOther] = useQueryParam('compare');
  const [excepted, setExcepted] = useState<OwnedFailure | null>(null);
  const exceptions = useView('exceptions.list', { gateId }).rows;
  const [release, setRelease] = useState<Release>({
    commit: '',
    environment: newest?.environment ?? '',
    verify: true,
  });
  const run = async () => {
    const done = await runGate({ gateId, ...typed(release), verify: release.verify });
    if (done !== null) setRun(null);
  };
  const before = runId === null ? null : runBefore(runs, runId);
  useCommands(
    useMemo(
      () => [
        { ...command, id: 'gate.run', title: 'Run the gate', keys: 'r', run: () => void run() },
        {
          ...command,
          id: 'gate.edit',
          title: 'Edit the gate',
          keys: 'e',
          run: () => navigate(`${gatePath(gateId)}/edit`),
        },
        {
          ...command,
          id: 'gate.compare',
          title: 'Compare with the run before',
          keys: 'c',
          enabled: () => before !== null,
          run: () => setOther(before?.id ?? null),
        },
      ],
      // oxlint-disable-next-line react/exhaustive-deps -- what runs is what is typed
      [gateId, release, before, setOther],
    ),
  );
  const dry = useDryRun(gateId, runId === null && gate.problem === null);
  const shown = report.value ?? null;
  const judged: Judged | null = runId === null ? dry.report : (shown?.report ?? null);
  const steps: Steps | null = runId === null ? dry.steps : (shown?.nextSteps ?? null);
  const compared = comparedRuns(runs, runId, other);
  const form = <RunForm gateId={gateId} release={release} onRelease={setRelease} onRun={run} />;
  return (
    <PageGrid>
      {gate.problem === null ? null : (
        <Notice
          kind="problem"
          what={`This gate can’t be read: ${gate.problem}`}
          kept="It says no to everything that asks for it."
          actions={<Button onPress={() => navigate(`${gatePath(gateId)}/edit`)}>Mend it</Button>}
        />
      )}
      {report.failure === null ? null : <FailureNotice failure={report.failure} />}
      {dry.failure === null ? null : <FailureNotice failure={dry.failure} />}
      {judged === null || steps === null ? (
        gate.problem === null && report.failure === null && dry.failure === null ? (
          <Skeleton label="the decision" lines={8} />
        ) : null
      ) : (
        <>
          <DecisionPanel
            gate={gate}
            judged={judged}
            run={shown?.row ?? null}
            stale={isLost}
            actions={
              <>
                {shown === null ? null : (
                  <>
                    <Button kind="quiet" onPress={() => navigate(lineagePath(shown.report.run_id))}>
                      Lineage
                    </Button>
                    <Button kind="quiet" onPress={() => navigate(newBundlePath(shown.report.run_id))}>
                      Make a bundle
                    </Button>
                    <Button kind="quiet" icon="download" onPress={() => saveReport(shown.report)}>
                      Report
                    </Button>
                  </>
                )}
                <Button keys="e" onPress={() => navigate(`${gatePath(gateId)}/edit`)}>
                  Edit
                </Button>
                {runId === newest?.id || newest === null ? null : (
                  <Button onPress={() => setRun(null)}>Show the newest</Button>
                )}
              </>
            }
          >
            {form}
          </DecisionPanel>
          {compared === null ? null : <ComparePanel runs={compared} onClose={() => setOther(null)} />}
          <FailuresPanel judged={judged} exceptions={exceptions} onExcept={setExcepted} />
          <NextStepsPanel steps={steps} />
          <CriteriaPanel judged={judged} />
        </>
      )}
      <RunsPanel runs={runs} shownId={runId} onShow={setRun} onCompare={setOther} />
      {excepted === null ? null : (
        <AddExceptionDialog
          start={{
            gate: gateId,
            criterion: excepted.check.check_id,
            item: excepted.failure.itemId,
            owner: excepted.failure.owner ?? '',
          }}
          onClose={() => setExcepted(null)}
        />
      )}
    </PageGrid>
  );
}

const command = { group: 'Gate' } as const;

/** What it would say, for one that was never run. */
function useDryRun(gateId: string, isWanted: boolean) {
  const { value } = useQuery('gates.show', isWanted ? { gateId } : null);
  const checked = useQuery('gates.check', value === null || !isWanted ? null : { text: value.text });
  const judged = checked.value?.judged ?? null;
  return { report: judged?.report ?? null, steps: judged?.nextSteps ?? null, failure: checked.failure };
}

/** Runs come newest first; the earlier of two is compared with the later. */
function comparedRuns(runs: readonly GateRun[], shown: string | null, other: string | null) {
  const one = runs.findIndex(({ id }) => id === shown);
  const two = runs.findIndex(({ id }) => id === other);
  const before = runs[Math.max(one, two)];
  const after = runs[Math.min(one, two)];
  if (one === -1 || two === -1 || one === two || before === undefined || after === undefined) return null;
  return { before: before.id, after: after.id };
}

function saveReport(report: object): void {
  const text = `${JSON.stringify(report, null, 2)}\n`;
  saveFile('release_readiness_gate_report.json', new Blob([text], { type: 'application/json' }));
}
