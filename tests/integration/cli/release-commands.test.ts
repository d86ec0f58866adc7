import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { quarterdeck } from '../../support/command.ts';
import { git } from '../../support/git-remote.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { write } from '../engine/test-engine.ts';
import { runVerifier, unpacked } from '../node/bundle/unpacked-bundle.ts';

const PLAN = `# Orders

| ID | Name | Status |
|----|------|--------|
| M1 | Take orders | done |
`;
const GATE = `gate: orders
title: Orders may be taken
criteria:
  - id: done
    title: Orders are taken
    items: { keys: M1 }
    require: { evidence: { atLeast: 1 } }
`;
const Failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const Ran = z.object({ report: z.object({ run_id: z.string() }) });
const Created = z.object({ bundleId: z.string(), archive: z.string() });
const Verdict = z.object({
  holds: z.boolean(),
  problems: z.array(z.object({ code: z.string() })),
  signer: z.object({ fingerprint: z.string() }).nullable(),
});

async function settled() {
  const home = tempFolder();
  const shop = join(home, 'shop');
  write(join(shop, 'plan.md'), PLAN);
  write(join(shop, 'orders.md'), '# Orders\n');
  write(join(shop, 'gate.yaml'), GATE);
  git(shop, 'init', '--quiet');
  git(shop, 'add', '.');
  git(shop, 'commit', '--quiet', '-m', 'First');
  const run = (...args: string[]) => quarterdeck(args, { home, cwd: shop });
  const good = async (...args: string[]) => {
    const ended = await run(...args);
    expect([args.join(' '), ended.code, ended.err]).toEqual([args.join(' '), 0, '']);
    return ended.out;
  };
  await good('tracker', 'import', 'plan.md');
  await good('evidence', 'add', 'M1', '--type', 'doc', 'orders.md');
  await good('gate', 'set', 'gate.yaml');
  const ran = Ran.parse(JSON.parse(await good('gate', 'run', 'orders', '--commit', 'HEAD', '--json')));
  return { home, shop, run, good, runId: ran.report.run_id };
}

// Each step is a whole process that opens the workspace and closes it again.
describe('the release commands', { timeout: 240_000 }, () => {
  test('a run becomes a bundle that holds without a workspace, and does not once a byte of it is another', async () => {
    const { shop, run, good, runId } = await settled();
    expect(await good('lineage', 'check', runId)).toContain('Complete: ');
    expect(JSON.parse(await good('lineage', 'export', runId, '--format', 'in-toto'))).toMatchObject({
      payloadType: 'application/vnd.in-toto+json',
    });
    const file = join(shop, 'release.tar');
    const made = Created.parse(
      JSON.parse(await good('bundle', 'create', '--run', runId, '--out', file, '--json')),
    );
    expect(await good('bundle', 'list')).toContain(made.bundleId);
    expect(await good('bundle', 'show', made.bundleId)).toContain('verify.mjs');

    const elsewhere = tempFolder();
    const alone = (...args: string[]) => quarterdeck(args, { home: elsewhere, cwd: elsewhere });
    const verdict = Verdict.parse(JSON.parse((await alone('bundle', 'verify', file, '--json')).out));
    expect(verdict.holds).toBe(true);
    const fingerprint = verdict.signer?.fingerprint ?? '';
    expect((await alone('bundle', 'verify', file, '--trust', fingerprint)).code).toBe(0);
    expect((await alone('bundle', 'verify', file, '--trust', '0000 0000')).code).toBe(3);
    expect(runVerifier(unpacked(file), ['--trust', fingerprint]).code).toBe(0);

    const bytes = readFileSync(file);
    const at = bytes.indexOf('"decision":"go"');
    writeFileSync(
      file,
      Buffer.concat([bytes.subarray(0, at + 13), Buffer.from('n'), bytes.subarray(at + 14)]),
    );
    const changed = await alone('bundle', 'verify', file, '--json');
    expect([changed.code, Verdict.parse(JSON.parse(changed.out)).holds]).toEqual([3, false]);
    expect((await alone('bundle', 'verify', 'none.tar')).code).toBe(4);
    expect((await run('bundle', 'create', '--run', 'gr_none')).code).toBe(4);
  });

  test('it goes from environment to environment, with commands only as they were approved', async () => {
    const { run, good, runId } = await settled();
    const { bundleId } = Created.parse(JSON.parse(await good('bundle', 'create', '--run', runId, '--json')));
    // Where nothing runs, nothing is said to be certain.
    expect(await good('environment', 'list')).not.toContain('yes');
    const skipped = await run('bundle', 'promote', bundleId, 'staging', '--json');
    expect([skipped.code, Failure.parse(JSON.parse(skipped.out)).error.code]).toEqual([
      3,
      'environment.skipped',
    ]);
    await good('environment', 'set', 'dev', '--apply', 'echo applied');
    expect((await run('bundle', 'promote', bundleId, 'dev')).code).toBe(3);
    const shown = await run('environment', 'approve', 'dev');
    expect([shown.code, shown.out]).toEqual([3, expect.stringContaining('apply: echo applied')]);
    await good('environment', 'approve', 'dev', '--yes');
    expect(await good('bundle', 'promote', bundleId, 'dev')).toContain(
      'ok      The apply command succeeded. Its last line: applied',
    );
    expect(await good('environment', 'list')).toContain(bundleId);
    expect(await good('bundle', 'moves', 'dev')).toContain('promotion');
    expect((await run('bundle', 'rollback', 'dev')).code).toBe(4);
    await good('environment', 'remove', 'prod');
    expect(await good('environment', 'list')).not.toContain('prod');
  });
});
