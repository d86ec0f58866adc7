import type { AlertDelivery } from '../../../../core/domain/alerts/alert-delivery.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { recordDelivery, recordDeliveryEnd } from '../../../../db/usecases/alerts/record-delivery.ts';
import type { Banner, BannerActionId, BannerEnd, Severity } from '../../../../node/notify/notifier.ts';
import type { Notifications } from '../../options.ts';
import type { EngineDeps } from '../engine-deps.ts';

export interface DesktopState {
  readonly desktop: 'banners' | 'none';
  /** Why there are none; null when there are. */
  readonly desktopWhy: string | null;
}

/** Banners and sounds of groups of alerts; what becomes of each is recorded. Nothing here throws. */
export interface DesktopChannel {
  /** Whether a banner that is shown now would come up. */
  state(): DesktopState;
  /** The one of its group, in place of the one before. Answers who shows it. */
  show(group: string, banner: Banner): Promise<Result<{ readonly server: string }>>;
  /** Answers what plays it; null: nothing is to be heard. */
  play(group: string, severity: Severity): Promise<Result<{ readonly player: string | null }>>;
  suppressed(group: string, reason: string): void;
  withdraw(key: string): Promise<void>;
  close(): Promise<void>;
}

/** A banner on its way; what becomes of it may be told before it is known to be there. */
interface Flight {
  end: Pick<AlertDelivery, 'state' | 'reason'> | null;
}

const VOLUME = 1;
const NOWHERE =
  'Alerts come as banners only from the app and from "quarterdeck serve", and only on Linux. The inbox shows them everywhere.';

export function openDesktopChannel(
  { db, clock, log, topics }: Pick<EngineDeps, 'db' | 'clock' | 'log' | 'topics'>,
  given: Notifications | undefined,
  onActed: (key: string, action: BannerActionId) => void,
): DesktopChannel {
  /** Why banners can't be shown, as far as is known. */
  let problem: string | null = given === undefined ? NOWHERE : null;
  let server: string | null = null;
  const flights = new Map<string, Flight>();
  /** By key, the row of the banner that is on the screen. */
  const rows = new Map<string, number>();

  function found(now: string | null): void {
    if (now === problem) return;
    problem = now;
    topics.publish('alerts');
  }

  async function probe({ notifier }: Notifications): Promise<void> {
    const probed = await notifier.probe();
    if (probed.ok) server = probed.value.server.name;
    found(probed.ok ? null : probed.error.message);
  }

  function record(group: string, told: Pick<AlertDelivery, 'channel' | 'state' | 'reason'>): number | null {
    const recorded = recordDelivery(db, { group, at: clock.now(), ...told });
    if (recorded.ok) return recorded.value;
    log.warn(recorded.error.message, recorded.error.facts);
    return null;
  }

  function recordEnd(key: string, end: Pick<AlertDelivery, 'state' | 'reason'>): void {
    const n = rows.get(key);
    if (n === undefined) return;
    rows.delete(key);
    const recorded = recordDeliveryEnd(db, n, end);
    if (!recorded.ok) log.warn(recorded.error.message, recorded.error.facts);
  }

  function ended(key: string, end: BannerEnd): void {
    const row =
      end.kind === 'acted'
        ? ({ state: 'acted', reason: end.action } as const)
        : ({ state: 'closed', reason: end.reason } as const);
    const flight = flights.get(key);
    if (flight === undefined) recordEnd(key, row);
    else flight.end = row;
    if (end.kind === 'acted') onActed(key, end.action);
  }

  const stopped =
    given === undefined
      ? []
      : [
          given.notifier.onEnd(({ key, end }) => ended(key, end)),
          given.notifier.onService((there) => {
            server = null;
            found(there ? null : 'The notification service went away.');
          }),
        ];
  if (given !== undefined) void probe(given);

  return {
    state: () => ({ desktop: problem === null ? 'banners' : 'none', desktopWhy: problem }),
    async show(group, banner) {
      if (given === undefined) return fail('notify.no-service', NOWHERE);
      const flight: Flight = { end: null };
      flights.set(banner.key, flight);
      const shown = await given.notifier.show(banner);
      if (flights.get(banner.key) === flight) flights.delete(banner.key);
      found(shown.ok ? null : shown.error.message);
      if (!shown.ok) {
        if (flight.end !== null) recordEnd(banner.key, flight.end);
        log.warn(shown.error.message, shown.error.facts);
        record(group, { channel: 'desktop', state: 'failed', reason: shown.error.message });
        return shown;
      }
      recordEnd(banner.key, { state: 'closed', reason: 'replaced' });
      const row = record(group, {
        channel: 'desktop',
        ...(flight.end ?? { state: 'accepted', reason: '' }),
      });
      if (row !== null && flight.end === null) rows.set(banner.key, row);
      if (server === null) await probe(given);
      return ok({ server: server ?? 'The notification service' });
    },
    async play(group, severity) {
      if (given?.sounds == null) return ok({ player: null });
      const played = await given.sounds.play(severity, VOLUME);
      if (!played.ok) {
        log.warn(played.error.message, played.error.facts);
        record(group, { channel: 'sound', state: 'failed', reason: played.error.message });
        return played;
      }
      const { player } = played.value;
      record(group, { channel: 'sound', state: 'accepted', reason: player ?? '' });
      return ok({ player });
    },
    suppressed: (group, reason) => void record(group, { channel: 'desktop', state: 'suppressed', reason }),
    async withdraw(key) {
      const flight = flights.get(key);
      const end = { state: 'closed', reason: 'withdrawn' } as const;
      if (flight !== undefined) flight.end ??= end;
      recordEnd(key, end);
      await given?.notifier.withdraw(key);
    },
    async close() {
      if (given === undefined) return;
      for (const key of rows.keys()) recordEnd(key, { state: 'closed', reason: 'withdrawn' });
      for (const stop of stopped) stop();
      given.stopSounds();
      await given.notifier.close();
    },
  };
}
