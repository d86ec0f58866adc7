import { useEffect } from 'react';
import { useSettings } from '../bridge/hooks.ts';
import { type Appearance, applyAppearance } from '../ui/frame/theme.ts';

/** Read by public/first-paint.js, which cannot import it. */
const appearanceKey = 'quarterdeck.look';

/** Stores the appearance where the next window finds it before its first paint. */
export function rememberAppearance(appearance: Appearance, memory: Pick<Storage, 'setItem'>): void {
  try {
    memory.setItem(appearanceKey, JSON.stringify(appearance));
  } catch {
    // Storage may be full or forbidden; the default appearance then only flashes at the next start.
  }
}

/** Follows the settings: what a person chooses is on the page at once and at the next start. */
export function useAppearance(): void {
  const settings = useSettings();
  const theme = settings?.theme ?? null;
  const density = settings?.density ?? null;
  const motion = settings?.motion ?? null;
  useEffect(() => {
    if (theme === null || density === null || motion === null) return undefined;
    const appearance = { theme, density, motion };
    rememberAppearance(appearance, localStorage);
    return applyAppearance(appearance);
  }, [theme, density, motion]);
}
