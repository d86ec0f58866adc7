import type { FramePort } from '../../../core/contract/transport/frame-port.ts';
import { bufferPort } from './buffered-port.ts';

/** Joins a client's port to another port of the engine, frame by frame; when one end goes, the other is closed. */
export function relay(client: FramePort, engine: FramePort): void {
  const buffered = bufferPort(client);
  engine.listen({
    opened() {
      buffered.listen({
        opened() {},
        frame: (frame) => void engine.send(frame),
        lost: () => engine.close(),
      });
    },
    frame: (frame) => void buffered.send(frame),
    lost: () => buffered.close(),
  });
}
