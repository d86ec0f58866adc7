import type { Page } from '@playwright/test';
import { expect, findInPalette, pressChord, test } from '../support/web/app.ts';

const title = (page: Page) => page.getByRole('heading', { level: 1 });

test('every area is reached with g and its letter, and focus follows into the screen', async ({
  app,
  page,
}) => {
  await app.open('/settings');
  for (const [letter, name] of [
    ['d', 'Diagnostics'],
    ['p', 'People and keys'],
    ['s', 'Settings'],
    ['b', 'Bridge'],
    ['t', 'Trackers'],
  ] as const) {
    await pressChord(page, 'g', letter);
    await expect(title(page)).toHaveText(name);
  }
  await expect(page.locator('main')).toBeFocused();
  await page.goBack();
  await expect(title(page)).toHaveText('Bridge');
});

test('letters typed into a field stay there', async ({ app, page }) => {
  await app.open('/search');
  const field = page.getByRole('searchbox', { name: 'Search everything' });
  await expect(field).toBeFocused();
  await page.keyboard.type('g s ? j');
  await expect(field).toHaveValue('g s ? j');
  await expect(title(page)).toHaveText('Search');
});

test('the shortcut sheet lists what works here, is searched, and gives focus back', async ({ app, page }) => {
  await app.open('/settings');
  const opener = page.getByRole('button', { name: /Show all shortcuts/ });
  await opener.focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Shortcuts' });
  await expect(sheet.getByText('Go to Bridge')).toBeVisible();
  await expect(sheet.getByText(/none in each other’s way/)).toBeVisible();
  await page.keyboard.type('undo');
  await expect(sheet.getByText('Go to Bridge')).toBeHidden();
  await expect(sheet.getByText('Undo')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(opener).toBeFocused();
});

test('the palette goes to a screen, a tracker and an item, and offers what was used last', async ({
  app,
  page,
}) => {
  await app.open('/');
  await findInPalette(page, 'diagn');
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText('Diagnostics');

  const tracker = page.getByRole('navigation', { name: 'Areas' }).locator('a[href^="/trackers/"]').first();
  const name = (await tracker.getAttribute('title')) ?? '';
  expect(name).not.toBe('');
  await findInPalette(page, name);
  const palette = page.getByRole('dialog', { name: 'Find or do anything' });
  await expect(palette.getByRole('menuitem', { name: new RegExp(name) }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText(name);

  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('menuitem').first()).toContainText(name);
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
});

test('the palette says so when nothing is called that', async ({ app, page }) => {
  await app.open('/');
  await findInPalette(page, 'zzqx');
  await expect(page.getByText(/Nothing here is called “zzqx”|Search everything for “zzqx”/)).toBeVisible();
});

test('what needs you is walked and opened with j, k and Enter', async ({ app, page }) => {
  await app.open('/');
  const needs = page.getByRole('listbox', { name: 'What needs you' });
  await expect(needs.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('j');
  await expect(needs.getByRole('option').first()).toBeFocused();
  await page.keyboard.press('j');
  await expect(needs.getByRole('option').nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(needs.getByRole('option').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/127\.0\.0\.1:\d+\/$/);
});

test('in a table letters edit the cell, and going somewhere still works', async ({ app, page }) => {
  await app.open('/');
  await page.getByRole('region', { name: 'Programmes' }).getByRole('link').first().click();
  const grid = page.getByRole('grid').first();
  await expect(grid).toBeVisible();
  await grid.focus();
  await page.keyboard.press('j');
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await grid.focus();
  await pressChord(page, 'g', 'b');
  await expect(title(page)).toHaveText('Bridge');
});
