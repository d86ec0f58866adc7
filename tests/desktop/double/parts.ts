import type { EventEmitter } from 'node:events';
import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  ContextBridge,
  Dialog,
  MenuItem,
  MenuItemConstructorOptions,
  MessagePortMain,
  NativeImage,
  Protocol,
  Screen,
  Session,
  Shell,
  Tray,
  UtilityProcess,
  WebContents,
  WebUtils,
} from 'electron';

/**
 * The part of Electron that the desktop shell uses and the double offers, taken from Electron's own types: what changes there
 * and no longer fits the double is an error of the compiler.
 */
export type PortParts = Pick<MessagePortMain, 'postMessage' | 'start' | 'close'>;
export type UtilityParts = Pick<UtilityProcess, 'postMessage' | 'kill' | 'pid'>;

export interface ContentsParts
  extends Pick<
    WebContents,
    | 'loadURL'
    | 'reload'
    | 'getURL'
    | 'setWindowOpenHandler'
    | 'executeJavaScript'
    | 'forcefullyCrashRenderer'
    | 'isDestroyed'
  > {
  postMessage(channel: string, message: unknown, transfer?: never[]): void;
}

export interface WindowParts
  extends Pick<
    BrowserWindow,
    | 'show'
    | 'hide'
    | 'focus'
    | 'close'
    | 'restore'
    | 'maximize'
    | 'minimize'
    | 'isVisible'
    | 'isFocused'
    | 'isMinimized'
    | 'isMaximized'
    | 'isDestroyed'
    | 'getNormalBounds'
    | 'loadURL'
  > {
  readonly webContents: ContentsParts;
}

export type AppParts = Pick<
  App,
  | 'whenReady'
  | 'isReady'
  | 'requestSingleInstanceLock'
  | 'setAsDefaultProtocolClient'
  | 'getAppPath'
  | 'getPath'
  | 'getVersion'
  | 'getAppMetrics'
  | 'enableSandbox'
  | 'setLoginItemSettings'
  | 'relaunch'
  | 'quit'
  | 'exit'
>;

export type SessionParts = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
>;
export type ProtocolParts = Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle'>;
export type TrayParts = Pick<Tray, 'setToolTip' | 'destroy'>;

export interface MenuParts {
  readonly items: readonly {
    readonly label: string;
    readonly role?: string | undefined;
    readonly click: MenuItem['click'];
    readonly submenu?: MenuParts | undefined;
  }[];
}

/** What `import ... from 'electron'` gives in the main process. */
export interface ElectronParts {
  readonly app: AppParts;
  readonly BrowserWindow: {
    new (options?: BrowserWindowConstructorOptions): WindowParts;
    getAllWindows(): WindowParts[];
  };
  readonly dialog: Pick<Dialog, 'showMessageBox' | 'showMessageBoxSync'>;
  readonly ipcMain: Pick<EventEmitter, 'on'>;
  readonly Menu: {
    buildFromTemplate(template: MenuItemConstructorOptions[]): MenuParts;
    setApplicationMenu(menu: MenuParts | null): void;
    getApplicationMenu(): MenuParts | null;
  };
  readonly MessageChannelMain: new () => { readonly port1: PortParts; readonly port2: PortParts };
  readonly nativeImage: { createFromPath(path: string): Pick<NativeImage, 'isEmpty'> };
  readonly protocol: ProtocolParts;
  readonly screen: Pick<Screen, 'getAllDisplays'>;
  readonly session: { readonly defaultSession: SessionParts };
  readonly shell: Pick<Shell, 'openExternal' | 'openPath'>;
  readonly Tray: new (image: never) => TrayParts;
  readonly utilityProcess: { fork(path: string, args?: string[], options?: object): UtilityParts };
}

/** What it gives in a preload. */
export interface PreloadParts {
  readonly contextBridge: Pick<ContextBridge, 'exposeInMainWorld'>;
  readonly ipcRenderer: {
    on(channel: string, listener: (event: { readonly ports: readonly MessagePort[] }) => void): unknown;
    send(channel: string, ...args: unknown[]): void;
  };
  readonly webUtils: Pick<WebUtils, 'getPathForFile'>;
}
