import { randomBytes } from 'node:crypto';
import { runSidecar, sidecarTimes } from '../../../sidecar/sidecar-program.ts';

/**
 * A sidecar as a process of its own. Arguments: the agent's folder; `point:pass`, where it ends itself without a word
 * on the n-th time it comes there, or `-`.
 */
const [folder = '', wanted = '-'] = process.argv.slice(2);
const cut = wanted.lastIndexOf(':');
const point = wanted.slice(0, cut);
let passes = Number(wanted.slice(cut + 1));

const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());

const reason = await runSidecar({
  folder,
  version: '0.0.0',
  environment: process.env,
  clock: { now: () => Date.now() },
  timekeeper: { moment: () => ({ wall: Date.now(), steady: performance.now() }) },
  entropy: { bytes: (count) => new Uint8Array(randomBytes(count)) },
  signal: stop.signal,
  log: ({ level, message }) => process.stdout.write(`${level} ${message}\n`),
  times: { ...sidecarTimes, firstMs: 5, capMs: 20, answerMs: 2000 },
  moment(at) {
    if (at !== point) return;
    passes -= 1;
    if (passes === 0) process.kill(process.pid, 'SIGKILL');
  },
});
process.stdout.write(`ended ${reason.kind}\n`);
