import type { App } from 'electron';

export interface Leaving {
  readonly underWay: boolean;
  /** Quits; starts again with these arguments when given. A page that stays calls both off. */
  quit(startAgain?: readonly string[]): void;
  /** A page keeps what was typed: the app stays. */
  calledOff(): void;
}

/**
 * The windows go first, since a page may call it off; then the engine closes, in its own time but not for ever; then the
 * app ends.
 */
export function leaveInOrder(
  app: Pick<App, 'on' | 'quit' | 'exit' | 'relaunch'>,
  stopEngine: () => Promise<void>,
  relaunchProgram: string | undefined,
): Leaving {
  let underWay = false;
  let startAgain: readonly string[] | undefined;
  app.on('before-quit', () => (underWay = true));
  app.on('will-quit', (event) => {
    event.preventDefault();
    void stopEngine().finally(() => {
      if (startAgain !== undefined) {
        const execPath = relaunchProgram === undefined ? {} : { execPath: relaunchProgram };
        app.relaunch({ args: [...startAgain], ...execPath });
      }
      app.exit();
    });
  });
  return {
    get underWay() {
      return underWay;
    },
    quit(again) {
      startAgain = again;
      app.quit();
    },
    calledOff() {
      underWay = false;
      startAgain = undefined;
    },
  };
}
