import { useMemo, useState } from 'react';
import { useView } from '../../../bridge/hooks.ts';
import { ViewGate } from '../../../domains/fleet/view-gate.tsx';
import shared from '../../../domains/readiness/screens.module.css';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { useQueryParam } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { Toolbar } from '../../../ui/layout/toolbar.tsx';
import { KeyHints } from '../../../ui/marks/kbd.tsx';
import { openRow } from '../../../ui/overlays/open-row.ts';
import { DataTable } from '../../../ui/table/data-table.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import styles from '../bundles.module.css';
import { type Environment, movesUnderWay, movingInto } from '../release-model.ts';
import { ReleaseProgress } from '../release-progress.tsx';
import { ReleasesNav } from '../releases-nav.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import { EnvironmentDialog } from './environment-dialog.tsx';
import { EnvironmentPanel } from './environment-panel.tsx';
import { moveColumns } from './move-columns.tsx';
import { MovePanel } from './move-panel.tsx';
import { PromoteDialog } from './promote-dialog.tsx';
import { RollbackDialog } from './rollback-dialog.tsx';

/** What is asked of an environment. */
type Asked =
  | { readonly kind: 'promote' | 'rollback' | 'approve' | 'edit'; readonly environment: Environment }
  | { readonly kind: 'add' };

/** `/environments`: where releases run, in the order that a bundle comes through them, and every move between them. */
export function EnvironmentsPage() {
  const { rows, phase, failure } = useView('environments.list', {});
  const bundles = useView('bundles.list', {}).rows;
  const moves = useView('environments.moves', { environmentId: null });
  const [openId, setOpen] = useQueryParam('move');
  const [asked, ask] = useState<Asked | null>(null);
  const jobs = useView('jobs.list', {}).rows;
  const moving = useMemo(() => movingInto(jobs), [jobs]);
  const underWay = useMemo(() => movesUnderWay(moves.rows, moving), [moves.rows, moving]);
  const columns = useMemo(() => moveColumns(bundles, underWay), [bundles, underWay]);
  const { open, onPrevious, onNext } = openRow(moves.rows, openId, setOpen);
  const close = () => ask(null);
  return (
    <div className={shared.page}>
      <ReleasesNav />
      <ReleaseProgress />
      <Toolbar
        label="Environments"
        end={
          <Button kind="primary" onPress={() => ask({ kind: 'add' })}>
            Add an environment
          </Button>
        }
      >
        <output>{formatCount(rows.length, 'environment')}</output>
      </Toolbar>
      <ViewGate
        phase={phase}
        failure={failure}
        isEmpty={rows.length === 0}
        label="the environments"
        empty={
          <EmptyState
            sentence="An environment is where a release runs. A bundle that its gate allowed goes from the first of them to the last."
            action={{ label: 'Add an environment', onPress: () => ask({ kind: 'add' }) }}
          />
        }
      >
        <div className={styles.environments}>
          {rows.map((environment) => (
            <EnvironmentPanel
              key={environment.id}
              environment={environment}
              bundles={bundles}
              moves={moves.rows}
              isMoving={moving.has(environment.id)}
              stale={phase === 'lost'}
              onAsk={(kind) => ask({ kind, environment })}
              onMove={setOpen}
            />
          ))}
        </div>
      </ViewGate>
      <Panel
        title="Moves"
        fact={formatCount(moves.rows.length, 'move')}
        hint={<KeyHints hints={[{ keys: ['↵'], does: 'open' }]} />}
      >
        {moves.rows.length === 0 ? (
          <p className={styles.sentence}>
            {moves.phase === 'loading'
              ? 'The moves are being read.'
              : 'Nothing was promoted yet. Every promotion and rollback is listed here, with what its commands wrote.'}
          </p>
        ) : (
          <DataTable
            label="Moves"
            columns={columns}
            source={{ total: moves.rows.length, start: 0, rows: moves.rows }}
            rowId={(row) => row.id}
            fit
            freeze
            onOpen={(row) => setOpen(row.id)}
            openId={openId}
            rowTone={() => (moves.phase === 'lost' ? 'stale' : 'plain')}
          />
        )}
      </Panel>
      {open === null ? null : (
        <MovePanel
          move={open}
          bundles={bundles}
          underWay={underWay}
          onPrevious={onPrevious}
          onNext={onNext}
          onClose={() => setOpen(null)}
        />
      )}
      {asked?.kind === 'promote' ? (
        <PromoteDialog
          bundles={bundles}
          environments={rows}
          bundle={null}
          environment={asked.environment}
          onClose={close}
        />
      ) : null}
      {asked?.kind === 'rollback' ? (
        <RollbackDialog environment={asked.environment} bundles={bundles} onClose={close} />
      ) : null}
      {asked?.kind === 'approve' ? <ApproveDialog environment={asked.environment} onClose={close} /> : null}
      {asked?.kind === 'edit' || asked?.kind === 'add' ? (
        <EnvironmentDialog
          environment={asked.kind === 'edit' ? asked.environment : null}
          environments={rows}
          onClose={close}
        />
      ) : null}
    </div>
  );
}
