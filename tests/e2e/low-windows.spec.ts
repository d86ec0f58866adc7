import type { Page } from '@playwright/test';
import { startSampleFleet } from '../support/fleet/sample-fleet.ts';
import { expect, expectAccessible, test } from '../support/web/app.ts';

/** Lines of the screen's list or table that are whole within the window, and what scrolls up and down on it. */
function inSight(page: Page) {
  return page.evaluate(() => {
    const scrolls = (element: Element) =>
      element.scrollHeight > element.clientHeight + 1 &&
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowY);
    const lines = [
      ...document.querySelectorAll('main [data-line]:not([data-line="-1"]), main [role=option]'),
    ];
    const seen = lines.filter((line) => {
      const { top, bottom } = line.getBoundingClientRect();
      const at = document.elementFromPoint(innerWidth / 3, (top + bottom) / 2);
      return top >= 0 && bottom <= innerHeight && at !== null && line.contains(at);
    });
    const whole = document.documentElement;
    return {
      lines: seen.length,
      scrolling: [
        ...(whole.scrollHeight > whole.clientHeight ? ['the page'] : []),
        ...[...document.querySelectorAll('main *')]
          .filter(scrolls)
          .map((element) => element.getAttribute('aria-label') ?? element.className),
      ],
    };
  });
}

/** A window of 1440 x 900 and one of 1024 x 700, at 200 %. */
const zoomed = [
  { width: 720, height: 450 },
  { width: 512, height: 350 },
] as const;

for (const size of zoomed) {
  test(`at 200 % rows are in sight and one thing scrolls, ${size.width} wide`, async ({ app, page }) => {
    await page.setViewportSize(size);
    await app.open(`/trackers/${encodeURIComponent('Beacon Renewal Status')}`);
    await expect(page).toHaveURL(/tr_/);
    const tracker = new URL(page.url()).pathname;
    for (const [route, label] of [
      [tracker, 'Items of Beacon Renewal Status'],
      ['/work', 'All work'],
      ['/trackers', 'Trackers'],
    ] as const) {
      await app.open(route);
      await expect(page.getByRole('grid', { name: label })).toBeVisible();
      await expect.poll(async () => (await inSight(page)).lines, route).toBeGreaterThanOrEqual(3);
      const { scrolling } = await inSight(page);
      expect(
        scrolling.filter((name) => name !== label),
        route,
      ).toEqual([]);
      await expectAccessible(page);
    }
    await app.open('/');
    await expect.poll(async () => (await inSight(page)).lines).toBeGreaterThanOrEqual(3);
  });
}

test('at 200 % the agents of a fleet are in sight', async ({ app, page }) => {
  await startSampleFleet(app);
  for (const size of zoomed) {
    await page.setViewportSize(size);
    await app.open('/fleet');
    await page.getByText('Table', { exact: true }).click();
    await expect(page.getByRole('grid', { name: 'Agents' })).toBeVisible();
    // In the lower one the sample's own notice takes the place of a row.
    const least = size.height > 400 ? 3 : 2;
    await expect.poll(async () => (await inSight(page)).lines).toBeGreaterThanOrEqual(least);
    // The table or, where it is as low as it gets, the page; never both.
    expect((await inSight(page)).scrolling.length).toBeLessThanOrEqual(1);
    await expectAccessible(page);
  }
});

test('a table takes what the window leaves, and no more than its rows need', async ({ app, page }) => {
  await app.open('/work');
  const grid = page.getByRole('grid', { name: 'All work' });
  await expect(grid).toBeVisible();
  expect((await inSight(page)).scrolling).toEqual(['All work']);
  expect((await grid.boundingBox())?.height).toBeGreaterThan(600);
  await page.getByRole('searchbox', { name: 'Filter by text' }).fill('harbour mouth cut');
  await expect.poll(async () => (await grid.boundingBox())?.height).toBeLessThan(200);
});

test('the current part of a strip of tabs is in view, however narrow the window', async ({ app, page }) => {
  await page.setViewportSize({ width: 512, height: 350 });
  await app.open('/hub');
  const fleet = page.getByRole('navigation', { name: 'Fleet' });
  await expect(fleet.getByRole('link', { name: 'Hub' })).toBeInViewport({ ratio: 1 });
  await fleet.getByRole('link', { name: 'Repositories' }).press('Enter');
  await expect(fleet.getByRole('link', { name: 'Repositories' })).toBeInViewport({ ratio: 1 });
  await app.open(`/trackers/${encodeURIComponent('Beacon Renewal Status')}/source`);
  await expect(page.getByRole('tab', { name: 'Source' })).toBeInViewport({ ratio: 0.9 });
});
