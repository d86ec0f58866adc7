import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ok } from '../../../core/kernel/result.ts';
import { createCallGateway } from '../../../main/engine/wire/call-gateway.ts';
import { createWireServer } from '../../../main/engine/wire/wire-server.ts';
import { workspaceIdentity } from '../../../main/engine/workspace-identity.ts';
import { startWebServer } from '../../../main/web/web-server.ts';
import { openTestEngine } from '../engine.ts';

/**
 * A real engine with its hub and its web shell, every answer of it checked against the contract. Says in lines of JSON that
 * it is ready, when it was busy with one thing for too long, and a fresh link for each line it is sent.
 *
 * Argument: folder.
 */
const [folder = ''] = process.argv.slice(2);
/** Nothing that is sent may keep the engine for longer. */
const MOST_MS = 1000;
const say = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`);
const workspace = join(folder, 'workspace');
const screens = join(folder, 'screens');
const entropy = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
mkdirSync(join(screens, 'assets'), { recursive: true });
writeFileSync(join(screens, 'index.html'), '<!doctype html><title>Screens</title>');
writeFileSync(join(screens, 'assets', 'app.js'), 'export {};');
const tarball = join(folder, 'quarterdeck.tgz');
writeFileSync(tarball, 'a package');

const engine = await openTestEngine(workspace, {
  randomBytes: (count) => randomBytes(count),
  now: () => Date.now(),
  hub: { listen: true, tarball: async () => ok({ file: tarball, name: 'quarterdeck.tgz' }) },
});
const { handlers, log, topics } = engine;
const wire = createWireServer({
  gateway: createCallGateway({ handlers, log, entropy, verify: true }),
  topics,
  workspace: workspaceIdentity(workspace),
  appVersion: '0.0.0-test',
  openSession: () => engine.openSession(),
});
const web = await startWebServer({
  folder: workspace,
  identity: workspaceIdentity(workspace),
  screens,
  port: null,
  clock: { now: () => Date.now() },
  entropy,
  accept: (port) => wire.accept(port),
});
if (!web.ok) throw new Error(web.error.message);

let before = process.threadCpuUsage();
setInterval(() => {
  const { user, system } = process.threadCpuUsage(before);
  before = process.threadCpuUsage();
  const took = Math.round((user + system) / 1000);
  if (took > MOST_MS) say({ stalled: took });
}, 50);

createInterface({ input: process.stdin }).on('line', () => say({ link: web.value.link() }));
process.on('SIGTERM', () => {
  void wire
    .drain(10_000)
    .then(() => web.value.close())
    .then(() => engine.close())
    .then(() => process.exit(0));
});
say({ ready: true });
