import type {
  MoveBegun,
  MoveEnded,
  StepName,
  StepResult,
} from '../../../../../core/domain/readiness/environment/environment.ts';
import type {
  BundleRow,
  EnvironmentRow,
} from '../../../../../core/domain/readiness/environment/release-rows.ts';
import type { MoveId } from '../../../../../core/kernel/ids.ts';
import type { EvidencePorts } from '../../../files/evidence-ports.ts';
import type { ServiceContexts } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import type { JobProgress } from '../../jobs/job-registry.ts';
import { run as runGate } from '../gates/run-gate.ts';
import { archivePath } from './kept-archives.ts';
import { runStep } from './run-step.ts';

export interface MoveToCarryOut {
  readonly kind: MoveBegun['kind'];
  readonly environment: EnvironmentRow;
  readonly bundle: BundleRow;
  readonly moveId: MoveId;
  readonly job: JobProgress;
  readonly context: ServiceContexts['actor'];
}

/**
 * A promotion asks the gate before anything is changed; a rollback brings back what worked first, and asks then, so that
 * a gate that says no keeps nobody from leaving what is broken.
 */
export async function carryOut(
  deps: EngineDeps,
  store: EvidencePorts['store'],
  { kind, environment, bundle, moveId, job, context }: MoveToCarryOut,
): Promise<MoveEnded> {
  const steps: StepResult[] = [];
  let gate: Pick<MoveEnded, 'gateRun' | 'decision'> = { gateRun: null, decision: null };
  const end = (outcome: MoveEnded['outcome'], says: string): MoveEnded => ({ outcome, says, ...gate, steps });

  /** Null where it went well, or there is no such command. */
  const step = async (name: StepName): Promise<string | null> => {
    const command = environment.commands.find((one) => one.step === name)?.command;
    if (command === undefined) return null;
    const tell = (note: string) => job.step(steps.length, environment.commands.length, note);
    tell(name);
    const result = await runStep({
      step: name,
      command,
      folder: environment.folder,
      variables: {
        QUARTERDECK_BUNDLE: archivePath(deps, bundle.archive),
        QUARTERDECK_BUNDLE_ID: bundle.id,
        QUARTERDECK_COMMIT: bundle.commit ?? '',
        QUARTERDECK_ENVIRONMENT: environment.id,
        QUARTERDECK_MOVE: moveId,
      },
      store,
      signal: job.signal,
      onLine: (line) => tell(`${name}: ${line}`),
    });
    steps.push(result);
    return result.passed ? null : result.says;
  };
  /** Null where it lets the bundle through. */
  const ask = async (): Promise<string | null> => {
    const gateId = environment.gate ?? bundle.gateId;
    const asked = { gateId, commit: bundle.commit, environment: environment.id, verify: true };
    const ran = await runGate(deps, asked, { ...context, signal: job.signal });
    if (!ran.ok) return ran.error.message;
    const { run_id, decision } = ran.value.report;
    gate = { gateRun: run_id, decision };
    return decision === 'no-go' ? ran.value.summary : null;
  };
  const runs = environment.commands.some((one) => one.step === 'apply')
    ? `${environment.title} runs ${bundle.id} now.`
    : `It is recorded that ${environment.title} runs ${bundle.id}. It names no command to apply it, so nothing was run.`;

  if (kind === 'promotion') {
    const refusal = (await step('preview')) ?? (await ask());
    if (refusal !== null) return end('refused', `Nothing was changed in ${environment.title}. ${refusal}`);
  }
  if (job.signal.aborted)
    return end('refused', `The move was cancelled. Nothing was changed in ${environment.title}.`);
  const failure = (await step('apply')) ?? (await step('canary'));
  if (failure !== null) {
    const changed = `What ${environment.title} runs is not certain. ${failure}`;
    return end('failed', kind === 'promotion' ? `${changed} Roll it back, or promote again.` : changed);
  }
  if (kind === 'promotion') return end('done', runs);
  const warning = await ask();
  return end('done', warning === null ? runs : `${runs} But the gate does not let it through: ${warning}`);
}
