import { z } from 'zod';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { bodyText, escapeMarkup, titleText } from './banner-text.ts';
import type {
  Banner,
  BannerActionId,
  BannerEnd,
  CloseReason,
  Notifier,
  NotifierCode,
  NotifierFacts,
  Severity,
} from './notifier.ts';
import { type BusCall, type BusConnection, type BusSignal, connectBus, noService } from './session-bus.ts';

const BUS = 'org.freedesktop.DBus';
const SERVICE = 'org.freedesktop.Notifications';
const PATH = '/org/freedesktop/Notifications';
const APP = 'Quarterdeck';
/** The name of the installed `.desktop` file, by which a desktop finds icon and settings. */
const DESKTOP_ENTRY = 'quarterdeck';
/** More are not kept on a screen; the oldest goes. */
const MOST_SHOWN = 50;

const urgency: Readonly<Record<Severity, number>> = { info: 0, warning: 1, critical: 2 };
/** Milliseconds; 0 is "until somebody does something", -1 leaves it to the desktop. */
const expiry: Readonly<Record<Severity, number>> = { info: -1, warning: -1, critical: 0 };
const closeReasons: Readonly<Record<number, CloseReason>> = { 1: 'expired', 2: 'dismissed', 3: 'withdrawn' };

const ServerInformation = z.tuple([z.string(), z.string(), z.string(), z.string()]);
const Capabilities = z.tuple([z.array(z.string())]);
const NewId = z.tuple([z.int().positive()]);
const OwnerChanged = z.tuple([z.literal(SERVICE), z.string(), z.string()]);
const Closed = z.tuple([z.int(), z.int()]);
/** A click on the banner itself is `default`, which opens. */
const Acted = z.tuple([
  z.int(),
  z.enum(['ack', 'snooze', 'open', 'default']).transform((id) => (id === 'default' ? 'open' : id)),
]);

/** A banner on its way; the answer may come long after nobody waits for it. */
interface Flight {
  readonly key: string;
  readonly turn: number;
  withdrawn: boolean;
}

/** Banners through the desktop's own notification service (freedesktop.org, 1.2) on the bus at `address`. */
export function createDbusNotifier(address: string | null): Notifier {
  const endListeners = new Set<(ended: { readonly key: string; readonly end: BannerEnd }) => void>();
  const serviceListeners = new Set<(there: boolean) => void>();
  const flights = new Set<Flight>();
  const shown = new Map<string, { readonly id: number; readonly turn: number }>();
  const keys = new Map<number, string>();
  let turns = 0;
  let closed = false;
  let bus: Promise<Result<BusConnection, NotifierCode>> | null = null;
  let facts: Promise<Result<NotifierFacts, NotifierCode>> | null = null;
  /** Who answers for the service now; a signal of anybody else is none of it. */
  let owner = '';

  function connected(): Promise<Result<BusConnection, NotifierCode>> {
    if (closed) return Promise.resolve(noService('the connection was closed'));
    bus ??= connect().then((result) => {
      if (!result.ok) bus = null;
      return result;
    });
    return bus;
  }

  async function connect(): Promise<Result<BusConnection, NotifierCode>> {
    if (address === null) return noService('no session bus');
    const dialled = await connectBus(address, {
      signal,
      ended() {
        bus = null;
        ownedBy('');
      },
    });
    if (!dialled.ok) return dialled;
    const answers = await Promise.all([
      dialled.value.call(addMatch(`sender='${BUS}',member='NameOwnerChanged',arg0='${SERVICE}'`)),
      dialled.value.call(addMatch(`sender='${SERVICE}',interface='${SERVICE}'`)),
      dialled.value.call(busCall('GetNameOwner', [SERVICE]), (values) => {
        if (typeof values?.[0] === 'string') ownedBy(values[0]);
      }),
    ]);
    // That nobody owns the name yet is no failure: the first call may start the service.
    const failure = answers.slice(0, 2).find((answer) => !answer.ok);
    if (failure === undefined || failure.ok) return dialled;
    dialled.value.end();
    return failure;
  }

  function signal({ sender, member, body, ...from }: BusSignal): void {
    if (sender === BUS && member === 'NameOwnerChanged') {
      const changed = OwnerChanged.safeParse(body);
      if (changed.success) ownedBy(changed.data[2]);
    }
    if (sender !== owner || from.interface !== SERVICE) return;
    const acted = member === 'ActionInvoked' ? Acted.safeParse(body).data : undefined;
    if (acted !== undefined) {
      ended(acted[0], { kind: 'acted', action: acted[1] });
      // Some services leave it on the screen.
      void take(acted[0]);
    }
    const gone = member === 'NotificationClosed' ? Closed.safeParse(body).data : undefined;
    if (gone !== undefined) ended(gone[0], { kind: 'closed', reason: closeReasons[gone[1]] ?? 'unknown' });
  }

  function ownedBy(name: string): void {
    if (name === owner) return;
    const before = owner;
    owner = name;
    for (const id of keys.keys()) ended(id, { kind: 'closed', reason: 'lost' });
    if (before !== '') {
      facts = null;
      for (const listener of serviceListeners) listener(false);
    }
    if (name !== '') for (const listener of serviceListeners) listener(true);
  }

  function ended(id: number, end: BannerEnd): void {
    const key = keys.get(id);
    if (key === undefined) return;
    keys.delete(id);
    shown.delete(key);
    for (const listener of endListeners) listener({ key, end });
  }

  async function ask(
    member: string,
    over?: (values: readonly unknown[] | null) => void,
    signature = '',
    body: unknown[] = [],
  ): Promise<Result<readonly unknown[], NotifierCode>> {
    const line = await connected();
    if (line.ok) {
      const call = { destination: SERVICE, path: PATH, interface: SERVICE, member, signature, body };
      return await line.value.call(call, over);
    }
    over?.(null);
    return line;
  }

  const take = (id: number) => ask('CloseNotification', undefined, 'u', [id]);

  async function learn(): Promise<Result<NotifierFacts, NotifierCode>> {
    const [server, capabilities] = await Promise.all([ask('GetServerInformation'), ask('GetCapabilities')]);
    if (!server.ok) return server;
    if (!capabilities.ok) return capabilities;
    const told = ServerInformation.safeParse(server.value);
    const able = Capabilities.safeParse(capabilities.value);
    if (!told.success || !able.success) {
      return notAsSpecified();
    }
    const [name, vendor, version, spec] = told.data;
    const can = (capability: string): boolean => able.data[0].includes(capability);
    return ok({
      server: { name, vendor, version, spec },
      can: {
        actions: can('actions'),
        bodyMarkup: can('body-markup'),
        sound: can('sound'),
        persistence: can('persistence'),
      },
    });
  }

  function known(): Promise<Result<NotifierFacts, NotifierCode>> {
    if (facts !== null) return facts;
    const asked = learn();
    facts = asked;
    void asked.then((result) => {
      if (!result.ok && facts === asked) facts = null;
    });
    return asked;
  }

  /** Called with the answer, in the order of the bus: what the service says of this banner next finds it known. */
  function arrived(flight: Flight, id: number): boolean {
    const before = shown.get(flight.key);
    if (flight.withdrawn || (before !== undefined && before.turn > flight.turn)) {
      if (before?.id !== id) void take(id);
      return false;
    }
    if (before !== undefined) {
      keys.delete(before.id);
      if (before.id !== id) void take(before.id);
    }
    shown.delete(flight.key);
    shown.set(flight.key, { id, turn: flight.turn });
    keys.set(id, flight.key);
    const [oldest] = shown.keys();
    if (shown.size > MOST_SHOWN && oldest !== undefined) void withdraw(oldest);
    return before?.id === id;
  }

  async function show(
    banner: Banner,
  ): Promise<Result<{ readonly accepted: true; readonly replaced: boolean }, NotifierCode>> {
    turns += 1;
    const flight: Flight = { key: banner.key, turn: turns, withdrawn: false };
    flights.add(flight);
    const able = await known();
    if (!able.ok) {
      flights.delete(flight);
      return able;
    }
    let replaced: boolean | null = null;
    const answer = await ask(
      'Notify',
      (values) => {
        flights.delete(flight);
        const id = NewId.safeParse(values).data?.[0];
        if (id !== undefined) replaced = arrived(flight, id);
      },
      'susssasa{sv}i',
      notifyBody(banner, shown.get(banner.key)?.id ?? 0, able.value),
    );
    if (!answer.ok) return answer;
    return replaced === null ? notAsSpecified() : ok({ accepted: true, replaced });
  }

  async function withdraw(key: string): Promise<void> {
    for (const flight of flights) if (flight.key === key) flight.withdrawn = true;
    const id = shown.get(key)?.id;
    if (id === undefined) return;
    const answer = await take(id);
    // The service knows of no such banner.
    if (!answer.ok && answer.error.code === 'notify.refused')
      ended(id, { kind: 'closed', reason: 'unknown' });
  }

  return {
    probe() {
      facts = null;
      return known();
    },
    show,
    withdraw,
    onEnd: (listener) => subscribe(endListeners, listener),
    onService: (listener) => subscribe(serviceListeners, listener),
    async close() {
      if (bus === null) {
        closed = true;
        return;
      }
      const line = bus;
      await Promise.all([...shown.keys()].map(withdraw));
      closed = true;
      endListeners.clear();
      serviceListeners.clear();
      const open = await line;
      if (open.ok) open.value.end();
    },
  };
}

const notAsSpecified = () =>
  fail('notify.refused', 'The notification service does not answer as the specification says.');

function notifyBody(banner: Banner, replaces: number, { can }: NotifierFacts): unknown[] {
  const buttons: { readonly id: BannerActionId | 'default'; readonly label: string }[] = [...banner.actions];
  const open = banner.actions.find(({ id }) => id === 'open');
  if (open !== undefined) buttons.unshift({ id: 'default', label: open.label });
  const body = bodyText(banner.body);
  const hints = [
    ['urgency', ['y', urgency[banner.severity]]],
    ['desktop-entry', ['s', DESKTOP_ENTRY]],
    // What is only for information needs no place in a list of what was missed.
    ['transient', ['b', banner.severity === 'info']],
    ['resident', ['b', false]],
    // Our own is played.
    ['suppress-sound', ['b', true]],
  ];
  return [
    APP,
    replaces,
    '',
    titleText(banner.title) || APP,
    can.bodyMarkup ? escapeMarkup(body) : body,
    can.actions ? buttons.flatMap(({ id, label }) => [id, titleText(label)]) : [],
    hints,
    expiry[banner.severity],
  ];
}

const busCall = (member: string, names: readonly string[]): BusCall => ({
  destination: BUS,
  path: '/org/freedesktop/DBus',
  interface: BUS,
  member,
  signature: 's',
  body: [...names],
});
const addMatch = (rule: string): BusCall => busCall('AddMatch', [`type='signal',${rule}`]);

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
