import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { App, ProcessMetric } from 'electron';
import { z } from 'zod';
import { closeChromium, DoubleBrowserWindow, windowEvents } from './browser-window.ts';
import { prevented } from './emitter.ts';
import { takeInstanceLock } from './instance-lock.ts';
import type { AppParts } from './parts.ts';
import { utilityProcesses } from './utility-process.ts';

const Package = z.object({ version: z.string(), main: z.string() });

/** The folder whose package.json names the program that was started: what Electron is given to run. */
const packaged = ((program: string) => {
  for (let folder = dirname(program); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) {
      const found = Package.parse(JSON.parse(readFileSync(file, 'utf8')));
      if (resolve(folder, found.main) !== program) throw new Error(`${file} does not start ${program}`);
      return { folder, version: found.version };
    }
    if (dirname(folder) === folder) throw new Error(`no package.json above ${program}`);
  }
})(process.argv[1] ?? '');

/** What the app asked of the system, to be looked at. */
export interface AppRequests {
  readonly protocolClients: string[];
  readonly loginItems: unknown[];
  readonly relaunches: unknown[];
  sandboxed: boolean;
}

class DoubleApp extends EventEmitter implements AppParts {
  readonly requests: AppRequests = { protocolClients: [], loginItems: [], relaunches: [], sandboxed: false };
  #ready = false;
  #quitting = false;
  #ending = false;
  readonly #whenReady: Promise<void>;

  constructor() {
    super();
    this.#whenReady = new Promise((done) =>
      setImmediate(() => {
        this.#ready = true;
        this.emit('ready');
        done();
      }),
    );
    windowEvents.on('web-contents-created', (event, contents) => {
      this.emit('web-contents-created', event, contents);
      contents.on('double:stays', () => (this.#quitting = false));
    });
    windowEvents.on('window-all-closed', () => {
      if (this.#quitting) this.#shutDown();
      else if (!this.emit('window-all-closed')) this.quit();
    });
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => this.quit());
  }

  whenReady = (): Promise<void> => this.#whenReady;
  isReady = (): boolean => this.#ready;
  getAppPath = (): string => packaged.folder;
  getVersion = (): string => packaged.version;

  getPath(name: Parameters<App['getPath']>[0]): string {
    if (name === 'home') return homedir();
    if (name === 'userData') {
      const given = process.argv.find((one) => one.startsWith('--user-data-dir='))?.split('=')[1];
      return given ?? join(homedir(), '.config', 'quarterdeck');
    }
    throw new Error(`the double knows no folder ${name}`);
  }

  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    const [program = '', ...rest] = process.argv;
    // Chromium moves switches before everything else, so that "--name value" is torn apart.
    const argv = [
      program,
      ...rest.filter((one) => one.startsWith('--')),
      ...rest.filter((one) => !one.startsWith('--')),
    ];
    const start = { argv, cwd: process.cwd(), data: additionalData };
    return takeInstanceLock(this.getPath('userData'), start, (second) =>
      this.emit('second-instance', {}, second.argv, second.cwd, second.data),
    );
  }

  setAsDefaultProtocolClient(scheme: string): boolean {
    this.requests.protocolClients.push(scheme);
    return true;
  }

  setLoginItemSettings(settings: object): void {
    this.requests.loginItems.push(settings);
  }

  enableSandbox(): void {
    if (this.#ready) throw new Error('the sandbox is enabled before the app is ready');
    this.requests.sandboxed = true;
  }

  getAppMetrics(): ProcessMetric[] {
    const idle = { creationTime: 0, cpu: { percentCPUUsage: 0, idleWakeupsPerSecond: 0 } };
    const memory = { memory: { workingSetSize: 0, peakWorkingSetSize: 0 } };
    const own: ProcessMetric = { pid: process.pid, type: 'Browser', ...idle, ...memory };
    const utilities = [...utilityProcesses].flatMap(({ pid, serviceName }): ProcessMetric[] =>
      pid === undefined ? [] : [{ pid, type: 'Utility', name: serviceName, serviceName, ...idle, ...memory }],
    );
    return [own, ...utilities];
  }

  relaunch(options: object = {}): void {
    this.requests.relaunches.push(options);
  }

  /** Asks the app, then every page; a page that stays calls it off. */
  quit(): void {
    if (this.#quitting || this.#ending) return;
    this.#quitting = !prevented(this, 'before-quit');
    if (!this.#quitting) return;
    const windows = DoubleBrowserWindow.getAllWindows();
    if (windows.length === 0) this.#shutDown();
    for (const window of windows) window.close();
  }

  exit(code = 0): void {
    if (this.#ending) return;
    this.#ending = true;
    this.emit('quit', {}, code);
    // Starting again is told to whoever runs the test, who may do so.
    if (this.requests.relaunches.length > 0)
      process.send?.({ kind: 'relaunch', options: this.requests.relaunches.at(-1) });
    void closeChromium().finally(() => process.exit(code));
  }

  #shutDown(): void {
    if (prevented(this, 'will-quit')) this.#quitting = false;
    else this.exit();
  }
}

export const app = new DoubleApp();
