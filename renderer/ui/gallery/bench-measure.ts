/** Two frames: the first draws, the second proves that it was drawn. */
export function drawn(): Promise<number> {
  return new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame((at) => done(at)));
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
