import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { autostartFile, setAutostart } from '../../../main/desktop/autostart.ts';
import { runPhases } from '../../../main/desktop/boot.ts';
import { superviseEngine } from '../../../main/desktop/engine/engine-supervisor.ts';
import { createRestartPolicy } from '../../../main/desktop/engine/restart-policy.ts';
import { offerRecovery, recoveryAsked } from '../../../main/desktop/recovery.ts';
import { trayModel } from '../../../main/desktop/tray-model.ts';
import { placeWindow, readWindowState } from '../../../main/desktop/window-state.ts';

class Forked extends EventEmitter {
  readonly sent: unknown[] = [];
  killed = false;
  postMessage(message: unknown): void {
    this.sent.push(message);
  }
  kill(): boolean {
    this.killed = true;
    return true;
  }
}

/** A supervisor over engines that do nothing; what should happen later waits to be called. */
function supervised() {
  const processes: Forked[] = [];
  const later: (() => void)[] = [];
  const supervisor = superviseEngine({
    fork() {
      const child = new Forked();
      processes.push(child);
      // The supervisor is written against Electron's own type; it uses the members offered here.
      return Object.assign(Object.create(null), {
        on: child.on.bind(child),
        once: child.once.bind(child),
        postMessage: child.postMessage.bind(child),
        kill: child.kill.bind(child),
      });
    },
    now: () => 0,
    after: (_milliseconds, task) => void later.push(task),
    note: () => undefined,
    heard: () => undefined,
    gone: () => undefined,
    askToRestart: () => Promise.resolve(false),
  });
  return { supervisor, processes, later };
}

describe('boot', () => {
  it('stops at the phase that fails and names it', async () => {
    const seen: string[] = [];
    const outcome = await runPhases(
      [
        { name: 'one', run: () => void seen.push('one') },
        { name: 'two', run: () => Promise.reject(new Error('no room')) },
        { name: 'three', run: () => void seen.push('three') },
      ],
      () => undefined,
    );
    expect(outcome).toEqual({ ok: false, phase: 'two', reason: 'no room' });
    expect(seen).toEqual(['one']);
  });
});

describe('window place', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };

  it('is kept while a display still shows it', () => {
    const state = readWindowState(
      JSON.stringify({ x: 100, y: 50, width: 1200, height: 800, maximized: false }),
    );
    expect(placeWindow(state, [screen])).toEqual({
      x: 100,
      y: 50,
      width: 1200,
      height: 800,
      maximized: false,
    });
  });

  it('is centred again when its display is gone', () => {
    const state = readWindowState(
      JSON.stringify({ x: 5000, y: 50, width: 1200, height: 800, maximized: true }),
    );
    expect(placeWindow(state, [screen])).toEqual({
      x: 240,
      y: 90,
      width: 1440,
      height: 900,
      maximized: true,
    });
  });

  it.each([[null], ['{'], ['{"x":1}'], ['[]']])('ignores a damaged note (%s)', (text) => {
    expect(readWindowState(text)).toBeNull();
  });
});

describe('engine supervision', () => {
  it('restarts at once, then slower, then asks', () => {
    const policy = createRestartPolicy(3, 1_000);
    expect([0, 10, 20, 30].map((at) => policy.afterDeath(at))).toEqual([0, 250, 500, null]);
    expect(policy.afterDeath(5_000)).toBe(0);
  });

  it('hands waiting wires to the engine that comes up, and closes it on request', async () => {
    const { supervisor, processes, later } = supervised();
    supervisor.start();
    supervisor.connect(Object.create(null));
    processes[0]?.emit('spawn');
    expect(processes[0]?.sent).toEqual(['connect']);
    processes[0]?.emit('exit', 9);
    later.shift()?.();
    expect(processes).toHaveLength(2);
    processes[1]?.emit('spawn');
    const stopped = supervisor.stop();
    expect(processes[1]?.sent).toEqual(['close']);
    processes[1]?.emit('exit', 0);
    await stopped;
    expect(processes).toHaveLength(2);
  });

  it('ends an engine that does not close in its time, and waits for nothing after that', async () => {
    const { supervisor, processes, later } = supervised();
    supervisor.start();
    processes[0]?.emit('spawn');
    const stopped = supervisor.stop();
    expect(supervisor.stop()).toBe(stopped);
    expect(processes[0]?.killed).toBe(false);
    later.shift()?.();
    expect(processes[0]?.killed).toBe(true);
    later.shift()?.();
    await stopped;
  });

  it('ends an engine that does not run yet without a word to it', async () => {
    const { supervisor, processes } = supervised();
    supervisor.start();
    const stopped = supervisor.stop();
    expect(processes[0]).toMatchObject({ sent: [], killed: true });
    processes[0]?.emit('exit', 0);
    await stopped;
  });

  it('starts no engine again once it was told to stop', async () => {
    const { supervisor, processes, later } = supervised();
    supervisor.start();
    processes[0]?.emit('exit', 9);
    await supervisor.stop();
    for (const task of later) task();
    expect(processes).toHaveLength(1);
  });
});

describe('recovery window', () => {
  it('shows the logs and asks again until the person decides', async () => {
    const answers = [1, 0];
    let logs = 0;
    const decision = await offerRecovery(
      { showMessageBox: () => Promise.resolve({ response: answers.shift() ?? 2, checkboxChecked: false }) },
      { what: 'The engine stopped', detail: 'five times in a minute' },
      () => (logs += 1),
    );
    expect([decision, logs]).toEqual(['retry', 1]);
  });
});

describe('asking for recovery', () => {
  it('asks one thing after the other, and nothing of somebody who leaves', async () => {
    const open: ((response: number) => void)[] = [];
    const asked: string[] = [];
    let leaving = false;
    const recover = recoveryAsked({
      dialog: {
        showMessageBox: (...args: unknown[]) => {
          asked.push(String(Reflect.get(Object(args.at(-1)), 'message')));
          return new Promise((resolve) =>
            open.push((response) => resolve({ response, checkboxChecked: false })),
          );
        },
      },
      showLogs: () => undefined,
      quit: () => (leaving = true),
      isLeaving: () => leaving,
      note: () => undefined,
    });
    const answers = ['engine', 'page', 'load'].map((what) => recover({ what, detail: '' }));
    await vi.waitFor(() => expect(asked).toEqual(['engine']));
    open[0]?.(0);
    await vi.waitFor(() => expect(asked).toEqual(['engine', 'page']));
    open[1]?.(2);
    expect(await Promise.all(answers)).toEqual([true, false, false]);
    expect(asked).toEqual(['engine', 'page']);
  });
});

describe('tray', () => {
  it('says the engine is away instead of showing an old state', () => {
    expect(trayModel(null).tooltip).toContain('restarting');
  });
});

describe('start at login', () => {
  it('writes and removes the autostart file on Linux, and uses the login item elsewhere', () => {
    const written: (string | null)[] = [];
    const items: boolean[] = [];
    const ports = {
      setLoginItem: (on: boolean) => void items.push(on),
      file: { write: (text: string | null) => void written.push(text) },
      executable: '/opt/Quarter deck/q',
    };
    setAutostart(true, { ...ports, platform: 'linux' });
    setAutostart(false, { ...ports, platform: 'linux' });
    setAutostart(true, { ...ports, platform: 'darwin' });
    expect(written).toEqual([autostartFile('/opt/Quarter deck/q'), null]);
    expect(written[0]).toContain('Exec="/opt/Quarter deck/q" --hidden');
    expect(items).toEqual([true]);
  });
});
