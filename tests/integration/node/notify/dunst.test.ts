import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { bodyText, escapeMarkup, titleText } from '../../../../node/notify/banner-text.ts';
import { banner, heardNotifier } from '../../../support/notify/banners.ts';
import { startDunst, startScreen } from '../../../support/notify/dunst.ts';
import { needsParts } from '../../../support/notify/needs-parts.ts';
import { NOTIFICATIONS, startPrivateBus } from '../../../support/notify/private-bus.ts';

beforeEach((context) => needsParts(context, ['dunst', 'dunstctl', 'busctl', 'dbus-daemon', 'Xvfb']));

async function desktop(options: Parameters<typeof startDunst>[2] = {}) {
  const bus = await startPrivateBus();
  const display = await startScreen();
  const dunst = await startDunst(bus, display, options);
  const notifier = heardNotifier(bus.address);
  expect(await notifier.probe()).toMatchObject({ ok: true });
  expect(await notifier.next()).toBe('came');
  return { bus, display, dunst, notifier };
}

const accepted = (replaced: boolean) => ({ ok: true, value: { accepted: true, replaced } });
const closed = (key: string, reason: string) => ({ key, end: { kind: 'closed', reason } });
const acted = (key: string, action: string) => ({ key, end: { kind: 'acted', action } });

test('the service says who it is and what it can do', async () => {
  const { notifier } = await desktop();
  expect(await notifier.probe()).toEqual({
    ok: true,
    value: {
      server: { name: 'dunst', vendor: 'knopwob', version: expect.stringMatching(/^\d/), spec: '1.2' },
      can: { actions: true, bodyMarkup: true, sound: false, persistence: false },
    },
  });
});

test('a banner shown again under its key replaces the one before, another key stands beside it', async () => {
  const { dunst, notifier } = await desktop();
  expect(await notifier.show(banner)).toEqual(accepted(false));
  expect(await notifier.show({ ...banner, body: '40 tasks wait' })).toEqual(accepted(true));
  expect(await notifier.show({ ...banner, key: 'disk', title: 'The disk fills up' })).toEqual(
    accepted(false),
  );
  expect(await dunst.count('displayed')).toBe(2);
  await dunst.ctl('close-all');
  const ends = [await notifier.next(), await notifier.next()];
  expect(ends).toEqual(expect.arrayContaining([closed('queue', 'dismissed'), closed('disk', 'dismissed')]));
  const texts = (await dunst.history()).map(({ summary, body }) => `${summary}: ${body}`);
  expect(texts.toSorted()).toEqual(['The disk fills up: 12 tasks wait', 'The queue grows: 40 tasks wait']);
});

test('banners of one key that are shown at once end up as the newest one', async () => {
  const { dunst, notifier } = await desktop();
  const answers = await Promise.all(
    ['first', 'second', 'third'].map((body) => notifier.show({ ...banner, body })),
  );
  expect(answers.every(({ ok }) => ok)).toBe(true);
  // An answer of the service comes after all it was asked before.
  await notifier.probe();
  expect(await dunst.count('displayed')).toBe(1);
  await dunst.ctl('close');
  expect(await notifier.next()).toEqual(closed('queue', 'dismissed'));
  expect((await dunst.history())[0]?.body).toBe('third');
});

test.for([
  ['Acknowledge', 'ack'],
  ['Snooze', 'snooze'],
] as const)('the button %s is told as %s, and the banner is gone', async ([pick, action]) => {
  const { dunst, notifier } = await desktop({ pick });
  await notifier.show(banner);
  await dunst.ctl('context');
  expect(await notifier.next()).toEqual(acted('queue', action));
  await notifier.probe();
  expect(await dunst.count('displayed')).toBe(0);
  // It's a new one, not the one before.
  expect(await notifier.show(banner)).toEqual(accepted(false));
});

test('a click on the banner itself opens', async () => {
  const { dunst, notifier } = await desktop();
  await notifier.show(banner);
  await dunst.ctl('action');
  expect(await notifier.next()).toEqual(acted('queue', 'open'));
});

test('a banner says whether it was dismissed, taken down or ran out of time', async () => {
  const { dunst, notifier } = await desktop({ seconds: 1 });
  await notifier.show({ ...banner, key: 'critical', severity: 'critical' });
  await notifier.show(banner);
  expect(await notifier.next()).toEqual(closed('queue', 'expired'));
  expect(await dunst.count('displayed'), 'a critical one stays').toBe(1);
  await dunst.ctl('close');
  expect(await notifier.next()).toEqual(closed('critical', 'dismissed'));
  await notifier.show(banner);
  await notifier.withdraw('queue');
  expect(await notifier.next()).toEqual(closed('queue', 'withdrawn'));
  // There is nothing to take down, and nothing is told of it.
  await notifier.withdraw('queue');
});

test('a service that ends loses its banners, and one that comes back is shown them anew', async () => {
  const { bus, display, dunst, notifier } = await desktop();
  await notifier.show(banner);
  await dunst.end();
  expect(await notifier.next()).toEqual(closed('queue', 'lost'));
  expect(await notifier.next()).toBe('went');
  expect(await notifier.show(banner)).toMatchObject({ ok: false, error: { code: 'notify.no-service' } });

  const again = await startDunst(bus, display);
  expect(await notifier.next()).toBe('came');
  expect(await notifier.show(banner)).toEqual(accepted(false));
  expect(await again.count('displayed')).toBe(1);
});

test('a service that stops for a while is told as one that does not answer, and its late banner counts', async () => {
  const { dunst, notifier } = await desktop();
  dunst.process.kill('SIGSTOP');
  const started = performance.now();
  const answers = await Promise.all([notifier.show(banner), notifier.show({ ...banner, key: 'disk' })]);
  const took = performance.now() - started;
  expect(answers).toMatchObject([
    { ok: false, error: { code: 'notify.no-answer', retryable: true } },
    { ok: false, error: { code: 'notify.no-answer' } },
  ]);
  expect(took, 'both waited at the same time').toBeLessThan(7000);
  await notifier.withdraw('disk');

  dunst.process.kill('SIGCONT');
  expect(await notifier.probe()).toMatchObject({ ok: true });
  await notifier.probe();
  expect(await dunst.count('displayed'), 'the one that was taken down meanwhile is not there').toBe(1);
  expect(await notifier.show(banner)).toEqual(accepted(true));
  await dunst.ctl('close');
  expect(await notifier.next()).toEqual(closed('queue', 'dismissed'));
});

test('what another program claims about a banner is not believed', async () => {
  const { bus, dunst, notifier } = await desktop();
  await notifier.show(banner);
  for (let id = 1; id < 9; id += 1) {
    bus.client.sendSignal('/org/freedesktop/Notifications', NOTIFICATIONS, 'ActionInvoked', 'us', [
      id,
      'ack',
    ]);
  }
  await bus.client.getId();
  await notifier.probe();
  await dunst.ctl('close');
  expect(await notifier.next()).toEqual(closed('queue', 'dismissed'));
});

test('more banners than anybody can read take the oldest from the screen', async () => {
  const { dunst, notifier } = await desktop();
  for (let at = 0; at < 53; at += 1) await notifier.show({ ...banner, key: `group ${at}` });
  for (const oldest of ['group 0', 'group 1', 'group 2']) {
    expect(await notifier.next()).toEqual(closed(oldest, 'withdrawn'));
  }
  const [displayed, waiting] = [await dunst.count('displayed'), await dunst.count('waiting')];
  expect(displayed + waiting).toBe(50);
});

test('whoever leaves takes down what was shown', async () => {
  const { dunst, notifier } = await desktop();
  await notifier.show(banner);
  await notifier.close();
  expect(await dunst.count('displayed')).toBe(0);
  expect(await notifier.show(banner)).toMatchObject({ ok: false, error: { code: 'notify.no-service' } });
});

test('a service that shows plain text is given plain text', async () => {
  const { dunst, notifier } = await desktop({ markup: 'no' });
  expect(await notifier.probe()).toMatchObject({ ok: true, value: { can: { bodyMarkup: false } } });
  await notifier.show({ ...banner, body: 'a < b & c' });
  await notifier.withdraw('queue');
  expect(await dunst.history()).toMatchObject([{ body: 'a < b & c' }]);
});

test('text of anybody, whatever is in it, is shown as that text and breaks neither markup nor call', async () => {
  const { bus, dunst, notifier } = await desktop();
  await bus.client.invoke({
    destination: NOTIFICATIONS,
    path: '/org/freedesktop/Notifications',
    interface: NOTIFICATIONS,
    member: 'Notify',
    signature: 'susssasa{sv}i',
    body: ['other', 0, '', 'markup that is broken', 'a <b>', [], {}, 0],
  });
  await dunst.ctl('close');
  expect(dunst.said(), 'dunst complains of broken markup').toMatch(/markup/i);
  const complaints = dunst.said().match(/markup/gi)?.length;

  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '<b>',
      '</b>',
      '&amp;',
      '&#0;',
      '&',
      '<',
      '%s',
      '%b',
      '\\n',
      '\u202e',
      '\0',
      '\x1b[31m',
      '\ud800',
      '\n',
    ),
    fc.string({ unit: 'grapheme', maxLength: 400 }),
  );
  const text = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(text, text, async (title, body) => {
      expect(await notifier.show({ ...banner, title, body })).toMatchObject({ ok: true });
      await notifier.withdraw('queue');
      expect(await notifier.next()).toEqual(closed('queue', 'withdrawn'));
      const [newest] = await dunst.history();
      expect(newest).toMatchObject({
        summary: titleText(title) || 'Quarterdeck',
        body: escapeMarkup(bodyText(body)),
      });
    }),
    { numRuns: 60 },
  );
  expect(dunst.said().match(/markup/gi)?.length).toBe(complaints);
});
