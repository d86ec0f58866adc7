import type { Spent } from '../../core/domain/fleet/money/money.ts';
import type { LaterWait } from '../../core/domain/fleet/state.ts';
import { cutText } from '../../core/kernel/cut-text.ts';
import type { FrameAnswer, UnnumberedFrame } from '../connection/unnumbered-frame.ts';
import type { AttemptKey } from './attempt-record.ts';
import { visible } from './visible-text.ts';

const THROTTLE_MS = 500;
/** A task that only prints is not stuck: its output is reported as progress this often. */
const ALIVE_MS = 30_000;
const WORDS = 500;

export interface AttemptProgress {
  report(now: { readonly percent: number | null; readonly note: string }): void;
  spend(total: Spent): void;
  blocked(reason: string | null): void;
  /** The endpoint asked us to try again later; null when the work goes on. */
  later(wait: LaterWait | null): void;
  /** Something was printed. */
  alive(): void;
  /** Sends everything again that a hub may have missed while it was away. */
  again(): void;
  close(): void;
}

export interface ProgressDeps {
  readonly key: AttemptKey;
  readonly spent: Spent;
  /** By the steady clock. */
  now(): number;
  readonly send: (frame: UnnumberedFrame, answered: (answer: FrameAnswer) => void) => boolean;
}

/** The newest state of an attempt, sent at most twice a second; the last update always arrives. */
export function createAttemptProgress(deps: ProgressDeps): AttemptProgress {
  let state: { percent: number | null; note: string; spent: Spent } = {
    percent: null,
    note: '',
    spent: deps.spent,
  };
  let dirty = false;
  let notBefore = 0;
  let sentAt = deps.now();
  let timer: NodeJS.Timeout | null = null;
  let blocked: string | null = null;
  let hubThinks: string | null = null;
  let waits: { readonly wait: LaterWait; readonly until: number } | null = null;

  const flush = (): void => {
    timer = null;
    if (!dirty) return;
    const sent = deps.send({ t: 'progress', ...deps.key, ...state }, (answer) => {
      if (answer.kind !== 'limited') return;
      notBefore = deps.now() + answer.retryAfterMs;
      touch();
    });
    // Not connected: told at the next welcome.
    if (!sent) return;
    dirty = false;
    sentAt = deps.now();
    notBefore = Math.max(notBefore, sentAt + THROTTLE_MS);
  };
  function touch(): void {
    dirty = true;
    timer ??= setTimeout(flush, Math.max(0, notBefore - deps.now()));
  }
  const sendBlocked = (): void => {
    if (blocked === hubThinks) return;
    const wanted = blocked;
    const frame: UnnumberedFrame =
      wanted === null ? { t: 'unblocked', ...deps.key } : { t: 'blocked', ...deps.key, reason: wanted };
    if (deps.send(frame, () => {})) hubThinks = wanted;
  };

  const sendLater = (): void => {
    if (waits === null) return;
    const { model, reason } = waits.wait;
    const waitMs = Math.max(0, Math.ceil(waits.until - deps.now()));
    deps.send({ t: 'later', ...deps.key, model, waitMs, reason }, () => {});
  };

  return {
    report({ percent, note }) {
      const bounded = percent === null ? null : Math.min(100, Math.max(0, percent));
      state = { ...state, percent: bounded, note: cutText(visible(note), WORDS) };
      touch();
    },
    spend(total) {
      state = { ...state, spent: total };
      touch();
    },
    blocked(reason) {
      blocked = reason === null ? null : cutText(visible(reason), WORDS);
      sendBlocked();
    },
    later(wait) {
      if (wait === null) {
        waits = null;
        return;
      }
      const reason = cutText(visible(wait.reason), WORDS);
      waits = { wait: { ...wait, reason }, until: deps.now() + wait.waitMs };
      sendLater();
    },
    alive() {
      if (deps.now() - sentAt >= ALIVE_MS) touch();
    },
    again() {
      sendBlocked();
      sendLater();
      if (dirty) touch();
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (dirty && deps.now() >= notBefore) flush();
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
