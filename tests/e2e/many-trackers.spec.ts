import { join } from 'node:path';
import { expect, expectAccessible, test } from '../support/web/app.ts';
import { manyTrackers, wholeScreens, writeTrackers } from '../support/web/many-trackers.ts';

test.use({ sample: false });

test('with 2,000 trackers no screen draws more than 3,000 elements', async ({ app, page }) => {
  test.setTimeout(420_000);
  const folder = join(app.workspace, '..', 'plans');
  await writeTrackers(folder, manyTrackers, 4);
  await app.command('tracker', 'import', folder);
  const drawn: Record<string, number> = {};
  for (const { name, route, shows } of wholeScreens) {
    await app.open(route);
    await expect(page.locator(shows).first(), name).toBeVisible({ timeout: 60_000 });
    drawn[name] = await page.locator('*').count();
  }
  await app.open('/trackers');
  await expect(page.getByText('2,000 trackers').first()).toBeVisible();
  await expectAccessible(page);
  expect(Object.entries(drawn).filter(([, elements]) => elements > 3000)).toEqual([]);
});
