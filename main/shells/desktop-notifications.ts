import { createDbusNotifier } from '../../node/notify/dbus-notifier.ts';
import { sessionBusAddress } from '../../node/notify/session-bus.ts';
import { createSounds, findSounds } from '../../node/notify/sounds.ts';
import type { Notifications } from '../engine/options.ts';

/** How alerts reach whoever sits at this machine; undefined on systems that are not spoken to yet. */
export function desktopNotifications(): Notifications | undefined {
  const { env, platform } = process;
  if (platform !== 'linux') return undefined;
  const stop = new AbortController();
  const folder = findSounds(import.meta.dirname);
  return {
    notifier: createDbusNotifier(sessionBusAddress(env)),
    sounds: folder === null ? null : createSounds({ folder, env, platform, stop: stop.signal }),
    stopSounds: () => stop.abort(),
  };
}
