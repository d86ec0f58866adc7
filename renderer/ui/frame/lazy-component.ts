import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

const reloadedFor = 'quarterdeck.reloaded-for';

/**
 * A component whose code is fetched when it is first shown. When its file is gone, because the app was rebuilt
 * while this window stayed open, the window reloads itself, once for each such file.
 */
export function lazyComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      if (sessionStorage.getItem(reloadedFor) === what) throw error;
      sessionStorage.setItem(reloadedFor, what);
      window.location.reload();
      return new Promise(() => {});
    }
  });
}
