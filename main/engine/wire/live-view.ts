import type { SendOutcome } from '../../../core/contract/transport/frame-port.ts';
import { diffRows, sameValue } from '../../../core/contract/transport/row-patches.ts';
import { type EngineFrame, wireLimits } from '../../../core/contract/transport/wire.ts';
import { fail } from '../../../core/kernel/result.ts';
import type { TopicBus } from '../topics.ts';
import type { AcceptedView, WireViewAnswer } from './call-gateway.ts';

export interface LiveViewOptions {
  readonly id: number;
  readonly view: AcceptedView;
  readonly topics: TopicBus;
  readonly send: (frame: EngineFrame) => SendOutcome;
  readonly buffered: () => number;
}

export interface LiveView {
  /** The client took in push `seq`. */
  acknowledge(seq: number): void;
  stop(): void;
}

/**
 * One watched view of one client. A published topic only marks it dirty; rows are read again at most once per
 * push interval, and while the client is behind they are not read at all: when it has caught up it gets one reset.
 */
export function startLiveView({ id, view, topics, send, buffered }: LiveViewOptions): LiveView {
  let last: WireViewAnswer | null = null;
  let seq = -1;
  let acknowledged = -1;
  let dirty = true;
  let reading = false;
  let stopped = false;
  let pause: ReturnType<typeof setTimeout> | null = null;

  const behind = (): boolean =>
    seq - acknowledged >= wireLimits.unackedPushes || buffered() > wireLimits.bufferedBytes;

  const pauseThenFlush = (): void => {
    pause = setTimeout(() => {
      pause = null;
      void flush();
    }, wireLimits.pushEveryMilliseconds);
  };

  const push = (frame: EngineFrame, rows: WireViewAnswer | null): void => {
    if (send(frame) === 'too-large') {
      const failure = fail(
        'contract.too-large',
        'There is more here than one view can carry; narrow it down.',
      );
      send({ t: 'failed', id, error: failure.error });
      last = null;
    } else {
      seq += 1;
      last = rows;
    }
  };

  const flush = async (): Promise<void> => {
    if (!dirty || reading || stopped || pause !== null) return;
    if (behind()) {
      // What it holds may be overtaken many times by the time it has caught up: start over then. The pause polls for
      // bytes that no acknowledgement will announce (large answers to calls).
      last = null;
      pauseThenFlush();
      return;
    }
    dirty = false;
    reading = true;
    const now = await view.read();
    reading = false;
    if (stopped) return;
    // Also after a reading that pushes nothing: a busy topic must not turn into reading without end.
    pauseThenFlush();
    if (!now.ok) {
      last = null;
      send({ t: 'failed', id, error: now.error });
      return;
    }
    const { rows, extra } = now.value;
    if (last === null) {
      push({ t: 'reset', id, seq: seq + 1, rows: [...rows], extra }, now.value);
    } else {
      const patch = diffRows(last.rows, rows);
      const sameExtra = sameValue(last.extra, extra);
      if (patch !== null || !sameExtra) {
        const body = patch ?? { upserts: [], removes: [] };
        const frame = { t: 'patch', id, seq: seq + 1, rows: body } as const;
        push(sameExtra ? frame : { ...frame, extra }, now.value);
      }
    }
  };

  const unsubscribe = topics.subscribe(view.topics, () => {
    if (dirty) return;
    dirty = true;
    // Not at once: one change publishes several topics in a row.
    setImmediate(() => void flush());
  });
  void flush();

  return {
    acknowledge(taken) {
      if (taken > acknowledged && taken <= seq) acknowledged = taken;
    },
    stop() {
      stopped = true;
      if (pause !== null) clearTimeout(pause);
      unsubscribe();
    },
  };
}
