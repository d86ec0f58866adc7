import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { checkSteps } from './check-steps.ts';

/**
 * `npm run check`: everything a machine can say about the code, in one run, all of it even when one part fails. As many
 * steps run at a time as there are cores.
 */
const root = join(import.meta.dirname, '..');
const waiting = [...checkSteps(root, join(root, 'node_modules/.cache/check'))];
const count = waiting.length;
const began = performance.now();
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
let failed = 0;

async function work(): Promise<void> {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const started = performance.now();
    console.log(`start  ${step.name}`);
    const problem = await step.run().catch((error: unknown) => String(error));
    console.log(`${problem === null ? 'ok    ' : 'FAILED'} ${step.name} (${seconds(started)})`);
    if (problem === null) continue;
    failed += 1;
    console.log(problem.trimEnd());
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, work));
console.log(
  `${failed === 0 ? 'check: all clean' : `check: ${failed} of ${count} failed`} (${seconds(began)})`,
);
process.exitCode = failed === 0 ? 0 : 1;
