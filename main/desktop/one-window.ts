import type { BrowserWindow } from 'electron';
import { type MainWindow, openMainWindow, type WindowPorts } from './window.ts';

export interface OneWindow {
  /** Shows this screen, in a new window where none is open. */
  readonly go: (route: string) => void;
  /** Shows the window as it is. */
  readonly show: () => void;
  readonly reload: () => void;
  /** A route that arrives before the app is ready waits for `open`. */
  readonly open: (hidden: boolean) => void;
}

/** At most one window, which is opened again when it was closed. */
export function oneWindow(
  ports: Omit<WindowPorts, 'hidden' | 'route' | 'create'> & {
    create(options: Parameters<WindowPorts['create']>[0]): BrowserWindow;
    readonly firstRoute: string | null;
  },
): OneWindow {
  let window: MainWindow | null = null;
  let opened = false;
  let route = ports.firstRoute;

  const open = (hidden: boolean): void => {
    opened = true;
    window = openMainWindow({
      ...ports,
      hidden,
      route: route ?? '/',
      create(options) {
        const made = ports.create(options);
        made.on('closed', () => (window = null));
        return made;
      },
    });
    route = null;
  };
  return {
    open,
    go(next) {
      if (window !== null) return window.go(next);
      route = next;
      if (opened) open(false);
    },
    show() {
      if (window !== null) window.show();
      else if (opened) open(false);
    },
    reload: () => window?.reload(),
  };
}
