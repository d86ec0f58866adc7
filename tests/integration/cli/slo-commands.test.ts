import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { quarterdeck } from '../../support/command.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { write } from '../engine/test-engine.ts';

const PLAN = '# Orders\n\n| ID | Name | Status |\n|---|---|---|\n| M1 | Take orders | done |\n';
const POLICY = `policy: orders
title: What orders keep
stages: [prod]
profiles: [strict, transitional]
objectives:
  - id: p95
    title: p95 latency
    unit: ms
    better: lower
    thresholds:
      - { soft: 280, hard: 300 }
      - { profile: transitional, soft: 400, hard: 500 }
    sources: [{ file: latency.json, measure: 'json:/p95' }]
  - { id: parity, title: Parity, better: higher, thresholds: [{ hard: 0.9 }] }
`;
const Added = z.object({ evidenceId: z.string() });
const Checked = z.object({
  standings: z.array(z.object({ objective: z.string(), result: z.string(), blocks: z.boolean() })),
});

async function settled() {
  const home = tempFolder();
  const shop = join(home, 'shop');
  write(join(shop, 'plan.md'), PLAN);
  write(join(shop, 'slo.yaml'), POLICY);
  write(join(shop, 'latency.json'), '{"p95": 310}');
  const run = (...args: string[]) => quarterdeck(args, { home, cwd: shop });
  expect((await run('tracker', 'import', 'plan.md')).code).toBe(0);
  return { shop, run };
}

// Each step is a whole process that opens the workspace and closes it again.
describe('the slo commands', { timeout: 240_000 }, () => {
  test('a policy is kept and checked; what blocks ends with 3, by profile', async () => {
    const { shop, run } = await settled();
    expect((await run('slo', 'validate', 'slo.yaml')).code).toBe(0);
    expect(await run('slo', 'set', 'slo.yaml')).toMatchObject({ code: 0, err: '' });
    const proof = await run('evidence', 'add', 'M1', 'plan.md', '--type', 'doc', '--json');
    const { evidenceId } = Added.parse(JSON.parse(proof.out));
    const value = ['slo', 'value', 'add', 'orders', 'parity', '0.95', '--stage', 'prod'];
    const typed = await run(...value, '--evidence', evidenceId, '--measured', '2026-01-01T00:00:00Z');
    expect([typed.code, typed.err]).toEqual([0, '']);

    const bad = await run('slo', 'check', 'orders', '--json');
    expect([bad.code, Checked.parse(JSON.parse(bad.out)).standings]).toEqual([
      3,
      [
        { objective: 'p95', result: 'hard-fail', blocks: true },
        { objective: 'parity', result: 'pass', blocks: false },
      ],
    ]);
    expect((await run('slo', 'check', '--profile', 'transitional')).code).toBe(0);
    writeFileSync(join(shop, 'latency.json'), '{"p95": 200}');
    const good = await run('slo', 'check');
    expect([good.code, good.out]).toEqual([
      0,
      expect.stringContaining('1 value read; 0 of 2 objectives block'),
    ]);

    rmSync(join(shop, 'latency.json'));
    const gone = await run('slo', 'check');
    expect([gone.code, gone.out]).toEqual([3, expect.stringContaining('latency.json is not there')]);
  });

  test('what was read is listed and outlives a rebuild', async () => {
    const { shop, run } = await settled();
    expect((await run('slo', 'set', 'slo.yaml')).code).toBe(0);
    await run('slo', 'check');
    writeFileSync(join(shop, 'latency.json'), '{"p95": 200}');
    await run('slo', 'check');
    expect((await run('slo', 'list', '--stage', 'prod')).out).toContain('p95 latency is 200 ms at prod');
    const history = await run('slo', 'history', 'orders', 'p95', '--stage', 'prod');
    expect(history.out).toMatch(/310 +hard-fail[\s\S]*200 +pass/u);
    expect((await run('slo', 'show', 'orders')).out).toBe(POLICY);
    expect((await run('slo', 'policies')).out).toContain('What orders keep');
    const rebuilt = await run('rebuild', '--verify', '--json');
    expect([rebuilt.code, JSON.parse(rebuilt.out)]).toMatchObject([0, { same: true }]);
  });

  test('what is wrong is said by its code, and with its line', async () => {
    const { run, shop } = await settled();
    write(join(shop, 'bad.yaml'), POLICY.replace('better: lower', 'better: slower'));
    const bad = await run('slo', 'validate', 'bad.yaml');
    expect([bad.code, bad.out]).toEqual([3, expect.stringMatching(/^bad\.yaml:9: /u)]);
    expect((await run('slo', 'set', 'bad.yaml')).code).toBe(2);
    expect((await run('slo', 'set', 'nothing.yaml')).code).toBe(4);
    expect((await run('slo', 'show', 'orders')).code).toBe(4);
    expect((await run('slo', 'check', 'orders')).code).toBe(4);
    // Nothing to keep is nothing kept.
    expect((await run('slo', 'check')).code).toBe(3);
    expect((await run('slo', 'remove', 'orders')).code).toBe(4);
    expect((await run('slo', 'value', 'withdraw', 'x')).code).toBe(4);
  });
});
