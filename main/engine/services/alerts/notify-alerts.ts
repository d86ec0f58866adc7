import { groupWords } from '../../../../core/domain/alerts/group-words.ts';
import type { ActorId } from '../../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../../core/kernel/result.ts';
import {
  groupsLetGo,
  openAlertIds,
  openGroup,
  openGroupIds,
} from '../../../../db/readers/alerts/open-groups.ts';
import { labelsOf, readAlertRules } from '../../../../db/records/alert.ts';
import { ackAlerts } from '../../../../db/usecases/alerts/decide-alerts.ts';
import type { RecordedStep } from '../../../../db/usecases/alerts/record-steps.ts';
import type { Banner, BannerActionId } from '../../../../node/notify/notifier.ts';
import type { Notifications } from '../../options.ts';
import { signatureOf } from '../actors/signer.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { yieldToEventLoop } from '../in-steps.ts';
import { type DesktopChannel, openDesktopChannel } from './desktop-channel.ts';

/** A group is told of no more often. */
const BETWEEN_MS = 1000;
/** After a commit that may have ended something; many commits are looked at together. */
const QUIET_MS = 100;
const LINES = 3;
const SNOOZE_MINUTES = 30;
/** Signed and written at a stretch, so that others come between. */
const AT_ONCE = 200;

const KEY = 'alerts:';
const ACTIONS: Banner['actions'] = [
  { id: 'ack', label: 'Take on' },
  { id: 'snooze', label: `Snooze ${SNOOZE_MINUTES} min` },
];

/** Tells of alerts on this desktop: one banner for each rule, as long as an alert of it fires that nobody has taken on. */
export interface AlertNotices {
  readonly channel: DesktopChannel;
  /** After the rules were judged: what became of alerts is kept. */
  judged(steps: readonly RecordedStep[]): void;
  /** Resolves when what was told until now is on the screen, or is known not to be. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface Group {
  toldAt: number;
  /** Ends the wait for its next banner; null: it does not wait. */
  cancel: (() => void) | null;
}

export function createAlertNotices(deps: EngineDeps, given: Notifications | undefined): AlertNotices {
  const { db, clock, timekeeper, log } = deps;
  const steady = (): number => timekeeper.moment().steady;
  /** Those that have a banner, or will have one within a second. */
  const groups = new Map<string, Group>();
  const running = new Set<Promise<unknown>>();
  let lookedAt = clock.now();
  let quiet: NodeJS.Timeout | null = null;
  let closed = false;

  const channel = openDesktopChannel(deps, given, (key, action) => {
    if (key.startsWith(KEY)) follow(act(key.slice(KEY.length), action));
  });

  function follow(work: Promise<unknown>): void {
    const guarded = work.catch((error: unknown) => log.error('Telling of alerts failed.', error));
    running.add(guarded);
    void guarded.finally(() => running.delete(guarded));
  }

  function withdrawEnded(): void {
    if (groups.size === 0) return;
    const open = openGroupIds(db.read, clock.now());
    for (const [id, { cancel }] of groups) {
      if (open.has(id)) continue;
      cancel?.();
      groups.delete(id);
      follow(channel.withdraw(`${KEY}${id}`));
    }
  }

  function tell(id: string): void {
    const group = groups.get(id) ?? { toldAt: Number.NEGATIVE_INFINITY, cancel: null };
    groups.set(id, group);
    if (group.cancel !== null) return;
    const left = group.toldAt + BETWEEN_MS - steady();
    if (left <= 0) {
      show(id, group);
      return;
    }
    channel.suppressed(id, 'Shown with the next, a second after the one before.');
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      group.cancel = null;
      show(id, group);
      resolve();
    }, left);
    timer.unref();
    group.cancel = () => {
      clearTimeout(timer);
      resolve();
    };
    follow(promise);
  }

  function show(id: string, group: Group): void {
    const open = openGroup(db.read, id, clock.now(), LINES);
    if (open === null) {
      withdrawEnded();
      return;
    }
    group.toldAt = steady();
    const { severity } = open;
    const words = groupWords(open, nameOf(id));
    follow(channel.show(id, { key: `${KEY}${id}`, ...words, severity, actions: ACTIONS }));
    if (severity !== 'info') follow(channel.play(id, severity));
  }

  const nameOf = (id: string): string => readAlertRules(db.read).find((rule) => rule.id === id)?.name ?? id;

  /** What the person at this desktop pressed, who is the workspace's owner. */
  async function act(id: string, action: BannerActionId): Promise<void> {
    if (action === 'open') return;
    const minutes = action === 'snooze' ? SNOOZE_MINUTES : null;
    const taken = await takeOn(id, deps.owner(), minutes);
    if (taken.ok) return;
    log.warn(taken.error.message, taken.error.facts);
    const title = `Not taken on: ${nameOf(id)}`;
    const banner = { key: `${KEY}${id}`, title, body: taken.error.message, actions: [] };
    await channel.show(id, { ...banner, severity: 'warning' });
  }

  async function takeOn(id: string, actorId: ActorId, minutes: number | null): Promise<Result<null>> {
    const sign = await signatureOf(deps, { actorId });
    if (!sign.ok) return sign;
    const now = clock.now();
    const ids = openAlertIds(db.read, id, now);
    const taken =
      minutes === null ? { comment: '', until: null } : { comment: 'Snoozed', until: now + minutes * 60_000 };
    for (let start = 0; start < ids.length; start += AT_ONCE) {
      const some = ids.slice(start, start + AT_ONCE);
      const acked = ackAlerts(db, { actorId, sign: sign.value }, some, taken);
      // What ended meanwhile needs nobody.
      if (!acked.ok && acked.error.code !== 'alert.not-firing') return acked;
      await yieldToEventLoop();
    }
    return ok(null);
  }

  const stopFollowing = db.feed.subscribe(({ changes: { areas } }) => {
    if (!areas.has('alerts') || groups.size === 0 || quiet !== null) return;
    quiet = setTimeout(() => {
      quiet = null;
      withdrawEnded();
    }, QUIET_MS);
    quiet.unref();
  });

  return {
    channel,
    judged(steps) {
      if (closed || given === undefined) return;
      const now = clock.now();
      const begun = steps
        .filter(({ became }) => became === 'firing')
        .map(({ alert }) => labelsOf(alert.labels)['alertname'] ?? '');
      const again = new Set([...begun, ...groupsLetGo(db.read, lookedAt, now)]);
      lookedAt = now;
      withdrawEnded();
      if (again.size === 0) return;
      const open = openGroupIds(db.read, now);
      for (const id of again) if (open.has(id)) tell(id);
    },
    async settled() {
      withdrawEnded();
      while (running.size > 0) await Promise.all(running);
    },
    async close() {
      closed = true;
      stopFollowing();
      if (quiet !== null) clearTimeout(quiet);
      for (const { cancel } of groups.values()) cancel?.();
      groups.clear();
      await channel.close();
      while (running.size > 0) await Promise.all(running);
    },
  };
}
