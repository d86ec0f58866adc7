export type Theme = 'system' | 'light' | 'dark' | 'contrast';
export type Density = 'compact' | 'normal' | 'comfortable';
export type Motion = 'system' | 'reduced';

export interface Appearance {
  readonly theme: Theme;
  readonly density: Density;
  readonly motion: Motion;
}

/** Height of one table row by density; tokens.css states the same numbers as --row. */
export const rowHeights: Readonly<Record<Density, number>> = { compact: 26, normal: 30, comfortable: 36 };

/** What `system` means right now. */
export function resolveTheme(
  theme: Theme,
  system: { readonly dark: boolean; readonly moreContrast: boolean },
): Exclude<Theme, 'system'> {
  if (theme !== 'system') return theme;
  if (system.moreContrast) return 'contrast';
  return system.dark ? 'dark' : 'light';
}

/** Applies the appearance to <html> and follows the system where asked to. Call the returned function to stop. */
export function applyAppearance(
  appearance: Appearance,
  root: HTMLElement = document.documentElement,
): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const contrast = matchMedia('(prefers-contrast: more)');
  const paper = matchMedia('print');
  const put = () => {
    root.dataset['theme'] = resolveTheme(paper.matches ? 'light' : appearance.theme, {
      dark: dark.matches,
      moreContrast: contrast.matches,
    });
    root.dataset['density'] = appearance.density;
    root.dataset['motion'] = appearance.motion;
    dispatchEvent(new CustomEvent('look-changed'));
  };
  put();
  paper.addEventListener('change', put);
  dark.addEventListener('change', put);
  contrast.addEventListener('change', put);
  return () => {
    paper.removeEventListener('change', put);
    dark.removeEventListener('change', put);
    contrast.removeEventListener('change', put);
  };
}
