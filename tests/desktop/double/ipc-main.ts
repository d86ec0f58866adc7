import { EventEmitter } from 'node:events';

/** One for the whole app; a page's messages arrive as events named by their channel. */
export const ipcMain = new EventEmitter();
