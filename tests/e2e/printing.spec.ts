import type { Page } from '@playwright/test';
import { expect, test } from '../support/web/app.ts';
import { itemRow } from '../support/web/tracker-pages.ts';

/** As a printer would lay it out; an A4 page between its margins. */
async function onPaper(page: Page): Promise<void> {
  await page.setViewportSize({ width: 718, height: 1040 });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(page.getByRole('navigation', { name: 'Areas' })).toBeHidden();
  await expect(page.getByRole('toolbar')).toHaveCount(0);
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect(page.locator('body')).toHaveCSS('color', 'rgb(0, 0, 0)');
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over).toBe(0);
}

test('a tracker is printed whole, black on white, without what only a screen can do', async ({
  app,
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 400 });
  await app.open(`/trackers/${encodeURIComponent('Beacon Renewal Status')}`);
  const grid = page.getByRole('grid');
  await expect(itemRow(page, 'M0 Charter')).toBeVisible();
  await onPaper(page);
  const lines = await grid.getAttribute('aria-rowcount');
  await expect(grid.getByRole('row')).toHaveCount(Number(lines));
  const rows = await grid.getByRole('row').evaluateAll((all) =>
    all.map((row) => ({
      top: row.getBoundingClientRect().top,
      height: row.getBoundingClientRect().height,
    })),
  );
  for (const [at, row] of rows.entries()) {
    const before = rows[at - 1];
    if (before !== undefined) expect(row.top).toBeGreaterThanOrEqual(before.top + before.height - 1);
  }
  expect((await page.pdf()).length).toBeGreaterThan(10_000);

  await page.emulateMedia({ media: 'screen' });
  await expect.poll(() => grid.getByRole('row').count()).toBeLessThan(Number(lines));
});

test('an open item is printed alone', async ({ app, page }) => {
  await app.open(`/trackers/${encodeURIComponent('Beacon Renewal Status')}?item=M3`);
  const panel = page.getByRole('complementary', { name: /Harbour mouth/ });
  await expect(panel).toBeVisible();
  await onPaper(page);
  await expect(panel).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Close' })).toBeHidden();
  await expect(page.getByRole('grid')).toBeHidden();
});

test('the Bridge is printed with its lists', async ({ app, page }) => {
  await app.open('/');
  await expect(page.getByRole('listbox', { name: 'Recent changes' })).toBeVisible();
  await onPaper(page);
  await expect(page.getByRole('heading', { name: 'What needs you' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Find or do anything/ })).toBeHidden();
});
