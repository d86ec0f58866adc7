import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contract, type InputOf } from '../../../core/contract/index.ts';
import { parseLocator } from '../../../core/domain/readiness/locator-text.ts';
import { parseGuardBound } from '../../../core/domain/readiness/measure/guard.ts';
import { parseMeasure } from '../../../core/domain/readiness/measure/measure-text.ts';
import { temporaryFolder } from '../engine/support-folder.ts';
import { context, importOne, itemNamed, openEngine, take, testClock, write } from '../engine/test-engine.ts';

const PLAN = `# Convergence

| Workstream | Criterion | Status |
|----|------|--------|
| WS1 | Latency stays within the guard | not met |
`;

const latency = (p95: number): string =>
  JSON.stringify({
    generated_at: '2026-02-22T10:00:00Z',
    ws1_latency: {
      endpoint_benchmarks: [{ name: 'list orders', p95_ms: p95 }],
      max_endpoint_p95_ms: p95,
      regression_guard_threshold_pct: 10,
    },
  });
const BASELINE = JSON.stringify({ threshold_pct: 10, endpoint_p95_ms: { 'list orders': 400 } });
const P95 = 'json:/ws1_latency/max_endpoint_p95_ms';

async function opened() {
  const folder = temporaryFolder();
  const house = join(folder, 'house');
  const path = write(join(house, 'plan.md'), PLAN);
  write(join(house, 'docs', 'latency.json'), latency(431));
  write(join(house, 'docs', 'baseline.json'), BASELINE);
  const engine = await openEngine({ folder, clock: testClock() });
  const trackerId = await importOne(engine, path);
  const itemId = (await itemNamed(engine, trackerId, 'Latency')).id;
  const { calls, views } = engine.handlers;
  const add = (
    file: string,
    more: Partial<InputOf<'evidence.add'>> & { measure?: string; subject?: string },
  ) => {
    const { measure, subject, ...rest } = more;
    const locator = {
      ...take(parseLocator('artifact', file)),
      ...(measure === undefined ? {} : { measure: take(parseMeasure(measure)) }),
      ...(subject === undefined ? {} : { subject }),
    };
    return calls['evidence.add'](
      contract['evidence.add'].input.parse({ itemId, folder: null, locator, ...rest }),
      context,
    );
  };
  const row = async () => {
    const filter = { trackerId, itemId: null, state: null, type: null, withdrawn: false };
    const [first] = (await views['evidence.list'].read(filter)).rows;
    if (first === undefined) throw new Error('no evidence');
    return first;
  };
  const verify = () => calls['evidence.verify']({ what: { of: 'tracker', trackerId } }, context);
  return { calls, house, add, row, verify };
}

const bound = (text: string) => take(parseGuardBound(text));

describe('evidence that is a number', () => {
  it('holds while the number stays within its guard, and says both numbers when it does not', async () => {
    const { add, row, verify, house } = await opened();
    const guard = { bound: bound('+10%'), baseline: 400 };
    expect(take(await add('docs/latency.json', { measure: P95, guard }))).toMatchObject({
      result: 'verified',
      says: `In docs/latency.json, ${P95} is 431, at most 440 (+10% on the baseline 400).`,
    });
    expect(await row()).toMatchObject({
      where: `docs/latency.json ${P95}`,
      state: 'verified',
      digest: null,
      guard: { baseline: 400, may: 'rise', by: 10, unit: 'percent', from: '' },
      verification: { value: 431 },
    });

    write(join(house, 'docs', 'latency.json'), latency(441));
    take(await verify());
    expect(await row()).toMatchObject({
      state: 'failed',
      verification: {
        value: 441,
        says: `In docs/latency.json, ${P95} is 441, and has to be at most 440 (+10% on the baseline 400).`,
      },
    });

    // A report is written anew all the time: it counts as long as its number holds.
    write(join(house, 'docs', 'latency.json'), `${latency(390)}\n`);
    take(await verify());
    expect(await row()).toMatchObject({ state: 'verified', verification: { value: 390 } });

    rmSync(join(house, 'docs', 'latency.json'));
    take(await verify());
    expect(await row()).toMatchObject({ state: 'missing', verification: { value: null } });
  });

  it('takes its baseline from a file, once, and says from which', async () => {
    const { add, row, verify, house } = await opened();
    const baseline = {
      file: 'docs/baseline.json',
      measure: take(parseMeasure('json:/endpoint_p95_ms/list orders')),
    };
    take(await add('docs/latency.json', { measure: P95, guard: { bound: bound('+10%'), baseline } }));
    const guard = { baseline: 400, from: 'docs/baseline.json json:/endpoint_p95_ms/list orders' };
    expect(await row()).toMatchObject({ state: 'verified', guard });
    write(join(house, 'docs', 'baseline.json'), BASELINE.replace('400', '1'));
    take(await verify());
    expect(await row()).toMatchObject({ state: 'verified', guard });
  });

  it('is held to another baseline by a decision, which is looked at at once', async () => {
    const { add, row, calls } = await opened();
    const { evidenceId } = take(
      await add('docs/latency.json', { measure: P95, guard: { bound: bound('+10%'), baseline: 400 } }),
    );
    const changed = await calls['evidence.guard'](
      { evidenceId, guard: { bound: bound('+2%'), baseline: 400 } },
      context,
    );
    expect(take(changed)).toMatchObject({ result: 'failed', says: expect.stringContaining('at most 408') });
    expect(await row()).toMatchObject({ id: evidenceId, state: 'failed' });
    take(await calls['evidence.guard']({ evidenceId, guard: null }, context));
    expect(await row()).toMatchObject({ state: 'verified', guard: null });
  });

  it('keeps its guard out of what names it, and a new one counts when it is added again', async () => {
    const { add, row, calls } = await opened();
    const guard = { bound: bound('+1%'), baseline: 400 };
    const first = take(await add('docs/latency.json', { measure: P95, guard }));
    take(await calls['evidence.withdraw']({ evidenceId: first.evidenceId }, context));
    const again = take(await add('docs/latency.json', { measure: P95 }));
    expect(again.evidenceId).toBe(first.evidenceId);
    expect(await row()).toMatchObject({ guard: null, state: 'verified' });
  });

  it('refuses a guard where nothing is measured, and a baseline that is no number', async () => {
    const { add } = await opened();
    const guard = { bound: bound('+1%'), baseline: 400 };
    expect(await add('docs/latency.json', { guard })).toMatchObject({
      error: { code: 'evidence.no-measure' },
    });
    const baseline = { file: 'docs/gone.json', measure: take(parseMeasure('json:/a')) };
    const answer = await add('docs/latency.json', { measure: P95, guard: { ...guard, baseline } });
    expect(answer).toMatchObject({ error: { code: 'evidence.no-baseline' } });
  });

  it('fails for open high results of static analysis where nobody says how many may be open', async () => {
    const { add, row, house } = await opened();
    const tool = { driver: { name: 'lint' } };
    const runs = [{ tool, results: [{ level: 'error' }, { level: 'note' }] }];
    write(join(house, 'lint.sarif'), JSON.stringify({ version: '2.1.0', runs }));
    expect(take(await add('lint.sarif', { measure: 'sarif:high' }))).toMatchObject({
      result: 'failed',
      says: 'In lint.sarif, sarif:high is 1, and has to be at most 0 (the baseline).',
    });
    expect(await row()).toMatchObject({ state: 'failed', verification: { value: 1 } });
  });

  it.each(['failed', 'errored'])('fails for tests that %s where nobody says how many may', async (count) => {
    const { add, row, house } = await opened();
    const tests = '<testcase name="a"><failure/></testcase><testcase name="b"><error/></testcase>';
    write(join(house, 'tests.xml'), `<testsuite>${tests}</testsuite>`);
    expect(take(await add('tests.xml', { measure: `junit:${count}` }))).toMatchObject({ result: 'failed' });
    expect(await row()).toMatchObject({ state: 'failed', verification: { value: 1 } });
  });

  it('may be a statement that has to be about a file, as the file is now', async () => {
    const { add, row, verify, house } = await opened();
    write(join(house, 'dist', 'app.tgz'), 'app');
    const sha256 = createHash('sha256').update('app').digest('hex');
    const statement = {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'app.tgz', digest: { sha256 } }],
      predicateType: 'https://slsa.dev/provenance/v1',
    };
    write(join(house, 'provenance.json'), JSON.stringify(statement));
    take(await add('provenance.json', { subject: 'dist/app.tgz' }));
    expect(await row()).toMatchObject({ where: 'provenance.json about dist/app.tgz', state: 'verified' });
    write(join(house, 'dist', 'app.tgz'), 'another app');
    take(await verify());
    expect(await row()).toMatchObject({ state: 'failed' });
    rmSync(join(house, 'dist', 'app.tgz'));
    take(await verify());
    expect(await row()).toMatchObject({ state: 'missing' });
  });

  it('refuses a statement from elsewhere about a file of the repository', async () => {
    const { add, house } = await opened();
    const elsewhere = write(join(house, '..', 'mail', 'provenance.json'), '{}');
    expect(await add(elsewhere, { subject: 'docs/latency.json' })).toMatchObject({
      error: { code: 'evidence.bad-locator' },
    });
  });
});
