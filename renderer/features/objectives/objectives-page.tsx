import { useMemo, useState } from 'react';
import { CHECK_SLO_JOB } from '../../../core/contract/slo.ts';
import { useView } from '../../bridge/hooks.ts';
import { StoredTableLayout, useLayout } from '../../bridge/layout.ts';
import { ViewGate } from '../../domains/fleet/view-gate.tsx';
import { JobProgress } from '../../domains/readiness/job-progress.tsx';
import { GatesNav } from '../../domains/readiness/release/gates-nav.tsx';
import shared from '../../domains/readiness/screens.module.css';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import { navigate, useQueryParam } from '../../ui/frame/navigation.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { Select } from '../../ui/inputs/select.tsx';
import { useCommands } from '../../ui/keys/commands.ts';
import { PageGrid } from '../../ui/layout/panel.tsx';
import { Toolbar } from '../../ui/layout/toolbar.tsx';
import { KeyHints } from '../../ui/marks/kbd.tsx';
import { ColumnChooser } from '../../ui/table/column-chooser.tsx';
import { emptyLayout } from '../../ui/table/column-layout.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { AddValueDialog } from './add-value-dialog.tsx';
import { checkObjectives } from './objective-actions.ts';
import { objectiveColumns } from './objective-columns.tsx';
import { ObjectiveHistory } from './objective-history.tsx';
import {
  type Chosen,
  chosenOf,
  type Objective,
  orderObjectives,
  type Policy,
  standingsFact,
} from './objective-model.ts';

const newPolicy = () => navigate('/new-policy');
const policyPath = (policy: string) => `/objectives/${encodeURIComponent(policy)}/edit`;

/** `/objectives`: what a service has to keep at each stage, by which profile, and whether it does. */
export function ObjectivesPage() {
  const { rows, phase, failure } = useView('slo.policies', {});
  const [policy, setPolicy] = useQueryParam('policy');
  const [stage, setStage] = useQueryParam('stage');
  const [profile, setProfile] = useQueryParam('profile');
  const chosen = chosenOf(rows, { policy, stage, profile });
  useCommands(pageCommands);
  return (
    <div className={shared.page}>
      <GatesNav />
      <ViewGate
        phase={phase}
        failure={failure}
        isEmpty={rows.length === 0}
        label="the policies"
        empty={
          <EmptyState
            sentence="An objective is a number that a service has to keep, such as a latency below 280 ms, with thresholds by stage and profile. A policy lists them; their values are read from reports or typed in with evidence."
            action={{ label: 'Write a policy', keys: 'n', onPress: newPolicy }}
          />
        }
      >
        {chosen === null ? null : (
          <OnePolicy
            key={chosen.policy.id}
            chosen={chosen}
            policies={rows}
            onPolicy={setPolicy}
            onStage={setStage}
            onProfile={setProfile}
          />
        )}
      </ViewGate>
    </div>
  );
}

const pageCommands = [
  {
    id: 'objectives.new',
    title: 'Write a policy of objectives',
    group: 'Objectives',
    keys: 'n',
    words: ['slo', 'policy', 'yaml'],
    run: newPolicy,
  },
];

interface OnePolicyProps {
  readonly chosen: Chosen;
  readonly policies: readonly Policy[];
  readonly onPolicy: (id: string) => void;
  readonly onStage: (name: string) => void;
  readonly onProfile: (name: string) => void;
}

const asChoices = (names: readonly string[]) => names.map((name) => ({ id: name, label: name }));

function OnePolicy({ chosen, policies, onPolicy, onStage, onProfile }: OnePolicyProps) {
  const { policy, stage, profile } = chosen;
  const filter = useMemo(() => ({ policy: policy.id, stage, profile }), [policy.id, stage, profile]);
  const { rows, phase, failure } = useView('slo.standings', filter);
  const objectives = useMemo(() => orderObjectives(rows), [rows]);
  const [layout, setLayout] = useLayout('objectives.table', StoredTableLayout, emptyLayout);
  const [named, setNamed] = useQueryParam('objective');
  const [adding, setAdding] = useState<Objective | null>(null);
  const shown = objectives.find(({ objective }) => objective === named) ?? objectives[0] ?? null;
  const isChecking = useView('jobs.list', {}).rows.some(
    ({ title, state }) => title === CHECK_SLO_JOB && state === 'running',
  );
  useCommands(
    useMemo(() => {
      const command = (id: string, title: string, keys: string, run: () => void) => ({
        id: `objectives.${id}`,
        title,
        group: 'Objectives',
        keys,
        run,
      });
      return [
        command('check', 'Check the objectives now', 'r', () => void checkObjectives(filter)),
        command('edit', 'Edit the policy', 'e', () => navigate(policyPath(policy.id))),
        command('value', 'Type a value in', 'v', () => setAdding(shown)),
      ];
    }, [filter, policy.id, shown]),
  );
  return (
    <>
      <Toolbar
        label="Policy"
        end={
          <>
            <KeyHints
              hints={[
                { keys: ['↵'], does: 'its values' },
                { keys: ['v'], does: 'type one in' },
              ]}
            />
            <ColumnChooser columns={objectiveColumns} layout={layout} onLayout={setLayout} />
            <Button keys="n" onPress={newPolicy}>
              New policy
            </Button>
            <Button keys="e" onPress={() => navigate(policyPath(policy.id))}>
              Edit
            </Button>
            <Button
              kind="primary"
              keys="r"
              isPending={isChecking}
              onPress={() => void checkObjectives(filter)}
            >
              Check now
            </Button>
          </>
        }
      >
        <Select
          label="Policy"
          hideLabel
          choices={policies.map(({ id, title }) => ({ id, label: title, detail: id }))}
          value={policy.id}
          onChange={onPolicy}
        />
        <Select label="Stage" hideLabel choices={asChoices(policy.stages)} value={stage} onChange={onStage} />
        <Select
          label="Profile"
          hideLabel
          choices={asChoices(policy.profiles)}
          value={profile}
          onChange={onProfile}
        />
        <output>{standingsFact(objectives)}</output>
      </Toolbar>
      <JobProgress
        of={({ title }) =>
          title === CHECK_SLO_JOB ? { label: 'Reading values', stop: 'Stop reading' } : null
        }
      />
      {policy.problems.length === 0 ? null : (
        <Notice
          kind="problem"
          what={`This policy can’t be read: line ${policy.problems[0]?.line}: ${policy.problems[0]?.says}`}
          kept="Gates that ask for it say no."
          actions={<Button onPress={() => navigate(policyPath(policy.id))}>Mend it</Button>}
        />
      )}
      <ViewGate
        phase={phase}
        failure={failure}
        isEmpty={objectives.length === 0}
        label="the objectives"
        empty={null}
      >
        <div className={shared.table}>
          <DataTable
            label="Objectives"
            columns={objectiveColumns}
            source={{ total: objectives.length, start: 0, rows: objectives }}
            rowId={(row) => row.id}
            height={Math.min(340, 34 + Math.max(objectives.length, 1) * 38)}
            freeze
            layout={layout}
            onLayout={setLayout}
            onOpen={(row) => setNamed(row.objective)}
            openId={shown?.id ?? null}
            rowTone={(row) => (phase === 'lost' || row.result === 'stale' ? 'stale' : 'plain')}
            onKey={(key, row) => {
              if (key !== 'v' || row === null) return false;
              setAdding(row);
              return true;
            }}
          />
        </div>
        {shown === null ? null : (
          <PageGrid>
            <ObjectiveHistory
              key={shown.id}
              objective={shown}
              isStale={phase === 'lost'}
              onAdd={() => setAdding(shown)}
            />
          </PageGrid>
        )}
      </ViewGate>
      {adding === null ? null : <AddValueDialog objective={adding} onClose={() => setAdding(null)} />}
    </>
  );
}
