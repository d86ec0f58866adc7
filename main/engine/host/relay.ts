import type { FramePort } from '../../../core/contract/transport/frame-port.ts';
import { holdPort } from './held-port.ts';

/** Joins a client's port to another port of the engine, frame by frame; when one end goes, the other is closed. */
export function relay(client: FramePort, engine: FramePort): void {
  const held = holdPort(client);
  engine.listen({
    opened() {
      held.listen({
        opened() {},
        frame: (frame) => void engine.send(frame),
        lost: () => engine.close(),
      });
    },
    frame: (frame) => void held.send(frame),
    lost: () => held.close(),
  });
}
