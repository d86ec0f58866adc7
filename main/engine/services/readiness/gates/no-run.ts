import { fail } from '../../../../../core/kernel/result.ts';

export function noRun(runId: string) {
  return fail(
    'gate.no-run',
    `There is no run ${runId} here: it is of another workspace, or newer ones have taken its room.`,
    { runId },
  );
}
