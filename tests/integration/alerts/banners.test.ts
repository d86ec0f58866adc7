import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { AlertRow } from '../../../core/domain/alerts/alert.ts';
import { ALERT_TIMES } from '../../../main/engine/alert-times.ts';
import type { Engine } from '../../../main/engine/engine.ts';
import { createDbusNotifier } from '../../../node/notify/dbus-notifier.ts';
import { createSounds } from '../../../node/notify/sounds.ts';
import { commandEnv, quarterdeck } from '../../support/command.ts';
import { startDunst, startScreen } from '../../support/notify/dunst.ts';
import { needsParts } from '../../support/notify/needs-parts.ts';
import { firstLine, start, startPrivateBus } from '../../support/notify/private-bus.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import {
  context,
  importOne,
  openEngine,
  setField,
  take,
  testClock,
  until,
  write,
} from '../engine/test-engine.ts';

const PLAN = `# Quay

| Milestone | Status | Due |
|---|---|---|
| Piles driven | in progress | 2026-11-10 |
| Deck laid | planned | 2026-12-24 |
`;

/** An engine that tells of alerts on this bus; no player is installed for it. */
async function open(address: string | null, plan = PLAN) {
  const folder = tempFolder();
  const clock = testClock();
  const stop = new AbortController();
  const engine = await openEngine({
    folder,
    clock,
    alertTimes: { ...ALERT_TIMES, graceMs: 0, quietMs: 1 },
    notifications: {
      notifier: createDbusNotifier(address),
      sounds: createSounds({
        folder: join(import.meta.dirname, '../../../assets/sounds'),
        env: { PATH: '' },
        platform: 'linux',
        stop: stop.signal,
      }),
      stopSounds: () => stop.abort(),
    },
  });
  const trackerId = await importOne(engine, write(`${folder}/quay.md`, plan));
  await engine.idle();
  return { engine, clock, trackerId };
}

const list = (engine: Engine) =>
  engine.handlers.views['alerts.list'].read({ states: ['firing'], limit: 100 });
const firing = async (engine: Engine): Promise<readonly AlertRow[]> => (await list(engine)).rows;
const banners = async (engine: Engine) =>
  take(await engine.handlers.calls['alerts.deliveries']({ limit: 100 }, context))
    .deliveries.filter(({ channel }) => channel === 'desktop')
    .map(({ group, state, reason }) => [group, state, reason]);

it('one banner tells of all alerts of a rule, its button takes them on, and it comes again when that time is up', async (test) => {
  needsParts(test, ['dunst', 'dunstctl', 'dbus-daemon', 'Xvfb']);
  const bus = await startPrivateBus();
  const dunst = await startDunst(bus, await startScreen(), { pick: 'Snooze' });
  const { engine, clock, trackerId } = await open(bus.address);
  expect(await dunst.count('displayed')).toBe(1);
  take(await setField(engine, trackerId, 'Deck laid', 'date', '2026-11-15'));
  await engine.idle();
  expect(await dunst.count('displayed')).toBe(1);
  expect((await banners(engine)).toReversed()).toEqual([
    ['milestone-overdue', 'closed', 'replaced'],
    ['milestone-overdue', 'suppressed', expect.stringContaining('a second after')],
    ['milestone-overdue', 'accepted', ''],
  ]);

  await dunst.ctl('context');
  await until(engine, ['alerts'], async () => (await firing(engine)).every(({ ack }) => ack !== null));
  expect((await firing(engine)).map(({ ack }) => ack?.comment)).toEqual(['Snoozed', 'Snoozed']);
  await engine.idle();
  expect(await dunst.count('displayed')).toBe(0);
  expect(await dunst.history()).toEqual([
    expect.objectContaining({ summary: '2 × Milestone overdue', body: expect.stringContaining('Deck laid') }),
  ]);
  expect((await banners(engine))[0]).toEqual(['milestone-overdue', 'acted', 'snooze']);

  clock.forward(31 * 60_000);
  await engine.idle();
  expect((await banners(engine))[0]).toEqual(['milestone-overdue', 'accepted', '']);
  expect(await dunst.count('displayed')).toBe(1);
  for (const item of ['Piles driven', 'Deck laid'])
    take(await setField(engine, trackerId, item, 'status', 'done'));
  await engine.idle();
  expect(await firing(engine)).toEqual([]);
  expect((await banners(engine))[0]).toEqual(['milestone-overdue', 'closed', 'withdrawn']);
  expect(await dunst.count('displayed')).toBe(0);
});

it('an owner whose key is locked is told that nothing was taken on', async (test) => {
  needsParts(test, ['dunst', 'dunstctl', 'dbus-daemon', 'Xvfb']);
  const bus = await startPrivateBus();
  const dunst = await startDunst(bus, await startScreen(), { pick: 'Take' });
  const { engine } = await open(bus.address);
  take(await engine.handlers.calls['actors.rotate']({ passphrase: 'a long passphrase' }, context));
  await dunst.ctl('context');
  await expect.poll(async () => (await banners(engine)).length).toBe(2);
  expect(await banners(engine)).toEqual([
    ['milestone-overdue', 'accepted', ''],
    ['milestone-overdue', 'acted', 'ack'],
  ]);
  await dunst.ctl('close-all');
  const [told] = await dunst.history();
  expect(told).toMatchObject({
    summary: 'Not taken on: Milestone overdue',
    body: expect.stringContaining('only when unlocked'),
  });
  expect((await firing(engine)).map(({ ack }) => ack)).toEqual([null]);
});

it('a storm is one banner', async (test) => {
  needsParts(test, ['dunst', 'dunstctl', 'dbus-daemon', 'Xvfb']);
  const bus = await startPrivateBus();
  const dunst = await startDunst(bus, await startScreen());
  const rows = Array.from({ length: 1000 }, (_, n) => `| Pile ${n + 1} | planned | 2026-11-10 |`);
  const { engine } = await open(
    bus.address,
    `# Quay\n\n| Milestone | Status | Due |\n|---|---|---|\n${rows.join('\n')}\n`,
  );
  expect(await firing(engine)).toHaveLength(100);
  expect(await dunst.count('displayed')).toBe(1);
  await dunst.ctl('close-all');
  const shown = await dunst.history();
  expect(shown.map(({ summary }) => summary)).toEqual(['1,000 × Milestone overdue']);
  expect(shown[0]?.body).toContain('and 997 more');
});

it('the command line has the served workspace try a banner, which goes with it', async (test) => {
  needsParts(test, ['dunst', 'dunstctl', 'dbus-daemon', 'Xvfb']);
  const bus = await startPrivateBus();
  const dunst = await startDunst(bus, await startScreen());
  const home = tempFolder();
  const named = ['--workspace', join(home, 'workspace')];
  const program = join(import.meta.dirname, '../../../quarterdeck.mjs');
  const server = start(process.execPath, [program, 'serve', ...named], {
    ...commandEnv(home),
    DBUS_SESSION_BUS_ADDRESS: bus.address,
  });
  await firstLine(server);
  const tried = await quarterdeck([...named, 'alert', 'test', '--severity', 'info'], { home });
  expect(tried).toMatchObject({ code: 0, out: expect.stringContaining('dunst took the banner.') });
  expect(await dunst.count('displayed')).toBe(1);
  const gone = once(server, 'exit');
  server.kill('SIGTERM');
  await gone;
  expect(await dunst.count('displayed')).toBe(0);
});

it('where nobody shows banners, that is recorded and said, and the alert is in the inbox', async () => {
  const { engine } = await open(null);
  const { rows, extra } = await list(engine);
  expect(rows).toHaveLength(1);
  expect(extra).toMatchObject({ desktop: 'none', desktopWhy: expect.stringContaining('no session bus') });
  expect(await banners(engine)).toEqual([
    ['milestone-overdue', 'failed', expect.stringContaining('no session bus')],
  ]);
  const tested = await engine.handlers.calls['alerts.test']({ severity: 'critical' }, context);
  expect(tested).toMatchObject({ ok: false, error: { code: 'notify.no-service' } });
});
