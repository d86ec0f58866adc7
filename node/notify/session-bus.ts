import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { NotifierCode } from './notifier.ts';

/** How long somebody waits for an answer, and how long one that comes later is still heard. */
const ANSWER_MS = 4000;
const LATE_MS = 60_000;
/** So many calls without an answer, and no more are sent. */
const MOST_UNANSWERED = 64;
/** Nothing that a bus or a notification service says is longer. */
const MESSAGE_BYTES = 1_000_000;

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: unknown[];
}

export interface BusSignal {
  readonly sender?: string;
  readonly interface?: string;
  readonly member?: string;
  readonly body?: unknown;
}

export interface BusConnection {
  /**
   * `over` is called once, with the answer's values or null, before anything that came after the answer is read: also when
   * it comes so late that nobody waits for it any more.
   */
  call(
    call: BusCall,
    over?: (values: readonly unknown[] | null) => void,
  ): Promise<Result<readonly unknown[], NotifierCode>>;
  end(): void;
}

/** Where the person's bus listens, or null: also where a service or another login shell started us without telling. */
export function sessionBusAddress(env: Readonly<Record<string, string | undefined>>): string | null {
  const { DBUS_SESSION_BUS_ADDRESS: told, XDG_RUNTIME_DIR: runtime } = env;
  if (told) return told;
  return runtime ? `unix:path=${runtime}/bus` : null;
}

/** A connection to a message bus. Whatever is wrong with it is the answer of its calls; `ended` is told once. */
export async function connectBus(
  address: string,
  heard: { readonly signal: (signal: BusSignal) => void; readonly ended: () => void },
): Promise<Result<BusConnection, NotifierCode>> {
  const { createClient, messageType } = await import('dbus-native');
  let bus: ReturnType<typeof createClient>;
  try {
    // The library throws where nobody can catch when its own first call runs out of time, so only ours have a limit.
    bus = createClient({ busAddress: address, timeout: 0, maxMessageSize: MESSAGE_BYTES });
  } catch (error) {
    return noService(error instanceof Error ? error.message : String(error));
  }
  const { connection } = bus;
  let cause: string | null = null;
  let unanswered = 0;
  const end = (): void => void connection.stream.destroy();
  const broken = (error: Error): void => {
    cause ??= error.message;
    end();
  };
  connection.on('error', broken);
  connection.on('handlerError', broken);
  connection.on('end', end);
  connection.on('close', heard.ended);
  connection.on('message', (message) => {
    if (message.type === messageType.signal) heard.signal(message);
  });
  return ok({
    end,
    async call(call, over) {
      if (unanswered >= MOST_UNANSWERED) {
        over?.(null);
        return noAnswer(call);
      }
      unanswered += 1;
      return await new Promise((resolve) => {
        const timer = setTimeout(() => resolve(noAnswer(call)), ANSWER_MS);
        bus.invoke({ ...call }, { timeout: LATE_MS }, (error, ...values: readonly unknown[]) => {
          unanswered -= 1;
          clearTimeout(timer);
          over?.(error === null ? values : null);
          resolve(error === null ? ok(values) : failed(call, error, cause));
        });
      });
    },
  });
}

function failed(call: BusCall, error: Error & { readonly dbusName?: string }, cause: string | null) {
  const name = error.dbusName ?? error.name;
  const kind = name.replace('org.freedesktop.DBus.Error.', '');
  if (kind === 'Disconnected') return noService(cause ?? 'the connection was closed');
  if (/^(?:ServiceUnknown|NameHasNoOwner|Spawn\..*)$/.test(kind)) return noService(error.message);
  if (/^(?:NoReply|Timeout|TimedOut)$/.test(kind)) return noAnswer(call);
  return fail(
    'notify.refused',
    `The notification service refused ${call.member}: ${error.message} (${name}).`,
    { error: name },
  );
}

export const noService = (reason: string) =>
  fail(
    'notify.no-service',
    `There is no notification service on this desktop (${reason}). Start one, or log in to a desktop that has one.`,
    { reason },
    true,
  );

const noAnswer = (call: BusCall) =>
  fail(
    'notify.no-answer',
    `The notification service did not answer ${call.member} within ${ANSWER_MS / 1000} seconds. It may hang: restart it.`,
    { seconds: ANSWER_MS / 1000 },
    true,
  );
