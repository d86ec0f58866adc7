import { expect, expectAccessible, findInPalette, test } from '../support/web/app.ts';

const screens = [
  ['/', 'Bridge'],
  ['/search', 'Search'],
  ['/search?q=beacon', 'Search'],
  ['/people', 'People and keys'],
  ['/diagnostics', 'Diagnostics'],
  ['/settings', 'Settings'],
  ['/about', 'About Quarterdeck'],
  ['/nowhere/at/all', 'Not found'],
] as const;

for (const theme of ['light', 'dark', 'contrast'] as const) {
  test(`every screen of the frame is accessible in the ${theme} theme`, async ({ app, page }) => {
    await findInPalette(page, `use the ${theme === 'contrast' ? 'high contrast' : theme} theme`);
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    for (const [route, title] of screens) {
      await app.open(route);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
      await expect(page.getByText(/^Loading/)).toHaveCount(0);
      await expectAccessible(page);
    }
  });
}

test('palette, shortcut sheet and dialogs are accessible', async ({ app, page }) => {
  await app.open('/people');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Find or do anything' });
  await expect(palette).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add a person' }).click();
  await expect(page.getByRole('dialog', { name: 'Add a person' })).toBeVisible();
  await expectAccessible(page);
});

test.describe('on narrow windows', () => {
  for (const [width, height] of [
    [1024, 700],
    [720, 900],
    [360, 740],
  ] as const) {
    test(`nothing is cut off at ${width} pixels`, async ({ app, page }) => {
      await page.setViewportSize({ width, height });
      for (const [route] of screens) {
        await app.open(route);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(over, `${route} is wider than the window`).toBeLessThanOrEqual(0);
      }
      await expectAccessible(page);
    });
  }

  test('the collapsed rail shows every entry and who acts, and tells its labels to the keyboard', async ({
    app,
    page,
  }) => {
    await page.setViewportSize({ width: 1024, height: 700 });
    await app.open('/settings');
    const rail = page.getByRole('navigation', { name: 'Areas' });
    await expect(rail.getByRole('link', { name: /^Acting as .*, 1 device$/ })).toBeVisible();
    for (const link of await rail.getByRole('link').all()) await expect(link).toBeInViewport({ ratio: 1 });
    const entry = rail.getByRole('link', { name: /Diagnostics/ });
    const label = entry.getByText('Diagnostics');
    await expect(label).toHaveCSS('clip-path', 'inset(50%)');
    await rail.getByRole('link').first().focus();
    for (let at = 0; at < 12 && !(await entry.evaluate((link) => link === document.activeElement)); at += 1) {
      await page.keyboard.press('Tab');
    }
    await expect(label).toHaveCSS('clip-path', 'none');
  });
});
