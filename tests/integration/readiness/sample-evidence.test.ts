import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { EvidenceFilter } from '../../../core/domain/readiness/evidence-row.ts';
import { SAMPLE_PERSON } from '../../../core/domain/sample-person.ts';
import type { Engine } from '../../../main/engine/engine.ts';
import { temporaryFolder } from '../engine/support-folder.ts';
import { context, openEngine, take } from '../engine/test-engine.ts';

async function openSample(folder: string): Promise<Engine> {
  const engine = await openEngine({ folder, sample: true });
  await engine.idle();
  return engine;
}

async function piecesOf(engine: Engine, withdrawn = false) {
  const all = { trackerId: null, itemId: null, state: null, type: null, withdrawn };
  return (await engine.handlers.views['evidence.list'].read(EvidenceFilter.parse(all))).rows;
}

async function peopleOf(engine: Engine) {
  const { rows } = await engine.handlers.views['actors.list'].read({});
  return rows.filter(({ revokedAt }) => revokedAt === null);
}

it('the sample has evidence that verifies, a piece that fails and a stale one, each for an item', async () => {
  const engine = await openSample(temporaryFolder());
  const pieces = await piecesOf(engine);
  const states = pieces.map(({ where, state }) => [where.replace(/^evidence\//u, ''), state]);
  expect(Object.fromEntries(states)).toEqual({
    'survey-report.md#Beacon 11': 'verified',
    'lamp-rhythm.xml::rhythm.is lit by the new controller': 'verified',
    'lamp-rhythm.xml::rhythm.holds for 72 hours without the shore link': 'verified',
    'lamp-rhythm.xml::fallback.takes over within 2 seconds': 'failed',
    'radio-path.json': 'verified',
    'beacon-1.openapi.yaml#/paths/~1reports/post': 'verified',
    'beacon-1.openapi.yaml#/components/schemas/Report': 'verified',
    'wall-display.svg': 'verified',
    'spares-list.md#Lamp glass': 'verified',
    'shore-link-week.json': 'verified',
    'src/fallback.c': 'stale',
  });
  expect(pieces.every(({ itemGone }) => !itemGone)).toBe(true);
});

it('what is stale stays so when it is looked at again: its folder is not here', async () => {
  const engine = await openSample(temporaryFolder());
  const everything = { what: { of: 'tracker', trackerId: null } } as const;
  take(await engine.handlers.calls['evidence.verify'](everything, context));
  const stale = (await piecesOf(engine)).filter(({ state }) => state === 'stale');
  expect(stale.map(({ where }) => where)).toEqual(['src/fallback.c']);
});

it('evidence of the sample is as it was left: changed files fail, and what is withdrawn stays so', async () => {
  const folder = temporaryFolder();
  const engine = await openSample(folder);
  const [report] = (await piecesOf(engine)).filter(({ where }) => where.includes('survey-report'));
  const [picture] = (await piecesOf(engine)).filter(({ where }) => where.includes('wall-display'));
  if (report === undefined || picture === undefined) throw new Error('no such evidence');
  writeFileSync(join(folder, 'workspace', 'sample', 'evidence', 'survey-report.md'), '# Survey\n');
  take(await engine.handlers.calls['evidence.withdraw']({ evidenceId: picture.id }, context));
  await engine.close();
  const again = await openSample(folder);
  expect((await piecesOf(again, true)).map(({ id }) => id)).toEqual([picture.id]);
  take(
    await again.handlers.calls['evidence.verify']({ what: { of: 'evidence', ids: [report.id] } }, context),
  );
  expect((await piecesOf(again)).find(({ id }) => id === report.id)?.state).toBe('failed');
  expect(await piecesOf(again)).toHaveLength(10);
});

it('the sample has a second person whose passphrase is told, and who goes and comes with it', async () => {
  const engine = await openSample(temporaryFolder());
  const { calls } = engine.handlers;
  const second = (await peopleOf(engine)).find(({ name }) => name === SAMPLE_PERSON.name);
  expect(second).toMatchObject({ kind: 'person', unlock: 'passphrase' });
  if (second === undefined) throw new Error('no second person');
  const session = engine.openSession();
  expect(await session.unlock(second.id, 'some other words')).toMatchObject({ ok: false });
  expect(take(await session.unlock(second.id, SAMPLE_PERSON.passphrase))).toMatchObject({
    name: SAMPLE_PERSON.name,
  });
  // Also by herself.
  take(await calls['workspace.removeSample']({}, { ...context, actor: second.id, session }));
  expect((await peopleOf(engine)).map(({ name }) => name)).not.toContain(SAMPLE_PERSON.name);
  expect(await piecesOf(engine)).toEqual([]);
  const { summary } = take(await calls['workspace.loadSample']({}, context));
  expect(summary).toContain(SAMPLE_PERSON.passphrase);
  expect((await peopleOf(engine)).map(({ name }) => name)).toContain(SAMPLE_PERSON.name);
  expect(await piecesOf(engine)).toHaveLength(11);
});
