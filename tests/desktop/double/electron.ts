import { app } from './app.ts';
import { chromium, DoubleBrowserWindow } from './browser-window.ts';
import { ipcMain } from './ipc-main.ts';
import { DoubleMessageChannel } from './message-port.ts';
import type { ElectronParts } from './parts.ts';
import { schemes } from './schemes.ts';
import { defaultSession, dialog, Menu, nativeImage, screen, shell, Tray, trays } from './surroundings.ts';
import { DoubleUtilityProcess, type UtilityOptions } from './utility-process.ts';
import { outsideRequests } from './web-contents.ts';

/** Stands in for the module `electron` of the main process, in processes that tests start for it. */
const double = {
  app,
  BrowserWindow: DoubleBrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain: DoubleMessageChannel,
  nativeImage,
  protocol: schemes,
  screen,
  session: { defaultSession },
  shell,
  Tray,
  utilityProcess: {
    fork: (path: string, args: string[] = [], options: UtilityOptions = {}) =>
      new DoubleUtilityProcess(path, args, options),
  },
} satisfies ElectronParts;

/** What only the double shows: the tray, what was asked of the system, what would have left the app. */
export const seen = { trays, outsideRequests, requests: app.requests, chromium };

export {
  app,
  DoubleBrowserWindow as BrowserWindow,
  DoubleMessageChannel as MessageChannelMain,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  screen,
  shell,
  Tray,
};
export const { protocol, session, utilityProcess } = double;
