import { readFileSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { type RawData, WebSocket } from 'ws';
import { z } from 'zod';
import { hubProtocol } from '../../core/contract/hub/agent-frames.ts';
import { seeded } from '../random.ts';

/**
 * Thousands of agents in one process of their own, each on its own WebSocket, as light as can be: the machine's two cores
 * belong to the hub and the screen. Each accepts at once, reports progress twice and one line of output, and completes
 * after 8 to 12 seconds.
 *
 * Arguments: file with the hub's address and keys. On SIGTERM it prints what it measured.
 */
const Keys = z.object({
  url: z.string(),
  agents: z.array(z.object({ agentId: z.string(), token: z.string() })),
});
const Frame = z.looseObject({ t: z.string() });
const Assign = z.object({
  assignment: z.object({
    taskId: z.string(),
    generation: z.number(),
    metadata: z.object({ at: z.coerce.number() }),
  }),
});

const { url, agents } = Keys.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
const random = seeded(1);
const assignedAfter: number[] = [];
let completed = 0;
let refused = 0;
let welcomed = 0;

const textOf = (data: RawData): string =>
  (Array.isArray(data)
    ? Buffer.concat(data)
    : Buffer.isBuffer(data)
      ? data
      : Buffer.from(new Uint8Array(data))
  ).toString('utf8');

const facts = {
  host: 'bench',
  platform: 'linux',
  version: '0',
  capabilities: [],
  executors: [{ kind: 'shell' }],
};
const spent = { cost: { micros: 1200, currency: 'USD' }, tokensIn: 900, tokensOut: 80 };

/** So many handshakes at once: sidecars don't come all in one moment. */
const atOnce = 100;

for (const [index, { agentId, token }] of agents.entries()) {
  if (index % atOnce === 0) await wait(100);
  const socket = new WebSocket(`${url.replace('http', 'ws')}/agents`, {
    headers: { authorization: `Bearer ${token}` },
    perMessageDeflate: false,
  });
  let n = 0;
  const send = (frame: object): void => {
    n += 1;
    socket.send(JSON.stringify({ ...frame, n }));
  };
  socket.on('open', () => {
    send({ t: 'hello', protocol: hubProtocol, agentId, facts, holding: [], resources: null });
    setInterval(() => send({ t: 'heartbeat', resources: null }), 10_000);
  });
  socket.on('message', (data) => {
    const text = textOf(data);
    const { t } = Frame.parse(JSON.parse(text));
    if (t === 'welcome') {
      welcomed += 1;
      if (welcomed === agents.length) writeSync(1, 'connected\n');
    }
    if (t === 'refused') refused += 1;
    if (t !== 'assign') return;
    const { taskId, generation, metadata } = Assign.parse(JSON.parse(text)).assignment;
    assignedAfter.push(Date.now() - metadata.at);
    const attempt = { taskId, generation };
    send({ t: 'accept', ...attempt });
    const length = 8000 + random.below(4000);
    const note = (percent: number) =>
      send({ t: 'progress', ...attempt, percent, note: `at ${percent} %`, spent });
    setTimeout(() => note(30), length * 0.3);
    setTimeout(() => {
      note(70);
      const line = { at: Date.now(), stream: 'stdout', text: 'counting' };
      send({ t: 'output', ...attempt, lines: [line], cutLines: 0, cutBytes: 0 });
    }, length * 0.7);
    setTimeout(() => {
      const result = {
        summary: 'counted',
        model: 'bench',
        branch: null,
        commit: null,
        pullRequest: null,
        verified: null,
      };
      send({ t: 'complete', ...attempt, result, spent, transcript: { lines: [], cutLines: 0, cutBytes: 0 } });
      completed += 1;
    }, length);
  });
  socket.on('error', (error) => writeSync(2, `${error.message}\n`));
}

process.on('SIGTERM', () => {
  const { user, system } = process.cpuUsage();
  writeSync(1, `${JSON.stringify({ assignedAfter, completed, refused, cpuMs: (user + system) / 1000 })}\n`);
  process.exit(0);
});
