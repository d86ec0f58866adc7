import { expect, expectAccessible, pressChord, test } from '../../support/web/app.ts';
import { expectEveryAppearance } from '../../support/web/every-appearance.ts';

test.use({ sample: false });

test('an empty board says what it is for and the sample fleet brings it to life', async ({ app, page }) => {
  await app.open('/');
  await pressChord(page, 'g', 'f');
  await expect(page).toHaveURL(/\/fleet$/);
  await expect(page.getByRole('heading', { name: 'No agents yet' })).toBeVisible();
  await expectEveryAppearance(page);
  await page.getByRole('button', { name: 'Start the sample fleet' }).click();
  await expect(page.getByText(/Sample fleet: 3 agents in a temporary folder/)).toBeVisible();
  const tiles = page.getByRole('listbox', { name: 'Agents by state' }).getByRole('option');
  await expect(tiles).toHaveCount(3);
  await expect(page.getByRole('option', { name: /, working, / }).first()).toBeVisible();
  await expectEveryAppearance(page);

  await page.getByRole('button', { name: 'Stop the sample fleet' }).click();
  const asking = page.getByRole('dialog', { name: 'Stop the sample fleet' });
  await expect(asking).toContainText('removed');
  await asking.getByRole('button', { name: 'Stop and remove it' }).click();
  await expect(page.getByRole('heading', { name: 'No agents yet' })).toBeVisible();
  await expect(page.getByText(/temporary folder\. Stopping/)).toHaveCount(0);
});

test('agents are found by keyboard, by word and by state, as tiles and as a table', async ({ app, page }) => {
  await app.open('/fleet');
  await page.getByRole('button', { name: 'Start the sample fleet' }).click();
  const tiles = page.getByRole('option');
  await expect(tiles).toHaveCount(3);

  await page.keyboard.press('j');
  await expect(page.getByRole('listbox', { name: 'Agents by state' })).toBeFocused();
  await page.keyboard.press('j');
  const second = tiles.nth(1);
  await expect(second).toHaveAttribute('aria-selected', 'true');
  const name = ((await second.textContent()) ?? '').split(',')[0] ?? '';
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await app.open('/fleet');
  await page.getByRole('searchbox', { name: 'Find agents' }).fill(name);
  await expect(tiles).toHaveCount(1);
  await expect(page.getByText('1 of 3 agents')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find agents' }).fill('nobody is called so');
  await expect(page.getByText('No agent fits.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(tiles).toHaveCount(3);

  await page.getByText('Table', { exact: true }).click();
  const table = page.getByRole('grid', { name: 'Agents' });
  await expect(table.getByRole('row')).toHaveCount(4);
  await expectEveryAppearance(page);
  await app.open('/fleet');
  await expect(table).toBeVisible();
});

test('what was seen before the engine went away is marked as stale', async ({ app, page }) => {
  await app.open('/fleet');
  await page.getByRole('button', { name: 'Start the sample fleet' }).click();
  const connected = page.getByRole('option', { name: /, (idle|assigned|working), / });
  await expect(connected).toHaveCount(3);
  await app.shell.kill();
  await expect(page.getByRole('option', { name: /stale, last known/ })).toHaveCount(3);
  await expect(connected).toHaveCount(0);
  await expectAccessible(page);
});
