import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { sessionBusAddress } from '../../../../node/notify/session-bus.ts';
import { onUnix } from '../../../support/not-run.ts';
import { banner, heardNotifier } from '../../../support/notify/banners.ts';
import { needsParts } from '../../../support/notify/needs-parts.ts';
import { type PrivateBus, start, startPrivateBus } from '../../../support/notify/private-bus.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const noService = { ok: false, error: { code: 'notify.no-service', retryable: true } };
const noAnswer = { ok: false, error: { code: 'notify.no-answer', retryable: true } };

async function privateBus(context: TestContext): Promise<PrivateBus> {
  needsParts(context, ['dbus-daemon']);
  return await startPrivateBus();
}

/** A service of ours; `called` is the name of the next call that reaches it. */
async function service(bus: PrivateBus, ...args: readonly string[]) {
  const program = join(import.meta.dirname, '../../../support/programs/notification-service-program.ts');
  const child = start(process.execPath, [program, ...args], { DBUS_SESSION_BUS_ADDRESS: bus.address });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const called = async (): Promise<unknown> => (await lines.next()).value;
  expect(await called()).toBe('ready');
  return { called, answer: () => child.stdin.write('answer\n') };
}

test('the address of the bus is told by the environment, or stands where systemd puts it', () => {
  expect(
    sessionBusAddress({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/a', XDG_RUNTIME_DIR: '/run/user/1' }),
  ).toBe('unix:path=/a');
  expect(sessionBusAddress({ XDG_RUNTIME_DIR: '/run/user/1' })).toBe('unix:path=/run/user/1/bus');
  expect(sessionBusAddress({ DBUS_SESSION_BUS_ADDRESS: '' })).toBeNull();
});

test.for([
  ['no address', null],
  ['an address without a socket', 'unix:path=/nowhere/at/all'],
  ['an address of a kind nobody knows', 'pigeon:path=/a'],
  ['an address that says too little', 'unix:'],
  ['an address nobody listens at', 'tcp:host=127.0.0.1,port=1'],
  ['an address no socket can have', 'tcp:host=127.0.0.1,port=99999999'],
  ['no address at all, just words', 'hello there'],
] as const)('%s: there is no notification service, and nothing is thrown', async ([, address]) => {
  const notifier = heardNotifier(address);
  expect(await notifier.probe()).toMatchObject(noService);
  expect(await notifier.show(banner)).toMatchObject(noService);
  await notifier.withdraw('queue');
  await notifier.close();
});

test('a bus that takes the connection and says nothing is told as one that does not answer', async (context) => {
  onUnix(context);
  const path = join(tempFolder(), 'bus');
  const sockets = new Set<Socket>();
  const server = createServer((socket) => void sockets.add(socket.resume())).listen(path);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await once(server, 'listening');
  const notifier = heardNotifier(`unix:path=${path}`);
  expect(await notifier.show(banner)).toMatchObject(noAnswer);
});

test.for([
  ['refuses us', 'REJECTED PIGEON\r\n'],
  ['speaks another language', `OK 1234\r\n${'\x07'.repeat(64)}`],
] as const)('a bus that %s is no bus for us', async ([, words], context) => {
  onUnix(context);
  const path = join(tempFolder(), 'bus');
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', () => socket.write(words));
  }).listen(path);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const notifier = heardNotifier(`unix:path=${path}`);
  expect(await notifier.probe()).toMatchObject(noService);
});

test('a bus without a service says so at once, and a service that comes is told', async (context) => {
  const bus = await privateBus(context);
  const notifier = heardNotifier(bus.address);
  expect(await notifier.probe()).toMatchObject(noService);
  const { answer } = await service(bus);
  expect(await notifier.next()).toBe('came');
  answer();
  expect(await notifier.show(banner)).toEqual({ ok: true, value: { accepted: true, replaced: false } });
});

test('a bus that ends takes its banners along, and the next call says that it is gone', async (context) => {
  const bus = await privateBus(context);
  const notifier = heardNotifier(bus.address);
  const { answer } = await service(bus);
  answer();
  await notifier.show(banner);
  expect(await notifier.next()).toBe('came');
  await bus.end();
  expect(await notifier.next()).toEqual({ key: 'queue', end: { kind: 'closed', reason: 'lost' } });
  expect(await notifier.next()).toBe('went');
  expect(await notifier.show(banner)).toMatchObject(noService);
});

test('a service that never answers holds nothing up, however many banners there are', async (context) => {
  const bus = await privateBus(context);
  const { called } = await service(bus);
  const notifier = heardNotifier(bus.address);
  const started = performance.now();
  const answers = await Promise.all(
    Array.from({ length: 500 }, (_, at) => notifier.show({ ...banner, key: `group ${at}` })),
  );
  expect(performance.now() - started).toBeLessThan(7000);
  expect(answers.filter(({ ok }) => ok)).toEqual([]);
  expect(answers[0]).toMatchObject(noAnswer);
  expect([await called(), await called()]).toEqual(['GetServerInformation', 'GetCapabilities']);
});

test('a banner that is closed in the same breath as it is taken is told as closed', async (context) => {
  const bus = await privateBus(context);
  await service(bus, 'closes');
  const notifier = heardNotifier(bus.address);
  await notifier.probe();
  expect(await notifier.next()).toBe('came');
  for (const body of ['first', 'second', 'third']) {
    expect(await notifier.show({ ...banner, body })).toMatchObject({ ok: true, value: { replaced: false } });
    expect(await notifier.next()).toEqual({ key: 'queue', end: { kind: 'closed', reason: 'dismissed' } });
  }
});

test('a service that refuses is told with the name of its error', async (context) => {
  const bus = await privateBus(context);
  await service(bus, 'refuses');
  expect(await heardNotifier(bus.address).show(banner)).toMatchObject({
    ok: false,
    error: {
      code: 'notify.refused',
      facts: { error: 'org.freedesktop.Notifications.Error.ExcessNotificationGeneration' },
    },
  });
});
