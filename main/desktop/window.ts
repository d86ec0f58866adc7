import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import type { SmallFile } from './small-file.ts';
import { type Area, placeWindow, readWindowState, smallestWindow, type WindowState } from './window-state.ts';

export interface WindowPorts {
  create(options: BrowserWindowConstructorOptions): BrowserWindow;
  displays(): readonly Area[];
  /** Where the window was. */
  state: SmallFile;
  preload: string;
  icon: string;
  /** `scheme://host` of our own page. */
  origin: string;
  hidden: boolean;
  /** The screen to begin with. */
  route: string;
  /** Page processes die too; the window then asks for a reload instead of staying white. */
  pageGone(reason: string): void;
  /** No screen could be loaded; without a word of ours the window would never be shown. */
  notLoaded(reason: string): void;
  /** The page holds text that was not saved: whether the person lets it go. */
  letGo(window: BrowserWindow): boolean;
}

export interface MainWindow {
  go(route: string): void;
  show(): void;
  /** After a crash the same screen, after a failed load the same address once more. */
  reload(): void;
}

/** Chromium's code for a load that another one, or the person, called off. */
const abortedLoad = -3;

/** One window: sandboxed, isolated, no Node. Closing hides nothing: it closes, and the place is remembered. */
export function openMainWindow(ports: WindowPorts): MainWindow {
  const { maximized, ...place } = placeWindow(readWindowState(ports.state.read()), ports.displays());
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
    ports.state.write(JSON.stringify(state));
  });
  // Without an answer Electron keeps such a window open and says nothing.
  window.webContents.on('will-prevent-unload', (event) => {
    if (ports.letGo(window)) event.preventDefault();
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') ports.pageGone(reason);
  });
  let failed = false;
  let wanted = ports.route;
  const load = (route: string): void => {
    failed = false;
    wanted = route;
    // A failed load ends in did-fail-load; the promise only repeats it.
    window.loadURL(`${ports.origin}${route}`).catch(() => undefined);
  };
  const fail = (reason: string): void => {
    failed = true;
    ports.notLoaded(reason);
  };
  window.webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame && code !== abortedLoad) fail(description);
  });
  window.webContents.on('did-navigate', (_event, url, status) => {
    if (status >= 400) fail(`${url} was answered with ${status}`);
  });
  load(wanted);
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
    reload: () => (failed ? load(wanted) : window.webContents.reload()),
  };
}
