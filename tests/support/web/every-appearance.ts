import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './app.ts';

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
] as const;

/** The screen as it is now in light and dark, wide and narrow: axe finds nothing, and nothing hangs over the edge. */
export async function expectEveryAppearance(page: Page): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      await expectAccessible(page);
    }
    const over = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(over, `pixels over the edge at ${size.width}`).toBe(0);
  }
}
