import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

const reloadedFor = 'quarterdeck.reloaded-for';

/** Between two questions whether the files can be had again. */
const askAgainMs = 1_000;

/**
 * A component whose code is fetched when it is first shown. While nobody serves its file, because the engine was
 * stopped, it is waited for: a reload would replace what is shown by the browser's own error page, for good. When the
 * file is gone, because the app was rebuilt while this window stayed open, the window reloads itself, once for each
 * such file.
 */
export function lazyComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch (error) {
      if (!(await isServed())) {
        do await new Promise((again) => setTimeout(again, askAgainMs));
        while (!(await isServed()));
        // Browsers differ in whether a module that could not be fetched is ever fetched again.
        const late = await load().catch(() => null);
        if (late !== null) return { default: late };
        window.location.reload();
        return new Promise(() => {});
      }
      const what = error instanceof Error ? error.message : String(error);
      if (sessionStorage.getItem(reloadedFor) === what) throw error;
      sessionStorage.setItem(reloadedFor, what);
      window.location.reload();
      return new Promise(() => {});
    }
  });
}

/** Whether the page's own server answers, whatever it says. The desktop app's files are always there. */
async function isServed(): Promise<boolean> {
  if (!window.location.protocol.startsWith('http')) return true;
  try {
    await fetch('/', { method: 'HEAD', cache: 'no-store' });
    return true;
  } catch {
    return false;
  }
}
