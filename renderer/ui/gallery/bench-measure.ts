/** Two frames from now: what went before has settled. */
export function drawn(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => done()));
  });
}

/** After the next frame is painted: a task asked for in a frame runs once the frame is out. */
export function painted(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.addEventListener('message', () => done(), { once: true });
      channel.port1.start();
      channel.port2.postMessage(null);
    });
  });
}

/** Milliseconds between frames while `tick` runs `perSecond` times a second. */
export function frameTimes(
  forMs: number,
  perSecond: number,
  tick: (turn: number) => void,
): Promise<number[]> {
  return new Promise((done) => {
    const times: number[] = [];
    const started = performance.now();
    let last = started;
    let turn = 0;
    const frame = (now: number) => {
      times.push(now - last);
      last = now;
      if (now - started < forMs) requestAnimationFrame(frame);
      else {
        clearInterval(timer);
        done(times.slice(2));
      }
    };
    const timer = setInterval(() => tick((turn += 1)), 1000 / perSecond);
    requestAnimationFrame(frame);
  });
}
