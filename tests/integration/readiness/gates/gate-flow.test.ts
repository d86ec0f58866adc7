import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contract } from '../../../../core/contract/index.ts';
import { context, take } from '../../engine/test-engine.ts';
import { gateEngine, PLAN } from './gate-engine.ts';

const ACCEPTANCE = 'harbour-cutover-status-acceptance';

/** The programme with everything proven and signed off by a second person. */
async function signedOff() {
  const yard = await gateEngine();
  const item = await yard.rowOf('WS1', 'acceptance');
  const rosa = await yard.person('Rosa');
  const test = await yard.add(item, 'test', 'build/reads.xml::store.slowest read stays within ten per cent');
  const artifact = await yard.add(item, 'artifact', 'build/reads.json');
  expect([test.result, artifact.result]).toEqual(['verified', 'verified']);
  take(await yard.request(item));
  take(await yard.approve(item, rosa.as));
  const failing = async (more: { verify?: boolean } = { verify: true }) => {
    const { report } = await yard.run(ACCEPTANCE, more);
    return [report.decision, ...report.checks.flatMap(({ failures }) => failures.map(({ code }) => code))];
  };
  return { ...yard, item, rosa, test, artifact, failing };
}

describe('the acceptance gate of a programme', () => {
  it('names the row that is not met with its note, and goes once that is proven and signed off', async () => {
    const yard = await gateEngine();
    const { report, nextSteps } = await yard.run(ACCEPTANCE);
    expect(report).toMatchObject({
      decision: 'no-go',
      status: 'failed',
      checks: [
        {
          seen: 2,
          met: 1,
          detail:
            'WS1 is "partial" (active), and has to be done or signed off. Reads are guarded, but evidence of the slowest reads has not been written down yet.',
        },
      ],
    });
    expect(nextSteps.owners).toMatchObject([
      { owner: 'Harbour office', steps: [{ fix: 'Finish WS1, or have it signed off.' }] },
    ]);

    const signed = await signedOff();
    expect(signed.fileText()).toContain('| WS1 | met | Reads are guarded');
    expect(await signed.failing()).toEqual(['go']);
    expect(await signed.gates()).toMatchObject([
      { id: ACCEPTANCE, now: 'go', inputs: 'same', last: { decision: 'go', by: yard.owner } },
    ]);
  });

  it('says no again with its reason when evidence is withdrawn', async () => {
    const yard = await signedOff();
    expect(await yard.failing()).toEqual(['go']);
    take(await yard.calls['evidence.withdraw']({ evidenceId: yard.artifact.evidenceId }, context));
    expect(await yard.gates()).toMatchObject([{ now: 'no-go', inputs: 'changed' }]);
    expect(await yard.failing()).toEqual(['no-go', 'signoff-stale']);
    take(await yard.calls['evidence.restore']({ evidenceId: yard.artifact.evidenceId }, context));
    expect(await yard.failing()).toEqual(['go']);
  });

  it('says no again when the report is gone, and when another one lies in its place', async () => {
    const yard = await signedOff();
    const report = join(yard.folder, 'yard', 'build', 'reads.xml');
    renameSync(report, `${report}.away`);
    expect(await yard.failing()).toEqual(['no-go', 'evidence-missing']);
    writeFileSync(
      report,
      '<testsuite><testcase classname="store" name="slowest read stays within ten per cent"><skipped/></testcase></testsuite>',
    );
    expect(await yard.failing()).toEqual(['no-go', 'evidence-skipped']);
    renameSync(`${report}.away`, report);
    expect(await yard.failing()).toEqual(['go']);
    writeFileSync(join(yard.folder, 'yard', 'build', 'reads.json'), '{"slowest_ms": 4}\n');
    expect(await yard.failing()).toEqual(['no-go', 'signoff-stale', 'evidence-tampered']);
  });

  it('judges evidence as it was found where it is not told to verify it', async () => {
    const yard = await signedOff();
    rmSync(join(yard.folder, 'yard', 'build', 'reads.xml'));
    expect(await yard.failing({ verify: false })).toEqual(['go']);
    expect(await yard.failing({ verify: true })).toEqual(['no-go', 'evidence-missing']);
  });

  it('says no again when the signature or the request is withdrawn, or what was signed is edited', async () => {
    const yard = await signedOff();
    await yard.edit(yard.item, 'notes', 'Read twice.');
    expect(await yard.failing()).toEqual(['no-go', 'signoff-stale']);
    const other = await signedOff();
    take(await other.withdraw(other.item, other.rosa.as, 'signature'));
    expect(await other.failing()).toEqual(['no-go', 'signoff-withdrawn']);
    const third = await signedOff();
    take(await third.withdraw(third.item, context, 'request'));
    expect(await third.failing()).toEqual(['no-go', 'signoff-withdrawn']);
  });

  it('keeps its runs, and tells what became different between two', async () => {
    const yard = await signedOff();
    const first = await yard.run(ACCEPTANCE);
    yard.clock.forward(60_000);
    take(await yard.withdraw(yard.item, yard.rosa.as, 'signature'));
    const second = await yard.run(ACCEPTANCE);
    const runs = [first, second].map(({ report }) => report.run_id);
    const [before, after] = runs;
    if (before === undefined || after === undefined) throw new Error('no runs');
    const { comparison } = take(await yard.calls['gates.compare']({ before, after }, context));
    expect(comparison).toMatchObject({
      decision: { before: 'go', after: 'no-go' },
      document: false,
      inputs: expect.arrayContaining(['signoffs']),
      checks: [{ check_id: 'acceptance', change: 'broken', gone: [], new: [{ code: 'signoff-withdrawn' }] }],
    });
    const { rows } = await yard.views['gates.runs'].read({ gateId: null });
    expect(rows.map(({ id, decision }) => [id, decision])).toEqual([
      [after, 'no-go'],
      [before, 'go'],
    ]);
    const again = take(await yard.calls['gates.report']({ runId: before }, context));
    expect(again.report).toEqual(first.report);
  });
});

describe('the gates of a plan', () => {
  it('are its exit criteria, each traced to its item, and its phases', async () => {
    const yard = await gateEngine({ text: PLAN });
    const { report } = await yard.run('quay-completion-plan-exit-criteria');
    expect(report.checks.map(({ title, passed, items }) => [title, passed, items.length])).toEqual([
      ['Phases A-B are complete', false, 3],
      ['Opening gate decision is go on candidate branch', false, 1],
      ['No unresolved high-severity findings in harbour papers', true, 1],
      ['Pilot approval evidence is attached', false, 1],
      ['Berth cases (BC-01 to BC-02) have complete evidence', false, 1],
      ['The mayor was told', false, 1],
    ]);
    expect(report.checks.flatMap(({ failures }) => failures.map(({ code }) => code))).toEqual([
      'state',
      'gate',
      'evidence-missing',
      'absent',
      'absent',
      'evidence-missing',
    ]);
    const phases = await yard.run('quay-completion-plan-phases');
    expect(phases.report.checks.map(({ check_id, met, seen }) => `${check_id} ${met}/${seen}`)).toEqual([
      'phase-A 1/1',
      'phase-A.done 0/2',
      'phase-B 0/1',
      'phase-B.done 0/1',
    ]);
  });

  it('go when all that they name is there', async () => {
    const yard = await gateEngine({ text: PLAN });
    await yard.also(
      'berths.md',
      '# Berths\n\n| ID | Name | Status |\n|---|---|---|\n| BC-01 | Moor | done |\n| BC-02 | Sail | done |\n',
    );
    take(
      await yard.save(
        'gate: opening\ntitle: Opening gate\ncriteria:\n  - { id: a, title: Phase A, items: { kind: phase, keys: A } }\n',
      ),
    );
    for (const key of ['BC-01', 'BC-02'])
      await yard.add(
        await yard.itemId(key === 'BC-01' ? 'Moor' : 'Sail').catch(() => yard.rowOf(key, 'row')),
        'doc',
        'docs/keel.md',
      );
    for (const start of ['Pilot approval', 'The mayor'])
      await yard.add(await yard.itemId(start), 'doc', 'docs/keel.md');
    const phaseB = await yard.itemId('Phase B');
    await yard.edit(phaseB, 'status', 'Complete');
    const { report } = await yard.run('quay-completion-plan-exit-criteria');
    expect(report.checks.flatMap(({ failures }) => failures.map(({ detail }) => detail))).toEqual([]);
    expect(report.decision).toBe('go');
  });
});

describe('a gate that people write', () => {
  const TEXT =
    'gate: opening\ntitle: Opening\ncriteria:\n  - { id: rows, title: Rows, items: { kind: acceptance } }\n';

  it('is checked without being kept, kept with its history, and removed', async () => {
    const yard = await gateEngine();
    const check = (text: string) =>
      yard.calls['gates.check'](contract['gates.check'].input.parse({ text }), context);
    expect(take(await check('gate: opening\n')).problems).toMatchObject([{ line: 1 }, { line: 1 }]);
    expect(take(await check(TEXT))).toMatchObject({
      problems: [],
      judged: { report: { decision: 'no-go' } },
    });
    expect((await yard.gates()).map(({ id }) => id)).toEqual([ACCEPTANCE]);
    expect((await yard.views['gates.runs'].read({ gateId: null })).rows).toEqual([]);

    expect(await yard.save('gate: opening\n')).toMatchObject({ error: { code: 'gate.bad-document' } });
    take(await yard.save(TEXT));
    await yard.run('opening');
    expect(await yard.gates()).toMatchObject([
      { id: ACCEPTANCE },
      { id: 'opening', savedBy: yard.owner, inputs: 'same', last: { decision: 'no-go' } },
    ]);
    take(await yard.save(TEXT.replace('title: Rows', 'title: All rows')));
    expect((await yard.gates())[1]).toMatchObject({ inputs: 'changed' });
    take(await yard.calls['gates.remove']({ gateId: 'opening' }, context));
    expect((await yard.gates()).map(({ id }) => id)).toEqual([ACCEPTANCE]);
  });

  it('stands in the place of what its tracker asks for, until it is removed', async () => {
    const yard = await gateEngine();
    const { text } = take(await yard.calls['gates.show']({ gateId: ACCEPTANCE }, context));
    take(await yard.save(text.replace('id: acceptance', 'id: acceptance\n    severity: low')));
    expect((await yard.run(ACCEPTANCE)).report.decision).toBe('go');
    expect(await yard.gates()).toMatchObject([
      { id: ACCEPTANCE, savedBy: yard.owner, trackerName: 'Harbour Cutover Status' },
    ]);
    take(await yard.calls['gates.remove']({ gateId: ACCEPTANCE }, context));
    expect((await yard.run(ACCEPTANCE)).report.decision).toBe('no-go');
  });

  it('is refused where it would ask itself through others', async () => {
    const yard = await gateEngine();
    const asks = (gate: string, id: string) =>
      `gate: ${gate}\ntitle: G\ncriteria:\n  - { id: other, title: O, gate: { id: ${id} } }\n`;
    take(await yard.save(asks('a', 'b')));
    expect(await yard.save(asks('b', 'a'))).toMatchObject({ error: { code: 'gate.circular' } });
    expect(await yard.save(asks('b', 'b'))).toMatchObject({ error: { code: 'gate.bad-document' } });
  });

  it('is not run for a commit that no repository has', async () => {
    const yard = await gateEngine();
    const input = contract['gates.run'].input.parse({ gateId: ACCEPTANCE, commit: 'c0ffee00' });
    expect(await yard.calls['gates.run'](input, context)).toMatchObject({
      error: { code: 'gate.no-commit' },
    });
  });
});

describe('an exception', () => {
  const terms = {
    gate: ACCEPTANCE,
    criterion: 'acceptance',
    item: null,
    owner: 'Jon',
    reason: 'The slowest reads are measured on Monday.',
    rollback: 'Read from the old store.',
    expiresAt: Date.parse('2027-03-01T00:00:00Z'),
  };

  it('lets a gate say conditional-go until it expires or is revoked, and hides nothing', async () => {
    const yard = await gateEngine();
    expect(
      await yard.calls['exceptions.add']({ ...terms, owner: yard.owner.toUpperCase() }, context),
    ).toMatchObject({
      error: { code: 'exception.own' },
    });
    expect(await yard.calls['exceptions.add']({ ...terms, criterion: 'mast' }, context)).toMatchObject({
      error: { code: 'gate.no-criterion' },
    });
    const expiresAt = yard.clock.now() + 60_000;
    const { exceptionId } = take(await yard.calls['exceptions.add']({ ...terms, expiresAt }, context));
    const { report } = await yard.run(ACCEPTANCE);
    expect(report).toMatchObject({
      decision: 'conditional-go',
      checks: [{ passed: false, failureCount: 1, exceptions: [exceptionId] }],
      exceptions_applied: [{ id: exceptionId, owner: 'Jon', approved_by: yard.owner }],
    });
    yard.clock.forward(120_000);
    expect((await yard.run(ACCEPTANCE)).report).toMatchObject({
      decision: 'no-go',
      exceptions_refused: [{ id: exceptionId, why: expect.stringContaining('expired') }],
    });
    const other = take(await yard.calls['exceptions.add'](terms, context));
    expect((await yard.run(ACCEPTANCE)).report.decision).toBe('conditional-go');
    take(await yard.calls['exceptions.revoke']({ exceptionId: other.exceptionId }, context));
    expect((await yard.run(ACCEPTANCE)).report).toMatchObject({ decision: 'no-go', exceptions_applied: [] });
    const { rows } = await yard.views['exceptions.list'].read({ gateId: ACCEPTANCE });
    expect(rows.map(({ state }) => state).toSorted()).toEqual(['expired', 'revoked']);
    expect(await yard.calls['exceptions.add'](terms, context)).toMatchObject({
      error: { code: 'exception.exists' },
    });
  });
});
