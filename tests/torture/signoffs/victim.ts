import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { contract } from '../../../core/contract/index.ts';
import type { Result } from '../../../core/kernel/result.ts';
import { itemNamed } from '../../integration/engine/test-engine.ts';
import { openTestEngine } from '../engine.ts';

/**
 * The process that gets killed while an item is put up or signed off.
 *
 * Arguments: workspace folder, the step (`request` or `approve`) in which it dies, and at which named point.
 */
const [folder = '', step = '', point = ''] = process.argv.slice(2);
let armed = false;
const engine = await openTestEngine(join(folder, 'workspace'), {
  randomBytes: (count) => randomBytes(count),
  now: () => Date.now(),
  crashPoint(name) {
    if (armed && name === point) process.kill(process.pid, 'SIGKILL');
  },
});
const { calls } = engine.handlers;
const context = { actor: null, signal: new AbortController().signal };
const imported = good(
  await calls['trackers.import'](
    { paths: [join(folder, 'readiness.md')], profile: null, mapping: null },
    context,
  ),
);
const trackerId = imported.imported[0]?.trackerId;
if (trackerId === undefined) throw new Error('the tracker was not imported');
good(
  await calls['signoffs.setPolicy'](
    {
      policy: {
        roles: [{ id: 'security', title: 'Security', holders: [] }],
        required: ['security'],
        ownRequests: true,
        evidence: { atLeast: 0, tier: 'claimed' },
      },
    },
    context,
  ),
);
const { id: itemId } = await itemNamed(engine, trackerId, 'Keel');
armed = step === 'request';
good(await calls['signoffs.request'](contract['signoffs.request'].input.parse({ itemId }), context));
armed = true;
good(await calls['signoffs.approve'](contract['signoffs.approve'].input.parse({ itemId }), context));
throw new Error(`nothing passed ${point}`);

function good<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
