import { useState } from 'react';
import { GateRunId } from '../../../../core/kernel/ids.ts';
import { shellWord } from '../../../../core/kernel/shell-word.ts';
import { explain } from '../../../bridge/failure-messages.ts';
import { call, useView } from '../../../bridge/hooks.ts';
import {
  decisionLabels,
  decisionMarks,
  type GateRun,
} from '../../../domains/readiness/release/gate-labels.ts';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { CopyButton } from '../../../ui/inputs/copy-button.tsx';
import { Select } from '../../../ui/inputs/select.tsx';
import { FormDialog } from '../../../ui/overlays/form-dialog.tsx';
import { formatMoment } from '../../../ui/text/format.ts';
import { FileField } from '../file-field.tsx';
import type { Bundle } from '../release-model.ts';

interface CreateDialogProps {
  /** The run that it is made of; any other word: which one is asked. */
  readonly runId: string;
  readonly onMade: (bundleId: Bundle['id']) => void;
  readonly onClose: () => void;
}

/** Makes a bundle of a run; the copy is for whoever is to verify it elsewhere. */
export function CreateDialog({ runId, onMade, onClose }: CreateDialogProps) {
  const runs = useView('gates.runs', { gateId: null });
  const [chosen, setChosen] = useState(GateRunId.safeParse(runId).data ?? null);
  const [file, setFile] = useState('');
  const run = chosen ?? runs.rows[0]?.id ?? null;
  const at = file.trim();
  const send = async () => {
    if (run === null) return null;
    const answer = await call('bundles.create', { runId: run, file: at === '' ? null : at });
    if (!answer.ok) return explain(answer.error);
    showToast({ kind: answer.value.complete ? 'done' : 'info', text: answer.value.summary });
    onMade(answer.value.bundleId);
    return null;
  };
  return (
    <FormDialog
      title="Make a bundle"
      confirm="Make it"
      isDisabled={run === null}
      send={send}
      onClose={onClose}
      actions={
        run === null ? undefined : (
          <CopyButton
            label="Copy the command"
            text={() =>
              `quarterdeck bundle create --run ${run} --out ${at === '' ? 'bundle.tar' : shellWord(at)}`
            }
          >
            Copy the command
          </CopyButton>
        )
      }
    >
      {() =>
        run === null ? (
          <p>
            {runs.phase === 'loading'
              ? 'The runs of gates are being read.'
              : 'No gate was run yet. A bundle is made of a run: run a gate first.'}
          </p>
        ) : (
          <>
            <Select
              label="Run"
              value={run}
              choices={runs.rows.map(runChoice)}
              onChange={(id) => setChosen(GateRunId.safeParse(id).data ?? null)}
            />
            <FileField
              label="Copy to"
              hint="Optional. A file that is not there yet, on the machine of the engine. The bundle is kept in this workspace in any case."
              placeholder="/tmp/release.tar"
              value={file}
              onChange={setFile}
            />
          </>
        )
      }
    </FormDialog>
  );
}

function runChoice({ id, gateTitle, decision, at, failed, total }: GateRun) {
  return {
    id,
    label: `${gateTitle}: ${decisionLabels[decision].toLowerCase()}`,
    mark: decisionMarks[decision],
    detail: `${formatMoment(at)}, ${total - failed} of ${total} met`,
  };
}
