import type { FramePort, PortListener } from '../../../core/contract/transport/frame-port.ts';

/** Listens on a port at once and buffers frames until somebody is ready to receive them. */
export function bufferPort(port: FramePort): FramePort {
  let listener: PortListener | null = null;
  let gone = false;
  const early: unknown[] = [];
  port.listen({
    opened() {},
    frame(frame) {
      if (listener === null) early.push(frame);
      else listener.frame(frame);
    },
    lost() {
      gone = true;
      listener?.lost(true);
    },
  });
  return {
    send: (frame) => port.send(frame),
    buffered: () => port.buffered(),
    close: () => port.close(),
    listen(given) {
      listener = given;
      if (gone) return given.lost(true);
      given.opened();
      for (const frame of early.splice(0)) given.frame(frame);
    },
  };
}
