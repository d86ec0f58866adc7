import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createSampleFleet, type RunningSample } from '../../../main/engine/hub/sample/sample-fleet.ts';
import { spawnedCommand } from '../../../main/shells/spawned-command.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { testEntropy } from '../db/open-workspace.ts';
import { memoryLog, type TestHub, testHub } from './hub-fixture.ts';

const root = join(import.meta.dirname, '../../..');
const working = [process.execPath, join(root, 'quarterdeck.mjs')];

interface Sample {
  readonly hub: TestHub;
  readonly sample: RunningSample;
  readonly temporary: string;
  readonly workspace: string;
}

/** A sample fleet on a hub of its own, with a temporary folder of its own. */
async function makeSample(sidecarCommand: readonly string[], url?: null): Promise<Sample> {
  const hub = await testHub();
  const temporary = tempFolder();
  vi.stubEnv('TMPDIR', temporary);
  expect(tmpdir()).toBe(temporary);
  const workspace = tempFolder();
  const sample = createSampleFleet({
    fleet: hub.core,
    entropy: testEntropy(11),
    log: memoryLog().log,
    workspace,
    hubUrl: () => (url === null ? null : hub.server.url),
    startCommand: spawnedCommand(sidecarCommand),
    onChange: () => undefined,
  });
  onTestFinished(async () => {
    await sample.stop();
    vi.unstubAllEnvs();
  });
  return { hub, sample, temporary, workspace };
}

function expectNothingLeft({ hub, sample, temporary, workspace }: Sample): void {
  expect(sample.now()).toEqual({ state: 'off', agents: 0, folder: null });
  expect(readdirSync(temporary).filter((name) => name.startsWith('quarterdeck-sample-'))).toEqual([]);
  expect(existsSync(join(workspace, 'sample-fleet.json'))).toBe(false);
  const { agents, tasks, tokens, repositories } = hub.core.now;
  expect([agents.size, tasks.size, tokens.size, repositories.size]).toEqual([0, 0, 0, 0]);
}

describe('starting and stopping the sample fleet', { timeout: 60_000 }, () => {
  test('while it starts or runs another start is refused by name, and a stop ends either', async () => {
    const made = await makeSample(working);
    const { sample } = made;
    const starting = sample.start();
    expect(sample.now().state).toBe('starting');
    expect(await sample.start()).toMatchObject({
      error: { code: 'sample.running', message: expect.stringContaining('starting') },
    });
    expect(await starting).toMatchObject({ ok: true });
    expect(await sample.start()).toMatchObject({
      error: { code: 'sample.running', message: expect.stringContaining('running already') },
    });
    const stopping = sample.stop();
    expect(await sample.start()).toMatchObject({
      error: { code: 'sample.running', message: expect.stringContaining('being removed') },
    });
    expect(await sample.stop()).toMatchObject({ ok: true });
    expect(await stopping).toMatchObject({ ok: true });
    expectNothingLeft(made);
  });

  test('told to stop while it starts, it is given up and everything is taken back', async () => {
    const made = await makeSample(working);
    const starting = made.sample.start();
    expect(await made.sample.stop()).toMatchObject({ ok: true });
    expect(await starting).toMatchObject({
      error: { code: 'sample.failed', message: expect.stringContaining('stopped while it started') },
    });
    expectNothingLeft(made);
  });

  test.each([
    ['a sidecar that cannot be started', ['/no/such/program'], /ENOENT/],
    [
      'a sidecar that ends at once',
      [process.execPath, '-e', 'console.error("out of oil"); process.exit(7)'],
      /out of oil/,
    ],
  ])('%s takes everything back and says why', async (_, command, why) => {
    const made = await makeSample(command);
    const started = await made.sample.start();
    expect(started).toMatchObject({
      error: { code: 'sample.failed', message: expect.stringMatching(why) },
    });
    expect(started).toMatchObject({ error: { message: expect.stringContaining('Nothing was left behind') } });
    expectNothingLeft(made);
  });

  test('without git it takes everything back and asks for it', async () => {
    const made = await makeSample(working);
    vi.stubEnv('PATH', made.temporary);
    expect(await made.sample.start()).toMatchObject({
      error: { code: 'sample.failed', message: expect.stringContaining('Is git installed?') },
    });
    expectNothingLeft(made);
  });

  test('without a hub that listens nothing is begun', async () => {
    const made = await makeSample(working, null);
    expect(await made.sample.start()).toMatchObject({ error: { code: 'hub.off' } });
    expectNothingLeft(made);
  });

  test('work that somebody gave its agents outlives it, and the summary says where', async () => {
    const { sample, workspace } = await makeSample(working);
    expect(await sample.start()).toMatchObject({ ok: true });
    const { folder } = sample.now();
    if (folder === null) throw new Error('a running sample has no folder');
    const kept = join(folder, 'harbour.git');
    execFileSync('git', ['--git-dir', kept, 'branch', 'quarterdeck/ta_mine', 'main']);
    expect(await sample.stop()).toMatchObject({
      value: { summary: expect.stringContaining(`but for ${kept}`) },
    });
    expect(readdirSync(folder)).toEqual(['harbour.git']);
    expect(existsSync(join(workspace, 'sample-fleet.json'))).toBe(false);
  });

  test('a note that came along in a copy of the workspace leaves the sample of the original alone', async () => {
    const original = await makeSample(working);
    expect(await original.sample.start()).toMatchObject({ ok: true });
    const { folder } = original.sample.now();
    const copy = await makeSample(working);
    vi.stubEnv('TMPDIR', original.temporary);
    copyFileSync(join(original.workspace, 'sample-fleet.json'), join(copy.workspace, 'sample-fleet.json'));
    await copy.sample.clearLeftovers();
    expect(existsSync(join(folder ?? '', 'harbour.git'))).toBe(true);
    expect(existsSync(join(copy.workspace, 'sample-fleet.json'))).toBe(false);
  });

  test('what a note of a copied workspace names elsewhere is left alone', async () => {
    const made = await makeSample(working);
    const { sample, temporary, workspace } = made;
    const elsewhere = tempFolder();
    writeFileSync(join(elsewhere, 'plan.md'), 'mine');
    mkdirSync(join(temporary, 'quarterdeck-sample-x'));
    for (const folder of [
      elsewhere,
      `${temporary}/quarterdeck-sample-x/../../${basename(elsewhere)}`,
      `${temporary}/quarterdeck-sample-x/..`,
    ]) {
      writeFileSync(
        join(workspace, 'sample-fleet.json'),
        JSON.stringify({ folder, repositoryId: 're_elsewhere' }),
      );
      await sample.clearLeftovers();
      expect(readdirSync(elsewhere)).toEqual(['plan.md']);
    }
    rmSync(join(temporary, 'quarterdeck-sample-x'), { recursive: true });
    expectNothingLeft(made);
  });
});
