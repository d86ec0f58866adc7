import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { GateReport } from '../../../core/domain/readiness/gate/report.ts';
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
const GATE = `gate: release
title: Orders may be released
criteria:
  - id: tested
    title: Orders are tested at this commit
    items: { keys: M1 }
    require: { evidence: { commit: candidate } }
  - id: finished
    title: Everything is finished
    items: { tracker: Orders }
`;
const Failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const Ran = z.object({ report: GateReport });

async function settled() {
  const home = tempFolder();
  const shop = join(home, 'shop');
  write(join(shop, 'plan.md'), PLAN);
  write(join(shop, 'gate.yaml'), GATE);
  git(shop, 'init', '--quiet');
  git(shop, 'add', '.');
  git(shop, 'commit', '--quiet', '-m', 'First');
  const commit = git(shop, 'rev-parse', 'HEAD');
  const run = (...args: string[]) => quarterdeck(args, { home, cwd: shop });
  const imported = await run('tracker', 'import', 'plan.md');
  expect([imported.code, imported.err]).toEqual([0, '']);
  return { home, shop, run, commit };
}

// Each step is a whole process that opens the workspace and closes it again.
describe('the gate commands', { timeout: 240_000 }, () => {
  test('a gate is checked, kept, run for a commit, let through by an exception and compared', async () => {
    const { shop, run, commit } = await settled();
    writeFileSync(join(shop, 'bad.yaml'), GATE.replace('keys: M1', 'key: M1'));
    const bad = await run('gate', 'check', 'bad.yaml');
    expect([bad.code, bad.out]).toEqual([3, 'bad.yaml:6: There is no field "key" here.\n']);
    expect((await run('gate', 'set', 'bad.yaml')).code).toBe(2);
    const checked = await run('gate', 'check', 'gate.yaml');
    expect([checked.code, checked.out.split('\n')[0]]).toEqual([0, 'NO-GO  Orders may be released']);
    expect((await run('gate', 'runs')).out).toBe('No runs.\n');

    expect((await run('gate', 'set', 'gate.yaml')).code).toBe(0);
    expect((await run('evidence', 'add', 'M1', '--type', 'code', commit)).code).toBe(0);
    const nowhere = await run('gate', 'run', 'release', '--commit', 'c0ffee00', '--json');
    expect([nowhere.code, Failure.parse(JSON.parse(nowhere.out)).error.code]).toEqual([4, 'gate.no-commit']);

    const first = await run('gate', 'run', 'release', '--commit', 'HEAD', '--report', '.', '--json');
    const { report } = Ran.parse(JSON.parse(first.out));
    expect([first.code, report.decision, report.inputs.commit]).toEqual([3, 'no-go', commit]);
    expect(report.checks.map(({ check_id, passed }) => [check_id, passed])).toEqual([
      ['tested', true],
      ['finished', false],
    ]);
    const written: unknown = JSON.parse(
      readFileSync(join(shop, 'release_readiness_gate_report.json'), 'utf8'),
    );
    expect(written).toEqual(report);

    const given = ['--owner', 'Jon', '--reason', 'Due on Monday', '--rollback', 'Turn it off'];
    const added = await run('exception', 'add', '--gate', 'release', ...given, '--expires', '2099-01-31');
    expect([added.code, added.err]).toEqual([0, '']);
    const second = await run('gate', 'run', 'release', '--commit', commit.slice(0, 10), '--json');
    const after = Ran.parse(JSON.parse(second.out)).report;
    expect([second.code, after.decision]).toEqual([0, 'conditional-go']);

    const diff = await run('gate', 'diff', report.run_id, after.run_id);
    expect([diff.code, diff.out.split('\n').slice(0, 2)]).toEqual([
      0,
      ['no-go before, conditional-go after', 'Changed: exceptions.'],
    ]);
    const [id = ''] = /ex_\S+/u.exec(added.out) ?? [];
    expect((await run('exception', 'revoke', id)).code).toBe(0);
    expect((await run('exception', 'list')).out).toMatch(/^State .*\nrevoked /u);
    expect((await run('gate', 'run', 'release', '--commit', commit)).code).toBe(3);
    expect((await run('gate', 'show', report.run_id)).out).toContain('What would make it go:');
    expect((await run('gate', 'remove', 'release')).code).toBe(0);
    expect((await run('gate', 'run', 'release')).code).toBe(4);
  });

  test('what another release process wrote is read, and taken in as what it means', async () => {
    const { shop, run } = await settled();
    const put = (name: string, value: unknown) => writeFileSync(join(shop, name), JSON.stringify(value));
    const report = {
      contract: 'release_readiness_gate_v1',
      status: 'passed',
      decision: 'go',
      checks: [{ check_id: 'job_result:smoke', passed: true, severity: 'high', detail: 'passed' }],
    };
    put('report.json', report);
    put('no.json', { ...report, status: 'failed', decision: 'no-go' });
    put('policy.json', { version: 1, profiles: { strict: { max_high_failures: 0 } } });
    expect((await run('gate', 'import', 'report.json')).out).toBe('release gate: go, 0 of 1 check failed\n');
    expect((await run('gate', 'import', 'report.json', '--item', 'M1')).code).toBe(0);
    expect((await run('gate', 'import', 'no.json', '--item', 'M1')).code).toBe(3);
    expect((await run('evidence', 'list', 'M1')).out).toContain('report.json');
    expect((await run('gate', 'import', 'policy.json', '--profile', 'loose')).code).toBe(4);
    expect((await run('gate', 'import', 'policy.json', '--profile', 'strict')).code).toBe(0);
    expect((await run('gate', 'run', 'release-gate-strict')).code).toBe(0);
    expect((await run('gate', 'import', 'plan.md')).code).toBe(2);
    expect(existsSync(join(shop, 'release_readiness_gate_report.json'))).toBe(false);
  });
});
