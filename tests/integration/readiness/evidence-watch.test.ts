import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { contract } from '../../../core/contract/index.ts';
import type { EvidenceType } from '../../../core/domain/readiness/evidence.ts';
import { EvidenceFilter } from '../../../core/domain/readiness/evidence-row.ts';
import { parseLocator } from '../../../core/domain/readiness/locator-text.ts';
import type { EvidenceId } from '../../../core/kernel/ids.ts';
import type { Engine } from '../../../main/engine/engine.ts';
import type { EvidencePorts } from '../../../main/engine/files/evidence-ports.ts';
import { watchFreshness } from '../../../main/engine/services/readiness/evidence/freshness-watch.ts';
import { testWorkspace } from '../db/open-workspace.ts';
import { addPlan } from '../db/plan.ts';
import { temporaryFolder } from '../engine/support-folder.ts';
import { context, importOne, itemNamed, openEngine, take, testClock, write } from '../engine/test-engine.ts';
import { addDoc, itemOfPlan } from './plan-evidence.ts';

const PLAN = '# Plan\n\n| ID | Name | Status |\n|----|------|--------|\n| M1 | Door | done |\n';
const HOUR = 3_600_000;
const AT_ONCE = { quiet: 20, ask: 40, due: 24 * HOUR };

async function opened() {
  const folder = temporaryFolder();
  const house = join(folder, 'house');
  const path = write(join(house, 'plan.md'), PLAN);
  write(join(house, 'docs', 'door.md'), '# Door\n');
  const clock = testClock(Date.now());
  const options = { folder, clock, evidenceTimes: AT_ONCE, watch: true };
  const engine = await openEngine(options);
  const trackerId = await importOne(engine, path);
  const door = (await itemNamed(engine, trackerId, 'Door')).id;
  const add = async (type: EvidenceType, text: string) => {
    const locator = take(parseLocator(type, text));
    const input = contract['evidence.add'].input.parse({ itemId: door, locator, folder: null });
    return take(await engine.handlers.calls['evidence.add'](input, context)).evidenceId;
  };
  clock.forward(1000);
  const added = await add('doc', 'docs/door.md');
  const history = async (of: Engine = engine, evidenceId: EvidenceId = added) =>
    take(await of.handlers.calls['evidence.show']({ evidenceId }, context)).history;
  return { folder, house, engine, clock, options, add, history, door };
}

const stateOf = async (engine: Engine) => {
  const all = { trackerId: null, itemId: null, state: null, type: null, withdrawn: false };
  return (await engine.handlers.views['evidence.list'].read(EvidenceFilter.parse(all))).rows[0]?.state;
};

it('is looked at again by itself when its file changes, goes and comes back', async () => {
  const { house, engine, clock } = await opened();
  clock.forward(1000);
  write(join(house, 'docs', 'door.md'), '# Window\n');
  await expect.poll(() => stateOf(engine), { timeout: 10_000 }).toBe('failed');
  clock.forward(1000);
  rmSync(join(house, 'docs', 'door.md'));
  await expect.poll(() => stateOf(engine), { timeout: 10_000 }).toBe('missing');
  clock.forward(1000);
  write(join(house, 'docs', 'door.md'), '# Door\n');
  await expect.poll(() => stateOf(engine), { timeout: 10_000 }).toBe('verified');
});

it('that is a statement is looked at again when the file changes that it is about', async () => {
  const { house, engine, clock, history, door } = await opened();
  write(join(house, 'app.tgz'), 'app');
  const sha256 = createHash('sha256').update('app').digest('hex');
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'app.tgz', digest: { sha256 } }],
    predicateType: 'https://slsa.dev/provenance/v1',
  };
  write(join(house, 'about.json'), JSON.stringify(statement));
  const locator = { type: 'artifact', file: 'about.json', subject: 'app.tgz' };
  const input = contract['evidence.add'].input.parse({ itemId: door, locator, folder: null });
  const { evidenceId } = take(await engine.handlers.calls['evidence.add'](input, context));
  await engine.idle();
  const last = async () => (await history(engine, evidenceId))[0]?.result;
  // A watch that begins tells of every file once, which is one look.
  for (const [text, result] of [
    ['another app', 'failed'],
    ['app', 'verified'],
    ['a third', 'failed'],
  ] as const) {
    clock.forward(1000);
    write(join(house, 'app.tgz'), text);
    await expect.poll(last, { timeout: 10_000 }).toBe(result);
  }
});

it('is looked at once a day, by nobody in particular, and not where its folder is away', async () => {
  const { clock, history, engine, house, folder, add } = await opened();
  await engine.idle();
  expect(await history()).toHaveLength(1);
  clock.forward(25 * HOUR);
  await expect.poll(async () => (await history()).length).toBe(2);
  expect(await history()).toMatchObject([{ result: 'verified', by: null }, { result: 'verified' }]);
  rmSync(house, { recursive: true });
  await expect.poll(async () => (await history())[0]?.result, { timeout: 10_000 }).toBe('unreachable');
  expect(await stateOf(engine)).toBe('verified');
  const before = (await history()).length;
  const copied = await add('artifact', write(join(folder, 'mail', 'door.tgz'), 'door'));
  clock.forward(25 * HOUR);
  await expect.poll(async () => (await history(engine, copied)).length).toBe(2);
  expect(await history()).toHaveLength(before);
});

it('gets no new line by a start that finds its file as it was', async () => {
  const { engine, options, history } = await opened();
  const [last] = await history();
  if (last === undefined) throw new Error('never looked at');
  const { result, says, digest, commit } = last;
  await engine.close();
  let looks = 0;
  const verify: EvidencePorts['verify'] = () => {
    looks += 1;
    return Promise.resolve({ result, says, digest, commit });
  };
  const put = () => Promise.reject(new Error('nothing is copied'));
  const again = await openEngine({ ...options, evidence: { verify, store: { put, open: put } } });
  await expect.poll(() => looks).toBeGreaterThan(0);
  await again.idle();
  expect(await history(again)).toHaveLength(1);
});

it('is called stale as soon as its days are over, without anything being written', async () => {
  const ws = testWorkspace();
  const trackerId = addPlan(ws);
  const signing = { actorId: ws.actorId, sign: () => 'signed' };
  let told = 0;
  const stop = watchFreshness(ws.db, ws.clock, () => (told += 1), 5);
  addDoc(ws.db, signing, trackerId, itemOfPlan(ws.db, trackerId, 'Lay keel'), { freshDays: 1 });
  ws.clock.pass(24 * HOUR - 1);
  const later = addDoc(ws.db, signing, trackerId, itemOfPlan(ws.db, trackerId, 'Raise mast'), {
    freshDays: 1,
  });
  expect(later).toBeDefined();
  expect(told).toBe(0);
  ws.clock.pass(1);
  await expect.poll(() => told).toBe(1);
  ws.clock.pass(24 * HOUR);
  await expect.poll(() => told).toBe(2);
  stop();
});
