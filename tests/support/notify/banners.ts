import { onTestFinished } from 'vitest';
import { createDbusNotifier } from '../../../node/notify/dbus-notifier.ts';
import type { Banner, Notifier } from '../../../node/notify/notifier.ts';

export const banner: Banner = {
  key: 'queue',
  title: 'The queue grows',
  body: '12 tasks wait',
  severity: 'warning',
  actions: [
    { id: 'ack', label: 'Acknowledge' },
    { id: 'snooze', label: 'Snooze' },
    { id: 'open', label: 'Open' },
  ],
};

export interface HeardNotifier extends Notifier {
  /** The next thing that `onEnd` or `onService` tells, or told since the last call. */
  next(): Promise<unknown>;
}

/** A notifier whose events are read one by one. */
export function heardNotifier(address: string | null): HeardNotifier {
  const notifier = createDbusNotifier(address);
  const events: unknown[] = [];
  let wake = (): void => {};
  const hear = (event: unknown): void => {
    events.push(event);
    wake();
  };
  notifier.onEnd(hear);
  notifier.onService((there) => hear(there ? 'came' : 'went'));
  onTestFinished(() => notifier.close());
  return {
    ...notifier,
    async next() {
      while (events.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return events.shift();
    },
  };
}
