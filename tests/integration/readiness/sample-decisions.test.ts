import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SAMPLE_PERSON } from '../../../core/domain/sample-person.ts';
import type { Engine } from '../../../main/engine/engine.ts';
import { temporaryFolder } from '../engine/support-folder.ts';
import { context, openEngine, take, testClock } from '../engine/test-engine.ts';

async function openSample(folder: string): Promise<Engine> {
  const engine = await openEngine({ folder, sample: true });
  await engine.idle();
  return engine;
}

const everything = { trackerId: null, state: null, mine: false, words: '' };

async function signoffsOf({ handlers: { views } }: Engine) {
  const { rows } = await views['signoffs.list'].read(everything);
  return Object.fromEntries(rows.map(({ itemTitle, state }) => [itemTitle.slice(0, 15), state]));
}

async function waitingOn({ handlers: { views } }: Engine) {
  const { rows } = await views['bridge.needs'].read({});
  return rows.flatMap(({ kind, title }) =>
    ['review', 'sign-off', 'gate'].includes(kind) ? [`${kind}: ${title.slice(0, 15)}`] : [],
  );
}

async function objectivesOf({ handlers: { views } }: Engine) {
  const { rows } = await views['slo.standings'].read({ policy: null, stage: null, profile: null });
  return rows.map(({ objective, result, blocks }) => [objective, result, blocks]);
}

async function everythingOf(engine: Engine) {
  const { views } = engine.handlers;
  const gaps = await views['signoffs.gaps'].read({ trackerId: null, itemId: null, open: true });
  const exceptions = await views['exceptions.list'].read({ gateId: 'cutover-night' });
  const runs = await views['gates.runs'].read({ gateId: 'cutover-night' });
  return {
    signoffs: await signoffsOf(engine),
    waits: await waitingOn(engine),
    openGaps: gaps.rows.length,
    objectives: await objectivesOf(engine),
    exceptions: exceptions.rows.filter(({ state }) => state === 'active').length,
    runs: runs.rows.length,
  };
}

const LOADED = {
  signoffs: {
    'B-02: Spare lam': 'signed',
    'Message format ': 'stale',
    'M2 First lamp r': 'returned',
    'Wall display sh': 'requested',
  },
  waits: ['review: Wall display sh', 'sign-off: Message format '],
  openGaps: 1,
  objectives: [
    ['report-delay', 'soft-fail', true],
    ['missed-reports', 'pass', false],
  ],
  exceptions: 1,
  runs: 2,
};

it('the sample has sign-offs in every state, and the status of what is signed follows in its file', async () => {
  const folder = temporaryFolder();
  const engine = await openSample(folder);
  expect(await everythingOf(engine)).toEqual(LOADED);
  const { rows } = await engine.handlers.views['signoffs.list'].read(everything);
  const signed = rows.find(({ state }) => state === 'signed');
  expect(signed?.cell.state).toBe('written');
  expect(signed?.roles[0]?.signed?.by).not.toBe(signed?.requested?.by);
  const checklist = join(folder, 'workspace', 'sample', 'cutover-night-checklist.md');
  expect(readFileSync(checklist, 'utf8')).toContain('- [x] **B-02**: Spare lamp glass on board');
});

it('its gate says no-go, and its two runs differ by what was signed', async () => {
  const engine = await openSample(temporaryFolder());
  const { views, calls } = engine.handlers;
  const [after, before] = (await views['gates.runs'].read({ gateId: 'cutover-night' })).rows;
  if (after === undefined || before === undefined) throw new Error('it did not run twice');
  expect([before.decision, after.decision]).toEqual(['no-go', 'no-go']);
  const compared = take(await calls['gates.compare']({ before: before.id, after: after.id }, context));
  const changes = compared.comparison.checks.map(({ check_id, change }) => [check_id, change]);
  expect(changes).toEqual([
    ['spares', 'met'],
    ['before-sunset', 'changed'],
    ['message-format', 'broken'],
  ]);
  const { report } = take(await calls['gates.report']({ runId: after.id }, context));
  expect(report.checks.map(({ check_id, exceptions }) => [check_id, exceptions.length])).toContainEqual([
    'shore-line',
    1,
  ]);
});

it('none of it comes twice, and what was decided since stays', async () => {
  const folder = temporaryFolder();
  const engine = await openSample(folder);
  const { rows } = await engine.handlers.views['signoffs.list'].read(everything);
  const waits = rows.find(({ state }) => state === 'requested');
  if (waits === undefined) throw new Error('nothing waits');
  take(
    await engine.handlers.calls['signoffs.withdraw'](
      { itemId: waits.itemId, role: null, what: 'request' },
      context,
    ),
  );
  take(await engine.handlers.calls['slo.remove']({ policy: 'shore-line' }, context));
  const left = await everythingOf(engine);
  await engine.close();
  expect(await everythingOf(await openSample(folder))).toEqual(left);
});

it('a sample that was cut off while it was signed is finished by the next start', async () => {
  const folder = temporaryFolder();
  const cutOff = await openEngine({
    folder,
    sample: true,
    crashPoint: (name) => {
      if (name === 'after-signature') throw new Error('cut off');
    },
  });
  await cutOff.idle();
  expect(await everythingOf(cutOff)).toMatchObject({ signoffs: { 'B-02: Spare lam': 'signed' }, runs: 1 });
  await cutOff.close();
  expect(await everythingOf(await openSample(folder))).toEqual(LOADED);
});

it('nothing of it waits for anybody once it is taken out, and all of it is back when it is loaded again', async () => {
  const folder = temporaryFolder();
  const clock = testClock();
  const engine = await openEngine({ folder, sample: true, clock });
  await engine.idle();
  const { calls } = engine.handlers;
  const session = engine.openSession();
  const { rows: people } = await engine.handlers.views['actors.list'].read({});
  const second = people.find(({ name }) => name === SAMPLE_PERSON.name);
  if (second === undefined) throw new Error('no second person');
  take(await session.unlock(second.id, SAMPLE_PERSON.passphrase));
  for (const acting of [{ ...context, actor: second.id, session }, context]) {
    take(await calls['workspace.removeSample']({}, acting));
    clock.forward(60_000);
    const gone = await everythingOf(engine);
    expect(gone).toMatchObject({ waits: [], openGaps: 0, objectives: [], exceptions: 0 });
    expect(gone.signoffs).toEqual({});
    const { rows: gates } = await engine.handlers.views['gates.list'].read({});
    expect(gates.map(({ id }) => id)).not.toContain('cutover-night');
    take(await calls['workspace.loadSample']({}, context));
    expect(await everythingOf(engine)).toEqual(LOADED);
  }
});
