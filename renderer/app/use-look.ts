import { useEffect } from 'react';
import { useSettings } from '../bridge/hooks.ts';
import { applyLook, type Look } from '../ui/frame/theme.ts';

/** Read by public/first-paint.js, which cannot import it. */
const lookKey = 'quarterdeck.look';

/** Keeps the look where the next window finds it before its first paint. */
export function rememberLook(look: Look, memory: Pick<Storage, 'setItem'>): void {
  try {
    memory.setItem(lookKey, JSON.stringify(look));
  } catch {
    // Storage may be full or forbidden; the look then only flashes at the next start.
  }
}

/** Follows the settings: what a person chooses is on the page at once and at the next start. */
export function useLook(): void {
  const settings = useSettings();
  const theme = settings?.theme ?? null;
  const density = settings?.density ?? null;
  const motion = settings?.motion ?? null;
  useEffect(() => {
    if (theme === null || density === null || motion === null) return undefined;
    const look = { theme, density, motion };
    rememberLook(look, localStorage);
    return applyLook(look);
  }, [theme, density, motion]);
}
