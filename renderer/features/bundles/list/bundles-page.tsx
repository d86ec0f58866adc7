import { useMemo, useState } from 'react';
import { call, useView } from '../../../bridge/hooks.ts';
import { StoredTableLayout, useLayout } from '../../../bridge/layout.ts';
import { showFailure } from '../../../bridge/show-failure.ts';
import { ViewGate } from '../../../domains/fleet/view-gate.tsx';
import { lineagePath } from '../../../domains/readiness/release/gate-labels.ts';
import shared from '../../../domains/readiness/screens.module.css';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { navigate, useQueryParam } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { useCommands } from '../../../ui/keys/commands.ts';
import { Toolbar } from '../../../ui/layout/toolbar.tsx';
import { KeyHints } from '../../../ui/marks/kbd.tsx';
import { openRow } from '../../../ui/overlays/open-row.ts';
import { ColumnChooser } from '../../../ui/table/column-chooser.tsx';
import { emptyLayout } from '../../../ui/table/column-layout.ts';
import { DataTable } from '../../../ui/table/data-table.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { PromoteDialog } from '../environments/promote-dialog.tsx';
import { type Bundle, bundleName } from '../release-model.ts';
import { ReleaseProgress } from '../release-progress.tsx';
import { ReleasesNav } from '../releases-nav.tsx';
import type { Verified } from '../verify/verdict-model.ts';
import { VerdictPanel } from '../verify/verdict-panel.tsx';
import { VerifyDialog } from '../verify/verify-dialog.tsx';
import { bundleColumns } from './bundle-columns.tsx';
import { BundlePanel } from './bundle-panel.tsx';
import { CreateDialog } from './create-dialog.tsx';

/** `/bundles`: what is released, made here or taken in, and the verdict of the last one that was verified. */
export function BundlesPage() {
  const { rows, phase, failure } = useView('bundles.list', {});
  const environments = useView('environments.list', {}).rows;
  const [openId, setOpen] = useQueryParam('bundle');
  /** A run that a bundle is to be made of, by link; `new`: which one is asked. */
  const [create, setCreate] = useQueryParam('create');
  const [verifying, setVerifying] = useState(false);
  const [verified, setVerified] = useState<Verified | null>(null);
  const [promoting, setPromoting] = useState<Bundle | null>(null);
  const [layout, setLayout] = useLayout('bundles.table', StoredTableLayout, emptyLayout);
  const { open, onPrevious, onNext } = openRow(rows, openId, setOpen);
  const verify = async (bundle: Bundle) => {
    const answer = await call('bundles.verify', { what: { bundleId: bundle.id }, trust: [] });
    if (answer.ok) setVerified({ of: bundleName(bundle), file: null, answer: answer.value });
    else showFailure(answer.error);
  };
  useCommands(
    useMemo(
      () => [
        {
          id: 'bundles.create',
          title: 'Make a bundle of a run',
          group: 'Releases',
          keys: 'n',
          run: () => setCreate('new'),
        },
        {
          id: 'bundles.verify',
          title: 'Verify a bundle from a file',
          group: 'Releases',
          keys: 'Shift+V',
          run: () => setVerifying(true),
        },
      ],
      [setCreate],
    ),
  );
  return (
    <div className={shared.page}>
      <ReleasesNav />
      <ReleaseProgress />
      <Toolbar
        label="Bundles"
        end={
          <>
            <KeyHints
              hints={[
                { keys: ['↵'], does: 'open' },
                { keys: ['v'], does: 'verify' },
                { keys: ['p'], does: 'promote' },
                { keys: ['l'], does: 'lineage' },
              ]}
            />
            <ColumnChooser columns={bundleColumns} layout={layout} onLayout={setLayout} />
            <Button keys="Shift V" onPress={() => setVerifying(true)}>
              Verify a file
            </Button>
            <Button kind="primary" keys="n" onPress={() => setCreate('new')}>
              Make a bundle
            </Button>
          </>
        }
      >
        <output>{formatCount(rows.length, 'bundle')}</output>
      </Toolbar>
      <ViewGate
        phase={phase}
        failure={failure}
        isEmpty={rows.length === 0}
        label="the bundles"
        empty={
          <EmptyState
            sentence="A bundle is a release as one file: the report of its gate, its lineage, evidence, sign-offs and keys. Anybody can verify it without this app, and only a bundle is promoted to an environment. Run a gate, then make a bundle of the run."
            action={{ label: 'Make a bundle', keys: 'n', onPress: () => setCreate('new') }}
          />
        }
      >
        <div className={shared.table}>
          <DataTable
            label="Bundles"
            columns={bundleColumns}
            source={{ total: rows.length, start: 0, rows }}
            rowId={(row) => row.id}
            fit
            freeze
            layout={layout}
            onLayout={setLayout}
            onOpen={(row) => setOpen(row.id)}
            openId={openId}
            rowTone={() => (phase === 'lost' ? 'stale' : 'plain')}
            onKey={(key, row) => {
              if (row === null) return false;
              if (key === 'v') void verify(row);
              else if (key === 'p') setPromoting(row);
              else if (key === 'l') navigate(lineagePath(row.runId));
              else return false;
              return true;
            }}
          />
        </div>
      </ViewGate>
      {verified === null ? null : (
        <VerdictPanel
          verified={verified}
          known={rows}
          onOpen={(id) => {
            setVerified(null);
            setOpen(id);
          }}
          onClose={() => setVerified(null)}
        />
      )}
      {open === null || verified !== null ? null : (
        <BundlePanel
          bundle={open}
          onPrevious={onPrevious}
          onNext={onNext}
          onVerify={() => void verify(open)}
          onPromote={() => setPromoting(open)}
          onClose={() => setOpen(null)}
        />
      )}
      {create === null ? null : (
        <CreateDialog
          runId={create}
          onMade={(id) => {
            setCreate(null);
            setOpen(id);
          }}
          onClose={() => setCreate(null)}
        />
      )}
      {verifying ? (
        <VerifyDialog
          onVerified={(answer) => {
            setVerifying(false);
            setVerified(answer);
          }}
          onClose={() => setVerifying(false)}
        />
      ) : null}
      {promoting === null ? null : (
        <PromoteDialog
          bundles={rows}
          environments={environments}
          bundle={promoting}
          environment={null}
          onClose={() => setPromoting(null)}
        />
      )}
    </div>
  );
}
