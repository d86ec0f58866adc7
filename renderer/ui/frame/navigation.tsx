import {
  type ComponentProps,
  createContext,
  type MouseEvent,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from 'react';

export { buildPath } from './route-path.ts';

/**
 * A small history router. Addresses are plain paths (`/trackers/tr_x?item=it_y`), so a link can be copied, opened in
 * another tab, or arrive as a desktop link; the shells answer every unknown path with the same page.
 */
export interface Route {
  /** The pattern that matched, `/trackers/:tracker`; '' when none did. */
  readonly pattern: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
};

const address = () => window.location.pathname + window.location.search;

/** Path and query of the window, as one string. */
export function useAddress(): string {
  return useSyncExternalStore(subscribe, address);
}

export interface NavigateOptions {
  /** Replaces the history entry: for filters and panels that Back shouldn't step through. */
  readonly replace?: boolean;
}

/** Goes to an in-app address; anything that isn't one (`//host`, `http:`) is refused and stays where it is. */
export function navigate(to: string, options: NavigateOptions = {}): void {
  if (!to.startsWith('/') || to.startsWith('//') || to === address()) return;
  if (options.replace === true) window.history.replaceState(null, '', to);
  else window.history.pushState(null, '', to);
  for (const listener of listeners) listener();
}

const RouteContext = createContext<Route | null>(null);

/** Set by the app around the matched screen. */
export function RouteProvider({ route, children }: { readonly route: Route; readonly children: ReactNode }) {
  return <RouteContext value={route}>{children}</RouteContext>;
}

export function useRoute(): Route {
  const route = useContext(RouteContext);
  const here = useAddress();
  return useMemo(() => {
    if (route !== null) return route;
    const url = new URL(here, 'http://app');
    return { pattern: '', path: url.pathname, params: {}, query: url.searchParams };
  }, [route, here]);
}

/** The address with some query parameters changed; null removes one. */
export function withQuery(here: string, changes: Readonly<Record<string, string | null>>): string {
  const url = new URL(here, 'http://app');
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.pathname + url.search;
}

/** One query parameter as state. Setting it replaces the history entry unless `push`. */
export function useQueryParam(
  name: string,
  push = false,
): readonly [string | null, (value: string | null) => void] {
  const value = new URL(useAddress(), 'http://app').searchParams.get(name);
  return useMemo(
    () => [
      value,
      (next: string | null) => navigate(withQuery(address(), { [name]: next }), { replace: !push }),
    ],
    [name, push, value],
  );
}

interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  readonly to: string;
  readonly replace?: boolean;
}

/** A real anchor: middle click, copy link and screen readers work as on any page. */
export function Link({ to, replace = false, onClick, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !plain || rest.target === '_blank') return;
    event.preventDefault();
    navigate(to, { replace });
  };
  return (
    <a href={to} onClick={follow} {...rest}>
      {children}
    </a>
  );
}

let screenTitle = '';
const titleListeners = new Set<() => void>();
const setScreenTitle = (title: string) => {
  screenTitle = title;
  for (const listener of titleListeners) listener();
};

/** A screen whose name is data (a tracker's) says it here; the frame falls back to the route's title after it left. */
export function useScreenTitle(title: string | null): void {
  useEffect(() => {
    if (title === null) return undefined;
    setScreenTitle(title);
    return () => setScreenTitle('');
  }, [title]);
}

/** What `useScreenTitle` said last, '' when nothing; read by the frame. */
export function useCurrentScreenTitle(): string {
  return useSyncExternalStore(
    (listener) => {
      titleListeners.add(listener);
      return () => titleListeners.delete(listener);
    },
    () => screenTitle,
  );
}
