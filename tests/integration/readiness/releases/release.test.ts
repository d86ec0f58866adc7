import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CREATE_BUNDLE_JOB } from '../../../../core/contract/bundles.ts';
import { contract, type InputOf, type RowOf } from '../../../../core/contract/index.ts';
import { verifyBundle } from '../../../../node/bundle/verify-bundle.ts';
import { nodeFiles } from '../../../../node/files/node-files.ts';
import { temporaryFolder } from '../../engine/support-folder.ts';
import {
  context,
  importOne,
  itemNamed,
  openEngine,
  take,
  testClock,
  until,
  write,
} from '../../engine/test-engine.ts';
import { runVerifier, unpacked } from '../../node/bundle/unpacked-bundle.ts';

const PLAN = `# Plan

| ID | Name | Status |
|----|------|--------|
| M1 | Door | done |
| M2 | Roof | done |
`;
const GATE = `gate: house
title: The house may be used
criteria:
  - id: done
    title: Door and roof are done
    items: { keys: "M1, M2" }
    require: { evidence: { atLeast: 1 } }
`;

async function opened() {
  const folder = temporaryFolder();
  const clock = testClock();
  const path = write(join(folder, 'house', 'plan.md'), PLAN);
  write(join(folder, 'house', 'docs', 'door.md'), '# Door\n');
  write(join(folder, 'house', 'roof.bin'), 'slates');
  const engine = await openEngine({ folder, clock });
  const trackerId = await importOne(engine, path);
  const { calls, views } = engine.handlers;
  const add = async (item: string, file: string, type: 'doc' | 'artifact') =>
    take(
      await calls['evidence.add'](
        contract['evidence.add'].input.parse({
          itemId: (await itemNamed(engine, trackerId, item)).id,
          locator: type === 'doc' ? { type, file, heading: null } : { type, file },
          folder: null,
        }),
        context,
      ),
    );
  await add('Door', 'docs/door.md', 'doc');
  await add('Roof', 'roof.bin', 'artifact');
  take(await calls['gates.save']({ text: GATE }, context));
  const run = async () =>
    take(await calls['gates.run'](contract['gates.run'].input.parse({ gateId: 'house' }), context)).report;
  const create = async (file: string | null = null) =>
    calls['bundles.create']({ runId: (await run()).run_id, file }, context);
  const made = async () => take(await create()).bundleId;
  const environment = async (id: string): Promise<RowOf<'environments.list'>> => {
    const { rows } = await views['environments.list'].read({});
    const found = rows.find((row) => row.id === id);
    if (found === undefined) throw new Error(`no environment ${id}`);
    return found;
  };
  const moves = async () => (await views['environments.moves'].read({ environmentId: null })).rows;
  const save = async (input: InputOf<'environments.save'>) =>
    take(await calls['environments.save'](contract['environments.save'].input.parse(input), context));
  const approve = async (environmentId: string) => {
    const { commands } = await environment(environmentId);
    const shown = commands.map(({ step, command }) => ({ step, command }));
    return calls['environments.approve']({ environmentId, commands: shown }, context);
  };
  const promote = async (environmentId: string, bundleId: Awaited<ReturnType<typeof made>>) =>
    calls['environments.promote']({ environmentId, bundleId }, context);
  const rollBack = (environmentId: string) => calls['environments.rollback']({ environmentId }, context);
  return {
    folder,
    house: join(folder, 'house'),
    engine,
    calls,
    views,
    run,
    create,
    made,
    environment,
    moves,
    save,
    approve,
    promote,
    rollBack,
  };
}

describe('a bundle of a run', () => {
  it('holds for everybody: the app, the verifier in it, and who only has the file', async () => {
    const { folder, create, calls } = await opened();
    const file = join(folder, 'out', 'release.tar');
    write(join(folder, 'out', 'note.txt'), '');
    const { bundleId, complete } = take(await create(file));
    expect(complete).toBe(true);
    const signal = new AbortController().signal;
    const verdict = take(await verifyBundle(nodeFiles, file, { trust: [], signal }));
    expect(verdict).toMatchObject({ holds: true, problems: [], bundleId });
    expect(take(await calls['bundles.verify']({ what: { bundleId }, trust: [] }, context))).toMatchObject({
      verdict: { holds: true },
      signerName: verdict.signer?.name,
    });
    const place = unpacked(file);
    expect(runVerifier(place)).toMatchObject({ code: 0 });
    expect(readdirSync(join(place, 'evidence'))).toHaveLength(2);
    expect(readFileSync(join(place, 'viewer.html'), 'utf8')).toContain('The house may be used: go');
  });

  it('is listed with who made it, and shown with what is in it', async () => {
    const { made, views, calls } = await opened();
    const bundleId = await made();
    const { rows } = await views['bundles.list'].read({});
    expect(rows).toMatchObject([
      { id: bundleId, gateId: 'house', decision: 'go', lineageComplete: true, runsIn: [] },
    ]);
    const shown = take(await calls['bundles.show']({ bundleId }, context));
    expect(shown).toMatchObject({ manifest: { bundle: bundleId }, problems: [], moves: [] });
  });

  it('is not made of evidence that changed since the run, and leaves nothing behind', async () => {
    const { house, folder, run, calls } = await opened();
    const { run_id: runId } = await run();
    writeFileSync(join(house, 'roof.bin'), 'tiles!');
    expect(await calls['bundles.create']({ runId, file: null }, context)).toMatchObject({
      error: { code: 'bundle.evidence-changed' },
    });
    rmSync(join(house, 'roof.bin'));
    expect(await calls['bundles.create']({ runId, file: null }, context)).toMatchObject({
      error: { code: 'file.missing' },
    });
    expect(
      readdirSync(folder, { recursive: true }).filter((name) => /\.(?:tar|incoming)$/u.test(String(name))),
    ).toEqual([]);
  });

  it('is not made of a run whose gate is another one by now', async () => {
    const { run, calls } = await opened();
    const { run_id: runId } = await run();
    take(await calls['gates.save']({ text: GATE.replace('The house', 'A house') }, context));
    expect(await calls['bundles.create']({ runId, file: null }, context)).toMatchObject({
      error: { code: 'bundle.no-gate' },
    });
  });

  it('writes over no file', async () => {
    const { folder, create } = await opened();
    const file = write(join(folder, 'taken.tar'), 'mine');
    expect(await create(file)).toMatchObject({ error: { code: 'file.exists' } });
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('is not made when that is cancelled, which is no error, and nothing is left', async () => {
    const { folder, engine, run, calls, views } = await opened();
    const { run_id: runId } = await run();
    const job = async () => {
      const { rows } = await views['jobs.list'].read({});
      return rows.find(({ title }) => title === CREATE_BUNDLE_JOB);
    };
    const stop = new AbortController();
    const made = calls['bundles.create']({ runId, file: null }, { ...context, signal: stop.signal });
    await until(engine, ['jobs'], async () => (await job())?.note === 'writing');
    stop.abort();
    expect(await made).toMatchObject({ error: { code: 'job.cancelled' } });
    expect(readdirSync(join(folder, 'workspace', 'bundles'))).toEqual([]);
    expect(await job()).toMatchObject({ state: 'cancelled' });
  });

  it('that a killed engine was writing leaves nothing after the next start', async () => {
    const { folder, engine, made } = await opened();
    await made();
    await engine.close();
    const archives = join(folder, 'workspace', 'bundles');
    write(join(archives, '0123.incoming'), 'half of a bundle');
    await openEngine({ folder });
    expect(readdirSync(archives)).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.tar$/u)]);
  });

  it('can be taken in where it was not made, and not when it was touched', async () => {
    const { folder, create } = await opened();
    const file = join(folder, 'release.tar');
    const { bundleId } = take(await create(file));
    const other = await opened();
    expect(take(await other.calls['bundles.take']({ file }, context))).toMatchObject({ bundleId });
    expect(await other.promote('dev', bundleId)).toMatchObject({ error: { code: 'bundle.unknown-signer' } });
    const bytes = readFileSync(file);
    bytes[600] = (bytes[600] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(await other.calls['bundles.take']({ file }, context)).toMatchObject({
      error: { code: 'bundle.does-not-hold' },
    });
  });
});

describe('lineage of a run', () => {
  it('leads to both files, and says what is missing', async () => {
    const { run, calls } = await opened();
    const { run_id: runId } = await run();
    const { lineage } = take(await calls['lineage.of']({ runId }, context));
    expect(lineage).toMatchObject({ complete: true, missing: [] });
    expect(lineage.nodes.filter(({ id }) => id.startsWith('evidence:'))).toHaveLength(2);
    const signed = take(await calls['lineage.sign']({ runId }, context));
    expect(JSON.parse(signed.envelope)).toMatchObject({ payloadType: 'application/vnd.in-toto+json' });
  });

  it('is of a run that is kept here', async () => {
    const { calls } = await opened();
    const input = contract['lineage.of'].input.parse({ runId: 'gr_none' });
    expect(await calls['lineage.of'](input, context)).toMatchObject({ error: { code: 'gate.no-run' } });
  });
});

describe('promotion', () => {
  it('goes from environment to environment, and is a record where there is nothing to run', async () => {
    const { made, promote, environment, moves } = await opened();
    const bundleId = await made();
    expect(await promote('staging', bundleId)).toMatchObject({ error: { code: 'environment.skipped' } });
    const moved = take(await promote('dev', bundleId));
    expect(moved).toMatchObject({ outcome: 'done', decision: 'go', steps: [] });
    expect(moved.says).toContain('It names no command to apply it, so nothing was run');
    expect(take(await promote('staging', bundleId)).outcome).toBe('done');
    expect(await environment('staging')).toMatchObject({ current: bundleId, unsettled: null });
    expect(await promote('staging', bundleId)).toMatchObject({ error: { code: 'environment.runs-it' } });
    const listed = await moves();
    expect(listed.map(({ environmentId, outcome }) => [environmentId, outcome])).toEqual([
      ['staging', 'done'],
      ['dev', 'done'],
    ]);
    expect(listed[0]?.correlation).toMatch(/^cr_/u);
  });

  it('runs no command that nobody approved on this device, or that is another one since', async () => {
    const { made, promote, save, approve, calls, environment } = await opened();
    const bundleId = await made();
    await save({ environmentId: 'dev', apply: 'echo applied' });
    expect(await promote('dev', bundleId)).toMatchObject({ error: { code: 'environment.not-approved' } });
    take(await approve('dev'));
    expect((await environment('dev')).commands).toEqual([
      { step: 'apply', command: 'echo applied', approved: true },
    ]);
    await save({ environmentId: 'dev', apply: 'echo other' });
    expect(await promote('dev', bundleId)).toMatchObject({ error: { code: 'environment.not-approved' } });
    const stale = { environmentId: 'dev', commands: [{ step: 'apply' as const, command: 'echo applied' }] };
    expect(await calls['environments.approve'](stale, context)).toMatchObject({
      error: { code: 'environment.command-changed' },
    });
  });

  it('runs what was approved where it is meant, and keeps what that wrote', async () => {
    const { house, made, promote, save, approve, calls } = await opened();
    const bundleId = await made();
    await save({
      environmentId: 'dev',
      folder: house,
      preview: 'test -f "$QUARTERDECK_BUNDLE" && echo "would bring $QUARTERDECK_BUNDLE_ID"',
      apply: 'printf %s "$QUARTERDECK_ENVIRONMENT" > runs.txt; echo "token=s3cr3t-value"',
      canary: 'echo "<testsuites/>" > "$QUARTERDECK_JUNIT"',
    });
    take(await approve('dev'));
    const { moveId, outcome, steps } = take(await promote('dev', bundleId));
    expect({ outcome, passed: steps.map(({ step, passed, exitCode }) => [step, passed, exitCode]) }).toEqual({
      outcome: 'done',
      passed: [
        ['preview', true, 0],
        ['apply', true, 0],
        ['canary', true, 0],
      ],
    });
    expect(readFileSync(join(house, 'runs.txt'), 'utf8')).toBe('dev');
    const text = async (step: 'preview' | 'apply' | 'canary', what: 'output' | 'junit') =>
      take(await calls['environments.output']({ moveId, step, what }, context)).text;
    expect(await text('preview', 'output')).toBe(`would bring ${bundleId}\n`);
    expect(await text('apply', 'output')).not.toContain('s3cr3t-value');
    expect(await text('canary', 'junit')).toBe('<testsuites/>\n');
    expect(
      await calls['environments.output']({ moveId, step: 'apply', what: 'junit' }, context),
    ).toMatchObject({
      error: { code: 'environment.no-output' },
    });
  });

  it('knows how a command ended also where nothing of what it wrote could be kept', async () => {
    const { made, promote, save, approve, environment } = await opened();
    const bundleId = await made();
    await save({ environmentId: 'dev', apply: 'rm -r "$(dirname "$QUARTERDECK_JUNIT")"', canary: 'true' });
    take(await approve('dev'));
    const { outcome, steps } = take(await promote('dev', bundleId));
    expect(outcome).toBe('done');
    expect(steps).toMatchObject([
      { step: 'apply', passed: true, output: null },
      { step: 'canary', passed: true },
    ]);
    await save({ environmentId: 'dev', apply: 'true\0' });
    take(await approve('dev'));
    expect(take(await promote('dev', await made()))).toMatchObject({ outcome: 'failed' });
    expect((await environment('dev')).unsettled).not.toBeNull();
  });

  it('changes nothing where the preview fails or the gate says no', async () => {
    const { house, made, promote, save, approve, environment } = await opened();
    const bundleId = await made();
    await save({ environmentId: 'dev', folder: house, preview: 'exit 3', apply: 'touch applied' });
    take(await approve('dev'));
    expect(take(await promote('dev', bundleId))).toMatchObject({ outcome: 'refused', decision: null });
    await save({ environmentId: 'dev', preview: null });
    writeFileSync(join(house, 'roof.bin'), 'gone');
    expect(take(await promote('dev', bundleId))).toMatchObject({ outcome: 'refused', decision: 'no-go' });
    expect(existsSync(join(house, 'applied'))).toBe(false);
    expect(await environment('dev')).toMatchObject({ current: null, unsettled: null });
  });

  it('is of a bundle that a gate allowed, and that still holds', async () => {
    const { house, folder, made, calls, promote } = await opened();
    const bundleId = await made();
    const archives = join(folder, 'workspace', 'bundles');
    const [archive = ''] = existsSync(archives) ? readdirSync(archives) : [];
    const path = join(archives, archive);
    const bytes = readFileSync(path);
    bytes[600] = (bytes[600] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(await promote('dev', bundleId)).toMatchObject({ error: { code: 'bundle.does-not-hold' } });
    rmSync(path);
    expect(await promote('dev', bundleId)).toMatchObject({ error: { code: 'bundle.not-here' } });
    writeFileSync(join(house, 'roof.bin'), 'other');
    const input = contract['gates.run'].input.parse({ gateId: 'house', verify: true });
    const { report } = take(await calls['gates.run'](input, context));
    expect(report.decision).toBe('no-go');
    const refused = take(
      await calls['bundles.create']({ runId: report.run_id, file: null }, context),
    ).bundleId;
    expect(await promote('dev', refused)).toMatchObject({ error: { code: 'bundle.not-allowed' } });
  });
});

describe('rolling back', () => {
  it('brings back what worked before, and asks canary and gate again', async () => {
    const { house, made, promote, rollBack, save, approve, environment, moves } = await opened();
    const first = await made();
    await save({
      environmentId: 'dev',
      folder: house,
      apply: 'printf %s "$QUARTERDECK_BUNDLE_ID" > runs.txt',
      canary: 'test ! -f broken',
    });
    take(await approve('dev'));
    expect(await rollBack('dev')).toMatchObject({ error: { code: 'environment.nothing-before' } });
    take(await promote('dev', first));
    const second = await made();
    writeFileSync(join(house, 'broken'), '');
    expect(take(await promote('dev', second))).toMatchObject({ outcome: 'failed' });
    expect(await environment('dev')).toMatchObject({ current: first, lastKnownGood: first });
    expect((await environment('dev')).unsettled).not.toBeNull();
    rmSync(join(house, 'broken'));
    const back = take(await rollBack('dev'));
    expect(back).toMatchObject({ outcome: 'done', decision: 'go' });
    expect(back.steps.map(({ step }) => step)).toEqual(['apply', 'canary']);
    expect(readFileSync(join(house, 'runs.txt'), 'utf8')).toBe(first);
    expect(await environment('dev')).toMatchObject({ current: first, unsettled: null });
    expect((await moves())[0]).toMatchObject({ kind: 'rollback', bundleId: first });
  });

  it('is not held up by a gate that says no, and says so', async () => {
    const { house, made, promote, rollBack, environment } = await opened();
    const first = await made();
    take(await promote('dev', first));
    const second = await made();
    take(await promote('dev', second));
    expect(await environment('dev')).toMatchObject({ current: second, lastKnownGood: first });
    writeFileSync(join(house, 'roof.bin'), 'gone');
    const back = take(await rollBack('dev'));
    expect(back).toMatchObject({ outcome: 'done', decision: 'no-go' });
    expect(back.says).toContain('But the gate does not let it through');
    expect(await environment('dev')).toMatchObject({ current: first, lastKnownGood: null });
  });
});
