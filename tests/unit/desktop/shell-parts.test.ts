import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { autostartFile, setAutostart } from '../../../main/desktop/autostart.ts';
import { runPhases } from '../../../main/desktop/boot.ts';
import { superviseEngine } from '../../../main/desktop/engine-supervisor.ts';
import { offerRecovery } from '../../../main/desktop/recovery.ts';
import { createRestartPolicy } from '../../../main/desktop/restart-policy.ts';
import { trayModel } from '../../../main/desktop/tray-model.ts';
import { placeWindow, readWindowState } from '../../../main/desktop/window-state.ts';

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
    const processes: (EventEmitter & { sent: unknown[] })[] = [];
    const supervisor = superviseEngine({
      fork() {
        const child = Object.assign(new EventEmitter(), {
          sent: [] as unknown[],
          postMessage(message: unknown) {
            this.sent.push(message);
          },
        });
        processes.push(child);
        return Object.assign(Object.create(null), child, {
          once: child.once.bind(child),
          postMessage: child.postMessage.bind(child),
        });
      },
      now: () => 0,
      after: (_milliseconds, task) => task(),
      note: () => undefined,
      askToRestart: () => Promise.resolve(false),
    });
    supervisor.start();
    supervisor.connect(Object.create(null));
    processes[0]?.emit('spawn');
    expect(processes[0]?.sent).toEqual(['connect']);
    processes[0]?.emit('exit', 9);
    expect(processes).toHaveLength(2);
    processes[1]?.emit('spawn');
    const stopped = supervisor.stop();
    expect(processes[1]?.sent).toEqual(['close']);
    processes[1]?.emit('exit', 0);
    await stopped;
    expect(processes).toHaveLength(2);
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
      writeAutostartFile: (text: string | null) => void written.push(text),
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
