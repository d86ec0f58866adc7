/**
 * Makes `tests/fixtures/workspaces/schema-N.sqlite.gz` for the schema N of this code: a workspace that was used. What it
 * wrote once is frozen: it refuses to write a file again. `npx node <this file> HOME`, where HOME is the folder that the
 * paths in it begin with.
 */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { CallName, InputOf, OutputOf } from '../../../core/contract/index.ts';
import { contract } from '../../../core/contract/index.ts';
import type { ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import { openWritable } from '../../../db/connection.ts';
import { migrations } from '../../../db/migrations/embedded.ts';
import type { Engine } from '../../../main/engine/engine.ts';
import type { CrashPoint } from '../../../main/engine/options.ts';
import { openTestEngine } from '../../torture/engine.ts';
import { connectTestAgent } from '../fleet/agent-client.ts';
import { clientOf } from '../fleet/fleet-workspace.ts';

const [, , home] = process.argv;
if (home === undefined) throw new Error('Name the folder that the paths begin with.');
const fixtures = join(import.meta.dirname, '..', '..', 'fixtures');
const frozen = join(fixtures, 'workspaces', `schema-${migrations.length}.sqlite.gz`);
if (existsSync(frozen)) throw new Error(`${frozen} is frozen.`);

const HOUR = 3_600_000;
const toStory = Date.UTC(2026, 10, 16, 8) - Date.now();
let ahead = 0;
const now = (): number => Date.now() + toStory + ahead;
const pass = (hours: number): void => {
  ahead += hours * HOUR;
};
/** Hours; none while an agent is connected, which an absence of a minute would cut off. */
let betweenCalls = 0.02;
let drawn = 0;
const randomBytes = (count: number): Uint8Array => {
  drawn += 1;
  return new Uint8Array(createHash('shake256', { outputLength: count }).update(`frozen ${drawn}`).digest());
};

const workspace = join(home, 'quarterdeck');
let crashAt: CrashPoint | null = null;
const engine: Engine = await openTestEngine(workspace, {
  randomBytes,
  now,
  crashPoint: (name) => {
    if (name === crashAt) throw new Error(`stopped at ${name}`);
  },
  steady: () => performance.now() + ahead,
  hub: { listen: true },
});

const client = clientOf(engine);

async function call<Name extends CallName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
  const answer = await client.call(name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}: ${answer.error.message}`);
  pass(betweenCalls);
  return answer.value;
}

async function imported(from: string, to: string): Promise<{ trackerId: TrackerId; path: string }> {
  const path = join(home ?? '', to);
  mkdirSync(join(path, '..'), { recursive: true });
  copyFileSync(join(fixtures, from), path);
  const { imported: made } = await call('trackers.import', { paths: [path], profile: null, mapping: null });
  const [one] = made;
  if (one === undefined) throw new Error(`${path} was not imported`);
  return { trackerId: one.trackerId, path };
}

async function itemsOf(trackerId: TrackerId) {
  const input = contract['trackers.items'].input.parse({
    trackerId,
    filter: {},
    sort: { by: 'document', descending: false },
    window: { start: 0, limit: 500 },
  });
  return (await engine.handlers.views['trackers.items'].read(input)).rows;
}

async function itemNamed(trackerId: TrackerId, start: string): Promise<ItemId> {
  const found = (await itemsOf(trackerId)).find((row) => row.title.startsWith(start));
  if (found === undefined) throw new Error(`no item ${start}`);
  return found.id;
}

async function set(trackerId: TrackerId, item: string, field: string, value: string): Promise<void> {
  const itemId = await itemNamed(trackerId, item);
  const edits = [{ kind: 'set-field' as const, itemId, field, value }];
  await call('trackers.edit', { trackerId, edits, log: null, actorId: null });
}

/** Another program saves a text that it read before the edits made here. */
async function saveOutside(
  { trackerId, path }: { trackerId: TrackerId; path: string },
  text: string,
): Promise<void> {
  writeFileSync(path, text);
  utimesSync(path, now() / 1000, now() / 1000);
  await call('trackers.recheck', { trackerId });
}

async function tellOfTrackers(): Promise<void> {
  await call('workspace.loadSample', {});
  const plan = await imported('cli/harbour-plan.md', 'plans/harbour-plan.md');
  const status = await imported('trackers/harbour-status.md', 'harbour/docs/status.md');
  const kettle = await imported('trackers/kettle-milestones.md', 'harbour/docs/kettle.md');
  const queue = await imported('trackers/dock-queue.yaml', 'harbour/dock-queue.yaml');
  const exported = await imported('trackers/ferry-readiness-exported.md', 'plans/ferry.md');
  const note = await call('trackers.create', {
    template: 'programme-status',
    name: 'Pilot roster',
    path: null,
  });

  pass(20);
  await set(plan.trackerId, 'Order the crane', 'status', 'done');
  const crew = await itemNamed(plan.trackerId, 'Train the crew');
  await call('trackers.edit', {
    trackerId: plan.trackerId,
    edits: [
      { kind: 'set-field', itemId: crew, field: 'date', value: '2026-07-03' },
      { kind: 'set-field', itemId: crew, field: 'owner', value: 'Noor' },
      { kind: 'duplicate-item', itemId: crew },
    ],
    log: null,
    actorId: null,
  });
  await call('trackers.undo', { trackerId: plan.trackerId });
  await call('trackers.redo', { trackerId: plan.trackerId });
  await call('trackers.undo', { trackerId: plan.trackerId });

  pass(30);
  const unseen = readFileSync(status.path, 'utf8');
  await set(status.trackerId, 'M1', 'status', 'done');
  await set(status.trackerId, 'Berth plan', 'status', 'in-progress');
  await saveOutside(status, unseen.replace('May 8, 2026 | in-progress', 'May 8, 2026 | blocked'));
  await saveOutside(status, readFileSync(status.path, 'utf8').replace('Pile tests (', 'Pile test series ('));
  pass(2);
  const beforeClosing = readFileSync(status.path, 'utf8');
  await set(status.trackerId, 'Cap beams', 'status', 'in-progress');
  await saveOutside(status, beforeClosing.replace('waiting for steel', 'blocked'));
  const conflicts = (await engine.handlers.views['conflicts.list'].read({ trackerId: null, resolved: false }))
    .rows;
  const [first, ...open] = conflicts;
  if (first === undefined || open.length === 0)
    throw new Error(`${conflicts.length} conflicts, expected two`);
  await call('conflicts.resolve', { conflictId: first.id, keep: 'mine' });

  const [task] = await itemsOf(queue.trackerId);
  if (task === undefined) throw new Error('the queue is empty');
  await set(queue.trackerId, task.title, 'status', 'done');
  await set(note.trackerId, 'M0', 'notes', 'Everybody was there.');
  await call('trackers.remap', {
    trackerId: kettle.trackerId,
    profile: null,
    mapping: { columns: {}, words: { simmering: 'active' } },
  });
  await call('trackers.rename', { trackerId: kettle.trackerId, name: 'Kettles' });
  await call('trackers.remove', { trackerId: kettle.trackerId });
  await call('trackers.restore', { trackerId: kettle.trackerId });
  await call('trackers.remove', { trackerId: exported.trackerId });
  rmSync(exported.path);
  await engine.idle();

  const [finding] = (await engine.handlers.views['findings.list'].read({ trackerId: null, accepted: false }))
    .rows;
  if (finding === undefined) throw new Error('nothing was found');
  await call('findings.accept', { findingId: finding.id, reason: 'Known since the survey.' });
  await call('settings.set', { theme: 'dark', density: 'compact', staleAfterDays: 21 });
  await call('layout.set', {
    key: 'table:trackers.items',
    value: { columns: ['title', 'status'], sort: 'due' },
  });
  await call('actors.add', { name: 'Noor', passphrase: 'a long enough passphrase' });
}

async function urlOfHub(): Promise<string> {
  const url = (await engine.handlers.views['hub.status'].read({})).rows[0]?.url ?? null;
  if (url === null) throw new Error('the hub does not listen');
  return url;
}

async function tellOfTheFleet(): Promise<void> {
  await call('hub.setFleet', { returnSeconds: 600, retrySeconds: 0 });
  await call('endpoints.add', {
    name: 'Chart room',
    kind: 'ollama',
    url: 'http://127.0.0.1:1',
    tiers: ['trivial'],
  });
  await call('repositories.add', { url: 'https://example.org/harbour/api.git', name: 'api' });
  const { tokenId } = await call('hub.addToken', { name: 'Release script', scope: 'submit' });
  await call('hub.setLimits', { client: tokenId, limits: { light: 100, normal: 50, heavy: 5 } });
  const { agentId, token } = await call('agents.add', { name: 'Brass Petrel' });
  await call('agents.add', { name: 'Idle Heron' });
  const agent = await connectTestAgent({ url: await urlOfHub(), token, agentId });
  const work = { kind: 'shell' as const, command: 'make check' };

  const sample = (await engine.handlers.views['trackers.list'].read({})).rows[0];
  if (sample === undefined) throw new Error('no tracker');
  const [item] = await itemsOf(sample.id);
  if (item === undefined) throw new Error('no item');
  const link = { trackerId: sample.id, itemId: item.id, statusWhenDone: 'done' };
  await call('tasks.submit', { task: { description: 'Check the light', work, link } });
  await agent.complete(await agent.takeOffer(), true);
  await call('tasks.submit', { task: { description: 'Never works', work, retries: 0 } });
  await agent.fail(await agent.takeOffer(), 'No paper in the plotter.');
  await call('tasks.submit', { task: { description: 'Goes on', work } });
  await agent.takeOffer();
  const { taskId } = await call('tasks.submit', { task: { description: 'Waits', work, lane: 'low' } });
  await call('tasks.submit', { task: { description: 'Waits for the other', work, dependsOn: [taskId] } });
  await call('tasks.saveTemplate', {
    name: 'Light',
    about: 'The usual',
    task: { description: 'Check a light', work },
  });
  await agent.drop();
}

await tellOfTrackers();
betweenCalls = 0;
await tellOfTheFleet();
await engine.idle();

// What a kill leaves: an edit that is decided and not in its file.
const left = (await engine.handlers.views['trackers.list'].read({})).rows.find(
  (row) => row.name === 'Harbour renewal',
);
if (left === undefined) throw new Error('the plan is not listed');
crashAt = 'after-intent';
await set(left.id, 'Survey', 'status', 'in-progress').then(
  () => Promise.reject(new Error('the edit was not stopped')),
  () => undefined,
);
client.close();
await engine.close();

const copy = join(home, 'copy.sqlite');
const db = openWritable(join(workspace, 'quarterdeck.db'));
db.prepare('VACUUM INTO ?').run(copy);
db.close();
mkdirSync(join(frozen, '..'), { recursive: true });
writeFileSync(frozen, gzipSync(readFileSync(copy), { level: 9 }));
process.stdout.write(`${frozen}\n`);
