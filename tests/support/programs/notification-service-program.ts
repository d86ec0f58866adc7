import { createInterface } from 'node:readline';
import { createClient } from 'dbus-native';

/**
 * A notification service on the bus of its environment that answers no call before it is told so by a line. With `refuses` as
 * argument it answers at once that it has had enough, with `closes` it closes each banner in the same breath as it takes it.
 * Prints `ready`, then the name of each call.
 */
const name = 'org.freedesktop.Notifications';
const bus = createClient();
const answers = new Map<string, unknown>([
  ['GetServerInformation', ['late', 'test', '1', '1.2']],
  ['GetCapabilities', ['actions']],
]);
let ids = 0;
let answer = (): void => {};
const told = new Promise<void>((resolve) => (answer = resolve));

const closeNewest = (): void => {
  bus.sendSignal('/org/freedesktop/Notifications', name, 'NotificationClosed', 'uu', [ids, 2]);
};
const method = (member: string) => async (): Promise<unknown> => {
  console.log(member);
  if (process.argv[2] === 'refuses') {
    throw Object.assign(new Error('too much'), { dbusName: `${name}.Error.ExcessNotificationGeneration` });
  }
  if (process.argv[2] === 'closes') {
    // Behind the answer, before anything of it is sent.
    if (member === 'Notify') process.nextTick(closeNewest);
  } else await told;
  if (member === 'Notify') ids += 1;
  return answers.get(member) ?? ids;
};
bus.exportInterface(
  {
    GetServerInformation: method('GetServerInformation'),
    GetCapabilities: method('GetCapabilities'),
    Notify: method('Notify'),
    CloseNotification: method('CloseNotification'),
  },
  '/org/freedesktop/Notifications',
  {
    name,
    methods: {
      GetServerInformation: ['', 'ssss', [], []],
      GetCapabilities: ['', 'as', [], []],
      Notify: ['susssasa{sv}i', 'u', [], []],
      CloseNotification: ['u', 'u', [], []],
    },
  },
);
await bus.requestName(name, 0);
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'answer') answer();
}
