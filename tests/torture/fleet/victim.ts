import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openTestEngine } from '../engine.ts';

/**
 * The engine that gets killed: a real hub on a real workspace. On its first start it enrols the agents and a token for
 * the submitter and writes them down; every start says where it listens.
 *
 * Arguments: folder, number of agents.
 */
const [folder = '', agents = '1'] = process.argv.slice(2);
const say = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`);
const context = { actor: null, signal: new AbortController().signal };
const keys = join(folder, 'keys.json');

const engine = await openTestEngine(join(folder, 'workspace'), {
  randomBytes: (count) => randomBytes(count),
  now: () => Date.now(),
  hub: { listen: true },
});
const { calls, views } = engine.handlers;

const status = async () => (await views['hub.status'].read({})).rows[0];
for (let now = await status(); now?.state !== 'running'; now = await status()) {
  if (now?.state === 'failed') throw new Error(`the hub does not listen: ${now.note}`);
  await new Promise<void>((resolve) => {
    const stop = engine.topics.subscribe(['hub'], () => {
      stop();
      resolve();
    });
  });
}

const known = readKeys();
if (known === null) {
  const fast = await calls['hub.setFleet'](
    { retrySeconds: 0, restartReturnSeconds: 20, returnSeconds: 5, heartbeatSeconds: 5, maxReclaims: 100 },
    context,
  );
  if (!fast.ok) throw new Error(fast.error.message);
  const free = await calls['hub.setLimits'](
    { client: '*', limits: { light: 1_000_000, normal: 1_000_000, heavy: 1_000_000 } },
    context,
  );
  if (!free.ok) throw new Error(free.error.message);
  const tool = await calls['hub.addToken']({ name: 'Submitter', scope: 'submit' }, context);
  if (!tool.ok) throw new Error(tool.error.message);
  const enrolled: object[] = [];
  for (let n = 1; n <= Number(agents); n += 1) {
    const added = await calls['agents.add']({ name: `Soak ${n}`, capabilities: [] }, context);
    if (!added.ok) throw new Error(added.error.message);
    enrolled.push({ agentId: added.value.agentId, token: added.value.token });
  }
  writeFileSync(keys, JSON.stringify({ submitter: tool.value.token, agents: enrolled }));
}
say({ ready: true, url: (await status())?.url });

process.on('SIGTERM', () => {
  void engine.close().then(() => process.exit(0));
});

function readKeys(): unknown {
  try {
    return JSON.parse(readFileSync(keys, 'utf8'));
  } catch {
    return null;
  }
}
