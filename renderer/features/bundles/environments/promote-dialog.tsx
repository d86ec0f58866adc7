import { useState } from 'react';
import { useView } from '../../../bridge/hooks.ts';
import { decisionMarks } from '../../../domains/readiness/release/gate-labels.ts';
import { useGateTitle } from '../../../domains/readiness/release/use-gate-title.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { Select } from '../../../ui/inputs/select.tsx';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';
import { formatMoment } from '../../../ui/text/format.ts';
import { type Bundle, bundleName, type Environment, whyNotReleased } from '../release-model.ts';
import { ApproveDialog } from './approve-dialog.tsx';
import { CommandList } from './command-list.tsx';
import { nextEnvironment, openCommands, whyNotPromoted } from './environment-model.ts';
import { promote } from './move-calls.ts';

interface PromoteDialogProps {
  readonly bundles: readonly Bundle[];
  readonly environments: readonly Environment[];
  /** The one that is known already; the other is chosen. */
  readonly bundle: Bundle | null;
  readonly environment: Environment | null;
  readonly onClose: () => void;
}

/** Which bundle goes where, what is run on the way, and why it can't be where that is known before. */
export function PromoteDialog({ bundles, environments, bundle, environment, onClose }: PromoteDialogProps) {
  const gateTitle = useGateTitle();
  const moves = useView('environments.moves', { environmentId: null }).rows;
  const fits = (one: Bundle) =>
    whyNotReleased(one) === null &&
    (environment === null || whyNotPromoted(one, environment, moves) === null);
  const [bundleId, setBundle] = useState<string | null>(null);
  const [environmentId, setEnvironment] = useState<string | null>(null);
  const [approving, setApproving] = useState(false);
  const what =
    bundle ?? bundles.find(({ id }) => id === bundleId) ?? bundles.find(fits) ?? bundles[0] ?? null;
  const named = environmentId ?? environment?.id;
  const where =
    environments.find(({ id }) => id === named) ??
    (what === null ? null : nextEnvironment(what, environments, moves)) ??
    environments[0] ??
    null;
  if (what === null || where === null) {
    return (
      <FormDialog
        title="Promote"
        confirm="Promote"
        isDisabled
        send={async () => Promise.resolve(null)}
        onClose={onClose}
      >
        {() => <p>There is no bundle yet. Run a gate, and make a bundle of the run.</p>}
      </FormDialog>
    );
  }
  if (approving) return <ApproveDialog environment={where} onClose={() => setApproving(false)} />;
  const why = whyNotReleased(what) ?? whyNotPromoted(what, where, moves);
  const isOpen = openCommands(where).length > 0;
  const send = async () => {
    onClose();
    await promote(where.id, what.id);
    return null;
  };
  return (
    <FormDialog
      title={environment === null ? 'Promote' : `Promote to ${where.title}`}
      confirm="Promote"
      isDisabled={why !== null || isOpen}
      send={send}
      onClose={onClose}
    >
      {() => (
        <>
          {bundle !== null ? (
            <p>{bundleName(bundle)}</p>
          ) : (
            <Select
              label="Bundle"
              value={what.id}
              choices={bundles.map((one) => ({
                id: one.id,
                label: bundleName(one),
                mark: decisionMarks[one.decision],
                detail: formatMoment(one.createdAt),
              }))}
              onChange={setBundle}
            />
          )}
          {environment !== null ? null : (
            <Select
              label="Environment"
              value={where.id}
              choices={environments.map(({ id, title }) => ({ id, label: title }))}
              onChange={setEnvironment}
            />
          )}
          {why === null ? (
            <p>
              The bundle is verified again, and{' '}
              {where.gate === null ? 'its own gate' : `the gate “${gateTitle(where.gate)}”`} is asked again
              before anything is changed.
            </p>
          ) : (
            <Notice kind="warning" what={why} />
          )}
          <CommandList commands={where.commands} />
          {isOpen ? (
            <Notice
              kind="warning"
              what="Nobody approved these commands on this device."
              actions={<Button onPress={() => setApproving(true)}>Read and approve</Button>}
            />
          ) : null}
        </>
      )}
    </FormDialog>
  );
}
