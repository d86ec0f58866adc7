import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import type { MenuItemConstructorOptions, Session } from 'electron';
import type { ElectronParts, MenuParts, SessionParts, TrayParts } from './parts.ts';

/** What the system would draw and ask: nothing is drawn, and a message box waits for a person, who is the test. */
export const dialog: ElectronParts['dialog'] = {
  showMessageBox: () => new Promise(() => undefined),
  showMessageBoxSync: () => {
    throw new Error('a box that blocks was shown, and no test answers it');
  },
};

export const shell: ElectronParts['shell'] = {
  openExternal: () => Promise.resolve(),
  openPath: () => Promise.resolve(''),
};

export const screen: ElectronParts['screen'] = {
  getAllDisplays: () => [
    Object.assign(Object.create(null), { workArea: { x: 0, y: 0, width: 1920, height: 1080 } }),
  ],
};

let applicationMenu: MenuParts | null = null;
export const Menu: ElectronParts['Menu'] = {
  buildFromTemplate,
  setApplicationMenu: (menu) => void (applicationMenu = menu),
  getApplicationMenu: () => applicationMenu,
};

function buildFromTemplate(template: MenuItemConstructorOptions[]): MenuParts {
  return {
    items: template.map(({ label, role, type, click, submenu }) => {
      if (label === undefined && role === undefined && type === undefined)
        throw new Error('a menu item has a label, a role or a type');
      return {
        label: label ?? role ?? '',
        role,
        click: () => Reflect.apply(click ?? (() => undefined), undefined, []),
        submenu: Array.isArray(submenu) ? buildFromTemplate(submenu) : undefined,
      };
    }),
  };
}

interface DoubleImage {
  readonly path: string;
  resize(): DoubleImage;
  isEmpty(): boolean;
}

export const nativeImage = {
  createFromPath(path: string): DoubleImage {
    // A file that is not there makes an empty image, and an empty place in the tray.
    const image = { path, resize: () => image, isEmpty: () => !existsSync(path) };
    return image;
  },
};

/** What stands in the tray now. */
export const trays: { icon: string; tooltip: string; menu: MenuParts | null }[] = [];

export class Tray extends EventEmitter implements TrayParts {
  readonly #shown: (typeof trays)[number];
  constructor(image: DoubleImage) {
    super();
    if (image.isEmpty()) throw new Error(`the tray has no icon at ${image.path}`);
    this.#shown = { icon: image.path, tooltip: '', menu: null };
    trays.push(this.#shown);
  }

  setToolTip(tooltip: string): void {
    this.#shown.tooltip = tooltip;
  }

  setContextMenu(menu: MenuParts | null): void {
    this.#shown.menu = menu;
  }

  destroy(): void {
    trays.splice(trays.indexOf(this.#shown), 1);
  }
}

type Check = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
let check: Check | null = null;

export const defaultSession: SessionParts = {
  setPermissionRequestHandler: () => undefined,
  setPermissionCheckHandler: (handler) => void (check = handler),
  setDevicePermissionHandler: () => undefined,
};

/** The names of permissions in Electron's questions, and in Chromium's settings. */
const permissions = {
  'clipboard-sanitized-write': 'clipboard-write',
  geolocation: 'geolocation',
  media: 'camera',
  notifications: 'notifications',
} as const;

/** What the app's own check answers a page of this origin. */
export function permissionsFor(origin: string): { name: string; granted: boolean }[] {
  return Object.entries(permissions).map(([asked, name]) => ({
    name,
    granted: Reflect.apply(check ?? (() => true), undefined, [null, asked, origin, {}]),
  }));
}
