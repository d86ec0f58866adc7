import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { z } from 'zod';
import { type Chromium, startChromium } from './chromium.ts';
import { prevented } from './emitter.ts';
import type { WindowParts } from './parts.ts';
import { DoubleWebContents } from './web-contents.ts';

const windows = new Set<DoubleBrowserWindow>();
/** Told of each contents that is made and of the last window that closes: the app's own events. */
export const windowEvents = new EventEmitter();

let started: Promise<Chromium> | null = null;

/** Chromium is started with the first window. */
export function chromium(): Promise<Chromium> {
  started ??= startChromium().then(async (running) => {
    await running.browser.send('Target.setDiscoverTargets', { discover: true }, z.unknown());
    return running;
  });
  return started;
}

export async function closeChromium(): Promise<void> {
  await (await started)?.close();
}

/** What a window must be given before a page is loaded in it: all of it keeps Node and the system away from the page. */
const required = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
} as const;

/** A page without a frame around it: whether it is shown, and where, is remembered and not drawn. */
export class DoubleBrowserWindow extends EventEmitter implements WindowParts {
  readonly webContents: DoubleWebContents;
  #bounds: Rectangle;
  #visible = false;
  #focused = false;
  #minimized = false;
  #maximized = false;
  #destroyed = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    const { x = 0, y = 0, width = 800, height = 600, webPreferences = {} } = options;
    for (const [name, value] of Object.entries(required)) {
      if (Reflect.get(webPreferences, name) !== value)
        throw new Error(`the double is a sandboxed page without Node: ${name} must be ${value}`);
    }
    this.#bounds = { x, y, width, height };
    this.#visible = options.show !== false;
    this.webContents = new DoubleWebContents(chromium(), webPreferences.preload ?? '', { width, height });
    this.webContents.once('double:painted', () => this.emit('ready-to-show'));
    this.webContents.once('double:closed', () => this.#close());
    windows.add(this);
    windowEvents.emit('web-contents-created', {}, this.webContents);
  }

  static getAllWindows = (): DoubleBrowserWindow[] => [...windows];

  loadURL = (url: string): Promise<void> => this.webContents.loadURL(url);
  isVisible = (): boolean => this.#visible;
  isFocused = (): boolean => this.#focused;
  isMinimized = (): boolean => this.#minimized;
  isMaximized = (): boolean => this.#maximized;
  isDestroyed = (): boolean => this.#destroyed;
  getNormalBounds = (): Rectangle => ({ ...this.#bounds });

  show(): void {
    this.#visible = true;
    this.emit('show');
  }

  hide(): void {
    this.#visible = false;
    this.#focused = false;
  }

  focus(): void {
    this.#focused = true;
    this.webContents.focus();
  }

  blur(): void {
    this.#focused = false;
  }

  maximize(): void {
    this.#maximized = true;
    this.#visible = true;
  }

  minimize(): void {
    this.#minimized = true;
  }

  restore(): void {
    this.#minimized = false;
  }

  /** The window's own handlers are asked first, then the page. */
  close(): void {
    if (!this.#destroyed && !prevented(this, 'close')) this.webContents.close();
  }

  #close(): void {
    this.#destroyed = true;
    this.#visible = false;
    windows.delete(this);
    this.webContents.gone();
    this.emit('closed');
    if (windows.size === 0) windowEvents.emit('window-all-closed');
  }
}
