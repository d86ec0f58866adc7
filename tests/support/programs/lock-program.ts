import { randomBytes } from 'node:crypto';
import { HostFacts } from '../../../main/engine/host/workspace-lock.ts';
import { takeLock } from '../../../node/locks/file-lock.ts';

/** Takes the lock named by its argument, says what came of it, and holds it until its input ends. */
const [path = ''] = process.argv.slice(2);
const attempt = await takeLock(
  { path, facts: HostFacts },
  { socket: '/nowhere', key: 'k', shell: 'test', appVersion: '0' },
  { clock: { now: () => Date.now() }, entropy: { bytes: (count) => randomBytes(count) } },
);
console.log(attempt.held ? 'held' : `other ${attempt.holder.pid}`);
process.stdin.resume();
process.stdin.on('end', () => {
  if (attempt.held) attempt.lock.release();
});
