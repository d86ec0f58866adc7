import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type App, expect, expectAccessible, pressChord, test } from '../support/web/app.ts';
import { expectEveryAppearance } from '../support/web/every-appearance.ts';

const count = 120;
/** Of the design: at most 3,000 nodes on a screen, however many trackers there are. */
const mostNodes = 3000;

const owners = ['Ada Berg', 'Bo Lind', 'Cem Arslan'] as const;

/** Trackers in four folders, of three owners, each with a few items that are late. */
async function importMany(app: App): Promise<void> {
  const folder = join(app.workspace, '..', 'quays');
  for (let n = 1; n <= count; n += 1) {
    const place = join(folder, `quay-${n % 4}`);
    await mkdir(place, { recursive: true });
    const rows = [1, 2, 3].map(
      (item) => `| B${item} | Berth ${n}.${item} | 2026-01-0${item} | in-progress |`,
    );
    const text = `---\nowner: ${owners[n % 3]}\nlast-verified: 2026-01-01\n---\n# Mooring ${n}\n\n| Key | Task | Due | Status |\n|---|---|---|---|\n${rows.join('\n')}\n`;
    await writeFile(join(place, `mooring-${n}.md`), text);
  }
  await app.command('tracker', 'import', folder);
}

const nodes = (page: Page) => page.evaluate<number>('document.querySelectorAll("*").length');

test.use({ sample: false });

test('of many trackers the rail and the Bridge show a few, find any by words and group them, by keyboard', async ({
  app,
  page,
}) => {
  await importMany(app);
  await app.open('/');
  const rail = page.getByRole('navigation', { name: 'Areas' });
  await expect(rail.getByRole('link', { name: `All ${count} trackers` })).toBeVisible();
  await expect(rail.getByRole('link', { name: /^Mooring/ })).toHaveCount(15);
  const panel = page.getByRole('main').getByRole('region', { name: 'Programmes' });
  await expect(panel.getByRole('link', { name: /^Mooring/ })).toHaveCount(15);
  await expect.poll(() => nodes(page)).toBeLessThan(mostNodes);

  await rail.getByRole('searchbox', { name: 'Find a programme' }).focus();
  await page.keyboard.type('mooring 77');
  await expect(rail.getByRole('link', { name: `1 of ${count} trackers` })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(rail.getByRole('link', { name: 'Mooring 77' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Mooring 77' })).toBeVisible();

  await app.open('/');
  await panel.getByRole('button', { name: /grouped by/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'By owner' }).press('Enter');
  const groups = panel.getByRole('button', { name: /Ada Berg|Bo Lind|Cem Arslan/ });
  await expect(groups).toHaveCount(3);
  await expect(groups.first()).toContainText('40 trackers');
  await groups.first().focus();
  await page.keyboard.press('Enter');
  await expect(groups.first()).toHaveAttribute('aria-expanded', 'true');
  await expect(panel.getByRole('link', { name: /^Mooring/ })).toHaveCount(15);
  await expect(rail.getByRole('button', { name: /Ada Berg|Bo Lind|Cem Arslan/ })).toHaveCount(3);
  await rail.getByRole('button', { name: /Ada Berg/ }).press('Enter');
  await expect(rail.getByText('and 25 more')).toBeVisible();
  await expect.poll(() => nodes(page)).toBeLessThan(mostNodes);
  await expectAccessible(page);
});

test('settings stay in sight under many trackers, and are one chord or the next tabs away', async ({
  app,
  page,
}) => {
  await importMany(app);
  await app.open('/');
  const settings = page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Settings' });
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1440, height: 700 },
  ]) {
    await page.setViewportSize(size);
    await expect(settings).toBeInViewport({ ratio: 1 });
  }
  await page
    .getByRole('link', { name: `All ${count} trackers` })
    .first()
    .focus();
  for (let tab = 0; tab < 3; tab += 1) await page.keyboard.press('Tab');
  await expect(settings).toBeFocused();
  await page.getByRole('main').focus();
  await pressChord(page, 'g', 's');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

test('the list of many trackers draws what is in sight, filters and groups, and long lists stay small when asked for more', async ({
  app,
  page,
}) => {
  await importMany(app);
  await app.open('/trackers');
  const table = page.getByRole('grid', { name: 'Trackers' });
  await expect(table).toHaveAttribute('aria-rowcount', String(count + 1));
  await table.focus();
  await page.keyboard.press('Control+End');
  await expect(table.getByText('Mooring 99', { exact: true })).toBeVisible();
  await expect.poll(() => nodes(page)).toBeLessThan(mostNodes);

  await page.getByRole('searchbox', { name: 'Filter by name, owner or file' }).fill('ada quay-2');
  await expect(page.getByText(`10 of ${count} trackers`)).toBeVisible();
  await page.getByRole('searchbox', { name: 'Filter by name, owner or file' }).fill('');
  await page
    .getByRole('main')
    .getByRole('button', { name: /Grouped by/ })
    .press('Enter');
  await page.getByRole('option', { name: 'By owner' }).press('Enter');
  await expect(table.getByRole('row', { name: /Ada Berg.*40 trackers/ })).toBeVisible();
  await expectEveryAppearance(page);

  await app.open('/');
  const late = page.getByRole('region', { name: 'Late and due in 14 days' });
  await expect(late.getByText(`${count * 3} late`)).toBeVisible();
  const before = await nodes(page);
  while (await late.getByRole('button', { name: /^Show/ }).isVisible())
    await late.getByRole('button', { name: /^Show/ }).press('Enter');
  await late.getByRole('option').last().press('End');
  await expect(late.getByRole('option').last()).toBeFocused();
  await expect.poll(() => nodes(page)).toBeLessThan(Math.min(mostNodes, before + 1200));
});
