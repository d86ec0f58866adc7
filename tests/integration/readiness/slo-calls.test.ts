import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contract } from '../../../core/contract/index.ts';
import { EvidenceId } from '../../../core/kernel/ids.ts';
import { temporaryFolder } from '../engine/support-folder.ts';
import { context, importOne, itemNamed, openEngine, take, testClock, write } from '../engine/test-engine.ts';

const PLAN = `# Plan

| ID | Name | Status |
|----|------|--------|
| M1 | Door | done |
`;
const POLICY = `policy: api
title: What the API keeps
stages: [dev, prod]
profiles: [strict, transitional]
objectives:
  - id: p95
    title: p95 latency
    unit: ms
    better: lower
    freshDays: 7
    repeat: 2
    thresholds:
      - { warn: 250, soft: 280, hard: 300 }
      - { profile: transitional, soft: 350, hard: 400 }
    sources:
      - { file: reports/latency.json, measure: 'json:/max_p95_ms', at: /generated_at }
      - { stage: dev, file: reports/dev.prom, measure: 'metrics:http_seconds{quantile="0.95"}' }
  - id: parity
    title: Parity
    better: higher
    thresholds:
      - { soft: 0.95, hard: 0.9 }
`;
const DAY = 86_400_000;

async function opened() {
  const folder = temporaryFolder();
  const clock = testClock();
  const house = join(folder, 'house');
  const path = write(join(house, 'plan.md'), PLAN);
  const engine = await openEngine({ folder, clock });
  const trackerId = await importOne(engine, path);
  const { calls, views } = engine.handlers;
  const at = (days: number) => new Date(clock.now() + days * DAY).toISOString();
  const latency = (ms: number, days = 0) =>
    write(join(house, 'reports', 'latency.json'), JSON.stringify({ max_p95_ms: ms, generated_at: at(days) }));
  const filter = { policy: 'api', stage: 'prod', profile: null };
  const standing = async (
    objective: string,
    more: { readonly stage?: string; readonly profile?: string } = {},
  ) => {
    const { rows } = await views['slo.standings'].read({ ...filter, ...more });
    const found = rows.find((row) => row.objective === objective);
    if (found === undefined) throw new Error(`no objective ${objective}`);
    return found;
  };
  const check = async () => take(await calls['slo.check'](filter, context));
  const add = async () => {
    write(join(house, 'parity.md'), '# Parity\n');
    const itemId = (await itemNamed(engine, trackerId, 'Door')).id;
    const locator = { type: 'doc', file: 'parity.md', heading: null } as const;
    const input = contract['evidence.add'].input.parse({ itemId, folder: null, locator });
    return take(await calls['evidence.add'](input, context)).evidenceId;
  };
  return { folder, engine, clock, calls, views, house, latency, standing, check, add };
}

describe('SLO policies', () => {
  it('are saved under their name, shown as they were written, replaced and removed', async () => {
    const { calls, views } = await opened();
    expect(take(await calls['slo.save']({ text: POLICY }, context))).toMatchObject({
      policy: 'api',
      text: POLICY,
    });
    expect(take(await calls['slo.show']({ policy: 'api' }, context))).toMatchObject({
      text: POLICY,
      row: { title: 'What the API keeps', stages: ['dev', 'prod'], objectives: 2, problems: [] },
    });
    const [first] = (await views['slo.policies'].read({})).rows;
    take(await calls['slo.save']({ text: `# The same, said again.\n${POLICY}` }, context));
    const [again] = (await views['slo.policies'].read({})).rows;
    expect(again?.version).toBe(first?.version);
    take(await calls['slo.save']({ text: POLICY.replace('hard: 0.9', 'hard: 0.8') }, context));
    const [other] = (await views['slo.policies'].read({})).rows;
    expect(other?.version).not.toBe(first?.version);
    take(await calls['slo.remove']({ policy: 'api' }, context));
    expect((await views['slo.policies'].read({})).rows).toEqual([]);
    expect(await calls['slo.remove']({ policy: 'api' }, context)).toMatchObject({
      error: { code: 'slo.not-found' },
    });
  });

  it('are refused with the line of what is wrong', async () => {
    const { calls } = await opened();
    const text = POLICY.replace('better: higher', 'better: more');
    expect(await calls['slo.save']({ text }, context)).toMatchObject({
      error: { code: 'slo.bad-document', message: expect.stringContaining('line 20') },
    });
    expect(take(await calls['slo.validate']({ text }, context)).problems).toMatchObject([{ line: 20 }]);
  });
});

describe('values of objectives', () => {
  it('are read from reports, judged by stage and profile, and kept once per report', async () => {
    const { calls, clock, latency, standing, check } = await opened();
    take(await calls['slo.save']({ text: POLICY }, context));
    expect(await standing('p95')).toMatchObject({ result: 'missing', blocks: true });
    latency(290);
    expect(await check()).toMatchObject({ read: 1, unread: 0, blocking: 1, unreachable: [] });
    await check();
    expect(await standing('p95')).toMatchObject({
      result: 'soft-fail',
      blocks: false,
      breachesInARow: 1,
      value: 290,
      limits: { warn: 250, soft: 280, hard: 300 },
      says: 'p95 latency is 290 ms at prod, above its soft limit of 280 ms, 1 in a row of the 2 that block. In reports/latency.json, json:/max_p95_ms is 290.',
    });
    expect(await standing('p95', { profile: 'transitional' })).toMatchObject({
      result: 'warn',
      blocks: false,
    });
    clock.forward(60_000);
    latency(295);
    await check();
    expect(await standing('p95')).toMatchObject({ result: 'soft-fail', blocks: true, breachesInARow: 2 });
    clock.forward(60_000);
    latency(240);
    await check();
    expect(await standing('p95')).toMatchObject({ result: 'pass', blocks: false });
    const asked = { policy: 'api', stage: 'prod', objective: 'p95', profile: null };
    const history = take(await calls['slo.history'](asked, context));
    expect(history.points.map(({ value, result, origin, by }) => [value, result, origin, by])).toEqual([
      [290, 'soft-fail', 'read', expect.any(String)],
      [295, 'soft-fail', 'read', expect.any(String)],
      [240, 'pass', 'read', expect.any(String)],
    ]);
    expect(history).toMatchObject({ unit: 'ms', better: 'lower', limits: { hard: 300 } });
  });

  it('block when the report is gone, cannot be read or is older than the policy allows', async () => {
    const { calls, latency, standing, check, house, clock } = await opened();
    take(await calls['slo.save']({ text: POLICY }, context));
    const file = latency(200, -6);
    await check();
    expect(await standing('p95')).toMatchObject({ result: 'pass' });
    clock.forward(1.5 * DAY);
    expect(await standing('p95')).toMatchObject({ result: 'stale', blocks: true });
    rmSync(file);
    expect(await check()).toMatchObject({ read: 0, unread: 1 });
    expect(await standing('p95')).toMatchObject({
      result: 'missing',
      blocks: true,
      says: 'p95 latency has no value at prod: reports/latency.json is not there.',
    });
    latency(200, 30);
    await check();
    expect(await standing('p95')).toMatchObject({ says: expect.stringContaining('dated in the future') });
    write(file, '{"max_p95_ms": "fast"}');
    await check();
    expect(await standing('p95')).toMatchObject({
      result: 'missing',
      says: expect.stringContaining('no number'),
    });
    rmSync(house, { recursive: true });
    const away = await check();
    expect(away.unreachable).toHaveLength(1);
    expect(await standing('p95')).toMatchObject({ says: expect.stringContaining('no number') });
  });

  it('are dated by when the report was written where it says nothing of a time', async () => {
    const { calls, house, clock, standing } = await opened();
    take(await calls['slo.save']({ text: POLICY }, context));
    const file = write(join(house, 'reports', 'dev.prom'), 'http_seconds{quantile="0.95"} 200\n');
    const written = new Date(clock.now() - 2 * DAY);
    utimesSync(file, written, written);
    take(await calls['slo.check']({ policy: 'api', stage: 'dev', profile: null }, context));
    expect(await standing('p95', { stage: 'dev' })).toMatchObject({ result: 'pass', at: written.getTime() });
  });

  it('may be typed in, and count as long as their evidence is verified', async () => {
    const { calls, add, standing } = await opened();
    take(await calls['slo.save']({ text: POLICY }, context));
    const evidence = await add();
    const place = { policy: 'api', objective: 'parity', stage: 'prod', note: '' };
    const typed = { ...place, value: 0.97, measuredAt: null, evidence };
    const { valueId } = take(await calls['slo.addValue'](typed, context));
    expect(await standing('parity')).toMatchObject({
      result: 'pass',
      evidenceId: evidence,
      source: null,
      says: 'Parity is 0.97 at prod, within its limits. Typed in, by parity.md.',
    });
    take(await calls['evidence.withdraw']({ evidenceId: evidence }, context));
    expect(await standing('parity')).toMatchObject({ result: 'missing', blocks: true });
    take(await calls['evidence.restore']({ evidenceId: evidence }, context));
    expect(await standing('parity')).toMatchObject({ result: 'pass' });
    take(await calls['slo.withdrawValue']({ valueId }, context));
    expect(await standing('parity')).toMatchObject({ result: 'missing', value: null });
    const none = { ...typed, evidence: EvidenceId.parse('ed_none') };
    expect(await calls['slo.addValue'](none, context)).toMatchObject({
      error: { code: 'evidence.not-found' },
    });
    const nowhere = { ...typed, stage: 'moon' };
    expect(await calls['slo.addValue'](nowhere, context)).toMatchObject({ error: { code: 'slo.not-found' } });
  });

  it('of a policy that names no root are out of reach where there are several', async () => {
    const { calls, engine, folder, latency } = await opened();
    take(await calls['slo.save']({ text: POLICY }, context));
    latency(200);
    await importOne(engine, write(join(folder, 'barn', 'plan.md'), PLAN.replace('Door', 'Gate')));
    const filter = { policy: 'api', stage: 'prod', profile: null };
    expect(take(await calls['slo.check'](filter, context)).unreachable).toEqual([
      'The policy names no repository or folder, and there are several here: name one with "root".',
    ]);
    take(
      await calls['slo.save']({ text: POLICY.replace('objectives:', 'root: house\nobjectives:') }, context),
    );
    expect(take(await calls['slo.check'](filter, context))).toMatchObject({ read: 1, unreachable: [] });
  });

  it('are of no policy that names a root which this workspace does not know', async () => {
    const { calls } = await opened();
    const text = POLICY.replace('objectives:', 'root: barn\nobjectives:');
    const says = 'root: There is no repository or folder barn in this workspace.';
    const line = text.split('\n').indexOf('root: barn') + 1;
    expect(take(await calls['slo.validate']({ text }, context)).problems).toEqual([{ line, says }]);
    expect(await calls['slo.save']({ text }, context)).toMatchObject({
      error: { code: 'slo.bad-document', facts: { problems: [`${line}: ${says}`] } },
    });
  });

  it('of objectives in OpenSLO are judged by their targets', async () => {
    const { calls, add, views } = await opened();
    const text = `apiVersion: openslo/v1
kind: SLO
metadata: { name: web-availability, displayName: Web availability }
spec:
  service: web
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 28d, isRolling: true }]
  indicatorRef: web-successes
  objectives: [{ displayName: Good, target: 0.98 }]
`;
    const saved = take(await calls['slo.save']({ text }, context));
    expect(saved).toMatchObject({ policy: 'web', text: expect.stringContaining('hard: 0.98') });
    const place = { policy: 'web', objective: 'web-availability', stage: 'prod', note: '', measuredAt: null };
    take(await calls['slo.addValue']({ ...place, value: 0.97, evidence: await add() }, context));
    const { rows, extra } = await views['slo.standings'].read({ policy: 'web', stage: null, profile: null });
    expect(extra).toEqual({ blocking: 1 });
    expect(rows).toMatchObject([{ title: 'Web availability, Good', result: 'hard-fail', blocks: true }]);
  });
});
