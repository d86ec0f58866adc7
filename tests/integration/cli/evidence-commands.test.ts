import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { quarterdeck } from '../../support/command.ts';
import { git } from '../../support/git-remote.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { write } from '../engine/test-engine.ts';

const PLAN = `# Orders

| ID | Name | Status |
|----|------|--------|
| M1 | Take orders | done |
| M2 | Send orders | in progress |
`;
const REPORT = `<testsuites><testsuite name="orders">
<testcase classname="orders" name="places an order"/>
<testcase classname="orders" name="sends an order"><failure message="timeout"/></testcase>
</testsuite></testsuites>
`;
const API = `openapi: 3.1.0
info: { title: Orders, version: '1' }
paths:
  /orders:
    get: { responses: { '200': { description: All of them } } }
`;

const Failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const Added = z.object({ evidenceId: z.string(), result: z.string(), says: z.string() });
const Verified = z.object({
  verified: z.number(),
  others: z.number(),
  rows: z.array(z.object({ result: z.string(), where: z.string(), itemTitle: z.string() })),
});
const Listed = z.array(z.object({ id: z.string(), state: z.string(), where: z.string(), note: z.string() }));

/** A repository with a plan, what proves it, and a workspace that knows the plan. */
async function settled() {
  const home = tempFolder();
  const shop = join(home, 'shop');
  write(join(shop, 'plan.md'), PLAN);
  write(join(shop, 'docs', 'orders.md'), '# Orders\n\n## Rollback\n\nTurn it off.\n');
  write(join(shop, 'openapi.yaml'), API);
  write(join(shop, 'build', 'report.xml'), REPORT);
  git(shop, 'init', '--quiet');
  git(shop, 'add', '.');
  git(shop, 'commit', '--quiet', '-m', 'First');
  const run = (...args: string[]) => quarterdeck(args, { home, cwd: shop });
  const imported = await run('tracker', 'import', 'plan.md');
  expect([imported.code, imported.err]).toEqual([0, '']);
  return { home, shop, run, commit: git(shop, 'rev-parse', 'HEAD') };
}

// Each step is a whole process that opens the workspace and closes it again.
describe('the evidence commands', { timeout: 240_000 }, () => {
  test('every type is added by its locator and verified; what no longer holds ends with 3', async () => {
    const { shop, run, commit } = await settled();
    const locators = [
      ['doc', 'docs/orders.md#Rollback'],
      ['contract', 'openapi.yaml#/paths/~1orders/get'],
      ['code', commit],
      ['code', `docs/orders.md@${commit.slice(0, 10)}`],
      ['test', 'build/report.xml::orders.places an order'],
      ['artifact', 'build/report.xml'],
    ] as const;
    for (const [type, locator] of locators) {
      const added = await run('evidence', 'add', 'M1', '--type', type, locator, '--tier', 'ci-run', '--json');
      expect([locator, added.code, added.err]).toEqual([locator, 0, '']);
      expect([locator, Added.parse(JSON.parse(added.out)).result]).toEqual([locator, 'verified']);
    }
    const good = await run('evidence', 'verify', 'M1', '--json');
    expect([good.code, Verified.parse(JSON.parse(good.out)).verified]).toEqual([0, locators.length]);

    writeFileSync(join(shop, 'build', 'report.xml'), REPORT.replace('places', 'ships'));
    const bad = await run('evidence', 'verify', '--json');
    const failed = Verified.parse(JSON.parse(bad.out)).rows.filter(({ result }) => result !== 'verified');
    expect([bad.code, failed.map(({ where }) => where)]).toEqual([
      3,
      ['build/report.xml::orders.places an order', 'build/report.xml'],
    ]);
    const told = await run('evidence', 'list', 'M1', '--state', 'failed', '--json');
    expect([told.code, Listed.parse(JSON.parse(told.out)).map(({ where }) => where)]).toEqual([
      0,
      ['build/report.xml'],
    ]);
    const rebuilt = await run('rebuild', '--verify', '--json');
    expect([rebuilt.code, JSON.parse(rebuilt.out)]).toMatchObject([0, { same: true }]);
  });

  test('a file from elsewhere is kept; evidence is shown, withdrawn and restored', async () => {
    const { home, run } = await settled();
    const mail = write(join(home, 'mail', 'photo.png'), 'a photo');
    const note = 'Seen \u001b[31mon site';
    const added = await run(
      'evidence',
      'add',
      'Send orders',
      '--type',
      'artifact',
      '../mail/photo.png',
      '--note',
      note,
      '--fresh-days',
      '3',
      '--json',
    );
    expect([added.code, added.err]).toEqual([0, '']);
    const { evidenceId } = Added.parse(JSON.parse(added.out));
    rmSync(mail);
    expect((await run('evidence', 'verify', 'M2')).code).toBe(0);
    const shown = await run('evidence', 'show', evidenceId);
    expect([shown.code, shown.out]).toEqual([0, expect.stringContaining('a verification counts for 3 days')]);
    expect(shown.out).not.toContain('\u001b');

    const withdrawn = await run('evidence', 'withdraw', evidenceId);
    expect([withdrawn.code, withdrawn.out]).toEqual([0, expect.stringMatching(/^Withdrawn: /u)]);
    expect((await run('evidence', 'list')).out).toBe('No evidence.\n');
    const listed = await run('evidence', 'list', '--withdrawn', '--json');
    expect(Listed.parse(JSON.parse(listed.out)).map(({ id }) => id)).toEqual([evidenceId]);
    expect((await run('evidence', 'restore', evidenceId)).code).toBe(0);
    expect((await run('evidence', 'list', 'M2')).out).toContain('artifact');
  });

  test('a number is held to its baseline, and to another one when somebody decides so', async () => {
    const { shop, run } = await settled();
    write(join(shop, 'bench.json'), '{"max_p95_ms": 431, "endpoints": {"list orders": 400}}');
    const add = [
      'evidence',
      'add',
      'M1',
      'bench.json',
      '--type',
      'artifact',
      '--measure',
      'json:/max_p95_ms',
    ];
    const added = await run(
      ...add,
      '--baseline',
      './bench.json#/endpoints/list orders',
      '--guard',
      '+10%',
      '--json',
    );
    expect([added.code, added.err]).toEqual([0, '']);
    const { evidenceId, says } = Added.parse(JSON.parse(added.out));
    expect(says).toContain('is 431, at most 440 (+10% on the baseline 400, from bench.json');
    const guarded = await run('evidence', 'guard', evidenceId, '--baseline', '420', '--guard', '+1%');
    expect([guarded.code, guarded.out]).toEqual([3, expect.stringContaining('has to be at most 424.2')]);
    expect((await run('evidence', 'show', evidenceId)).out).toContain('held to at most 424.2');
    expect((await run('evidence', 'verify', 'M1')).code).toBe(3);
    const rebuilt = await run('rebuild', '--verify', '--json');
    expect([rebuilt.code, JSON.parse(rebuilt.out)]).toMatchObject([0, { same: true }]);
    expect((await run('evidence', 'guard', evidenceId, '--none')).code).toBe(0);
    expect((await run('evidence', 'guard', evidenceId, '--baseline', '4')).code).toBe(2);
    const bad = await run('evidence', 'add', 'M1', 'bench.json', '--type', 'artifact', '--guard', 'ten');
    expect([bad.code, bad.err]).toEqual([2, expect.stringContaining('is no guard; write +10%')]);
    const doc = ['evidence', 'add', 'M1', 'docs/orders.md', '--type', 'doc'];
    expect((await run(...doc, '--measure', 'json:/a')).code).toBe(2);
  });

  test('tier, freshness and note can be changed, each by itself', async () => {
    const { run } = await settled();
    const added = await run('evidence', 'add', 'M1', 'docs/orders.md', '--type', 'doc', '--json');
    const { evidenceId } = Added.parse(JSON.parse(added.out));
    const row = async () =>
      z.array(z.unknown()).parse(JSON.parse((await run('evidence', 'list', '--json')).out))[0];
    const changed = await run('evidence', 'change', evidenceId, '--tier', 'ci-run', '--fresh-days', '14');
    expect([changed.code, changed.err]).toEqual([0, '']);
    expect(await row()).toMatchObject({ tier: 'ci-run', freshDays: 14, note: '' });
    await run('evidence', 'change', evidenceId, '--fresh-days', 'always', '--note', 'night run');
    expect(await row()).toMatchObject({ tier: 'ci-run', freshDays: null, note: 'night run' });
    expect((await run('evidence', 'change', evidenceId)).code).toBe(2);
    expect((await run('evidence', 'change', 'ed_nothing', '--note', 'x')).code).toBe(4);
  });

  test('what is wrong is said by its code', async () => {
    const { run } = await settled();
    const fails = async (...args: string[]) => {
      const { code, out } = await run('evidence', ...args, '--json');
      return [code, Failure.parse(JSON.parse(out)).error.code];
    };
    expect(await fails('add', 'M9', '--type', 'doc', 'docs/orders.md')).toEqual([4, 'item.not-found']);
    expect(await fails('add', 'M1', '--type', 'test', 'build/report.xml')).toEqual([
      2,
      'evidence.bad-locator',
    ]);
    expect(await fails('add', 'M1', '--type', 'artifact', '../nothing.tgz')).toEqual([4, 'file.missing']);
    expect(await fails('withdraw', 'ed_nothing')).toEqual([4, 'evidence.not-found']);
    await run('evidence', 'add', 'M1', '--type', 'doc', 'docs/orders.md');
    expect(await fails('add', 'M1', '--type', 'doc', 'docs/orders.md')).toEqual([5, 'evidence.exists']);
    const usage = await run('evidence', 'add', 'M1', '--type', 'photo', 'docs/orders.md');
    expect(usage.code).toBe(2);
    const help = await run('evidence', 'add', '--help');
    expect(help.out).toContain('report.xml::suite.class.test name');
  });
});
