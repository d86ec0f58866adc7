import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { type Area, placeWindow, readWindowState, smallestWindow, type WindowState } from './window-state.ts';

export interface WindowPorts {
  create(options: BrowserWindowConstructorOptions): BrowserWindow;
  displays(): readonly Area[];
  readState(): string | null;
  writeState(text: string): void;
  preload: string;
  icon: string;
  /** `scheme://host` of our own page. */
  origin: string;
  hidden: boolean;
  /** Page processes die too; the window then asks for a reload instead of staying white. */
  pageGone(reason: string): void;
  /** The page holds text that was not saved: whether the person lets it go. */
  letGo(window: BrowserWindow): boolean;
}

export interface MainWindow {
  go(route: string): void;
  show(): void;
  reload(): void;
}

/** One window: sandboxed, isolated, no Node. Closing hides nothing: it closes, and the place is remembered. */
export function openMainWindow(ports: WindowPorts): MainWindow {
  const { maximized, ...place } = placeWindow(readWindowState(ports.readState()), ports.displays());
  const window = ports.create({
    ...place,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: 'Quarterdeck',
    icon: ports.icon,
    webPreferences: {
      preload: ports.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => {
    if (!ports.hidden) window.show();
  });
  window.on('close', () => {
    const state: WindowState = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    ports.writeState(JSON.stringify(state));
  });
  // Without an answer Electron keeps such a window open and says nothing.
  window.webContents.on('will-prevent-unload', (event) => {
    if (ports.letGo(window)) event.preventDefault();
  });
  window.webContents.on('render-process-gone', (_event, details) => ports.pageGone(details.reason));
  const load = (route: string): void => {
    // A failed load ends in did-fail-load, which boot reports; the promise only repeats it.
    window.loadURL(`${ports.origin}${route}`).catch(() => undefined);
  };
  load('/');
  const show = (): void => {
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  return {
    go(route) {
      load(route);
      show();
    },
    show,
    reload: () => window.webContents.reload(),
  };
}
