import { expect, it } from 'vitest';
import type { AlertRow } from '../../../core/domain/alerts/alert.ts';
import { AlertRule } from '../../../core/domain/alerts/rules/alert-rule.ts';
import { ALERT_TIMES } from '../../../main/engine/alert-times.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { context, importOne, openEngine, setField, take, testClock, write } from '../engine/test-engine.ts';

const times = { ...ALERT_TIMES, graceMs: 0, quietMs: 1 };
const PLAN = `# Quay

| Milestone | Status | Due |
|---|---|---|
| Piles driven | in progress | 2026-11-10 |
| Deck laid | planned | 2026-12-24 |
`;

async function open(folder: string, clock = testClock()) {
  const engine = await openEngine({ folder, clock, alertTimes: times });
  const firing = async (): Promise<readonly AlertRow[]> =>
    (await engine.handlers.views['alerts.list'].read({ states: ['firing'], limit: 100 })).rows;
  return { engine, clock, firing };
}

it('an overdue item fires, is taken on, outlives a restart, and ends when it is done', async () => {
  const folder = tempFolder();
  const file = write(`${folder}/quay.md`, PLAN);
  const clock = testClock();
  const first = await open(folder, clock);
  const trackerId = await importOne(first.engine, file);
  await first.engine.idle();
  const [alert, ...others] = await first.firing();
  expect(others).toEqual([]);
  expect(alert).toMatchObject({
    summary: 'Piles driven is overdue',
    severity: 'warning',
    labels: { alertname: 'milestone-overdue', tracker: 'Quay' },
    ack: null,
  });
  const ids = alert === undefined ? [] : [alert.id];
  take(await first.engine.handlers.calls['alerts.ack']({ ids, comment: 'On it', minutes: 30 }, context));
  await first.engine.close();

  clock.forward(60_000);
  const second = await open(folder, clock);
  await second.engine.idle();
  expect((await second.firing())[0]).toMatchObject({ since: alert?.since, ack: { comment: 'On it' } });
  clock.forward(31 * 60_000);
  expect((await second.firing())[0]).toMatchObject({ ack: null });
  take(await setField(second.engine, trackerId, 'Piles driven', 'status', 'done'));
  await second.engine.idle();
  expect(await second.firing()).toEqual([]);
});

it('a rule of one’s own is checked, saved, judged and removed with its alerts', async () => {
  const folder = tempFolder();
  const { engine, firing } = await open(folder);
  const { calls } = engine.handlers;
  const file = write(`${folder}/quay.md`, PLAN);
  await importOne(engine, file);
  const rule = AlertRule.parse({
    id: 'soon',
    name: 'Due soon',
    about: 'item',
    when: 'late > -40 and late < 0',
    clearWhen: '',
    for: '0s',
    keepFiringFor: '0s',
    cooldown: '0s',
    noData: 'keep',
    severity: 'info',
    labels: {},
    summary: '{title} is due {due}',
    detail: '',
    paused: false,
  });
  expect(
    take(await calls['alertRules.check']({ rule: { ...rule, when: 'later > 1' } }, context)).problem,
  ).toContain('There is no name "later"');
  take(await calls['alertRules.save']({ rule }, context));
  await engine.idle();
  expect((await firing()).map(({ summary }) => summary)).toContain('Piles driven is overdue');
  take(await calls['alertRules.remove']({ id: 'soon' }, context));
  await engine.idle();
  expect((await firing()).map(({ labels }) => labels['alertname'])).toEqual(['milestone-overdue']);
});
