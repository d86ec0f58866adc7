import type { FramePort, PortListener } from '../../../core/contract/transport/frame-port.ts';

interface End {
  listener: PortListener | null;
  readonly queue: unknown[];
}

/** Two connected ends in one process. Frames arrive later, in order, as clones: neither end can touch the other's rows. */
export function portPair(): readonly [FramePort, FramePort] {
  const left: End = { listener: null, queue: [] };
  const right: End = { listener: null, queue: [] };
  let open = true;

  const deliver = (end: End): void => {
    const { listener } = end;
    if (listener === null) return;
    for (const frame of end.queue.splice(0)) listener.frame(frame);
  };
  const make = (own: End, other: End): FramePort => ({
    send(frame) {
      if (!open) return 'closed';
      other.queue.push(structuredClone(frame));
      if (other.queue.length === 1) setImmediate(deliver, other);
      return 'sent';
    },
    buffered: () => 0,
    listen(listener) {
      own.listener = listener;
      if (!open) return listener.lost(true);
      listener.opened();
      setImmediate(deliver, own);
    },
    close() {
      if (!open) return;
      open = false;
      // After what was sent before: a last frame such as a refusal must still be read.
      setImmediate(() => {
        for (const end of [left, right]) {
          deliver(end);
          end.listener?.lost(true);
        }
      });
    },
  });
  return [make(left, right), make(right, left)];
}
