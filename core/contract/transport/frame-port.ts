/**
 * One end of a connection that carries frames (plain JSON values) in order. The same shape serves both ends and every
 * transport: in-process, WebSocket, MessagePort, local socket.
 */
export interface FramePort {
  /** `too-large` and `closed` frames were not sent. */
  send(frame: unknown): SendOutcome;
  /** Bytes accepted by `send` that have not left yet; 0 where the transport cannot tell. */
  buffered(): number;
  /** Starts delivery. Called once. */
  listen(listener: PortListener): void;
  close(): void;
}

export type SendOutcome = 'sent' | 'too-large' | 'closed';

export interface PortListener {
  /** Called whenever the connection is up: immediately if it already is, and again after every reconnect. */
  opened(): void;
  frame(frame: unknown): void;
  /** Called whenever the connection is lost. `final`: it will not come back by itself. */
  lost(final: boolean): void;
}

/** Runs `task` after `milliseconds`; the returned function cancels it. Injected, since core knows no timers. */
export type Schedule = (milliseconds: number, task: () => void) => () => void;

const firstDelay = 100;
const maxDelay = 2_000;

/**
 * A port that redials with exponential backoff whenever its connection is lost. Frames sent meanwhile are refused
 * (`closed`): the client decides what to repeat, since a queue here would repeat commands.
 */
export function reconnectingPort(dial: () => FramePort, schedule: Schedule): FramePort {
  let link: FramePort | null = null;
  let listener: PortListener | null = null;
  let callOff: (() => void) | null = null;
  let delay = firstDelay;
  let closed = false;

  const connect = (): void => {
    callOff = null;
    const dialled = dial();
    let lost = false;
    link = dialled;
    dialled.listen({
      opened() {
        if (closed || lost) return;
        listener?.opened();
      },
      frame(frame) {
        if (closed || lost) return;
        // Reset only here: a peer that accepts and drops at once must not be redialled in a tight loop.
        delay = firstDelay;
        listener?.frame(frame);
      },
      lost() {
        if (closed || lost) return;
        lost = true;
        link = null;
        callOff = schedule(delay, connect);
        delay = Math.min(delay * 2, maxDelay);
        listener?.lost(false);
      },
    });
  };

  return {
    send: (frame) => link?.send(frame) ?? 'closed',
    buffered: () => link?.buffered() ?? 0,
    listen(given) {
      listener = given;
      connect();
    },
    close() {
      if (closed) return;
      closed = true;
      callOff?.();
      link?.close();
      link = null;
      listener?.lost(true);
    },
  };
}
