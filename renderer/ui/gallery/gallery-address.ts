import type { Appearance, Density, Theme } from '../frame/theme.ts';

const themes: readonly Theme[] = ['system', 'light', 'dark', 'contrast'];
const densities: readonly Density[] = ['compact', 'normal', 'comfortable'];

/** `?theme=dark&density=compact`; what isn't known falls back to light and normal. */
export function readAppearance(search: string): Appearance {
  const asked = new URLSearchParams(search);
  return {
    theme: themes.find((theme) => theme === asked.get('theme')) ?? 'light',
    density: densities.find((density) => density === asked.get('density')) ?? 'normal',
    motion: 'reduced',
  };
}
