import { type App, expect, expectAccessible, test } from '../../support/web/app.ts';
import { openFixture } from '../../support/web/tracker-pages.ts';

test.use({ sample: false });

const inbox = async (app: App): Promise<void> => app.open('/alerts');

test('an overdue item is in the inbox, is taken on and let go by keyboard, and leads to its tracker', async ({
  app,
  page,
}) => {
  await openFixture(app, page, 'quay-status.md');
  await inbox(app);
  const row = page.getByRole('option').filter({ hasText: 'is overdue' }).first();
  await expect(row).toBeVisible();
  await expectAccessible(page);
  await row.focus();
  await page.keyboard.press('a');
  await expect(row).toContainText('has it');
  await page.keyboard.press('a');
  await expect(row).not.toContainText('has it');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: /is overdue/ });
  await expect(panel.getByRole('listitem')).toContainText([/It fired/]);
  await expectAccessible(page);
  await panel.getByRole('button', { name: /^Take it on/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Take this alert on' });
  await dialog.getByRole('textbox', { name: 'What you do about it' }).fill('Asking the yard');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(panel).toContainText('Asking the yard');
  await expect.poll(() => panel.evaluate((aside) => aside.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await row.focus();
  await page.keyboard.press('o');
  await expect(page).toHaveURL(/\/trackers\/.*item=/);
});

test('a rule is written with what it would say now, paused and removed', async ({ app, page }) => {
  await openFixture(app, page, 'quay-status.md');
  await app.open('/alerts/rules');
  await page.getByRole('button', { name: 'Add a rule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a rule' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Late by a day');
  await dialog.getByRole('button', { name: /About/ }).click();
  await page.getByRole('option', { name: /^An open item/ }).click();
  await dialog.getByRole('textbox', { name: 'When', exact: true }).fill('later > 0');
  await dialog.getByRole('textbox', { name: 'For', exact: true }).fill('0s');
  await dialog.getByRole('textbox', { name: 'What it says' }).fill('{title} waits');
  await expect(dialog.getByText('There is no name "later"')).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
  await dialog.getByRole('textbox', { name: 'When', exact: true }).fill('late > 0');
  await expect(dialog.getByText(/It holds for \d+ of/)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  const row = page.getByRole('option').filter({ hasText: 'Late by a day' });
  await row.focus();
  await page.keyboard.press('p');
  await expect(row).toContainText('paused');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  const opened = page.getByRole('dialog', { name: 'Late by a day' });
  await opened.getByRole('button', { name: 'Remove' }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible();
});

test('without alerts the inbox says what it is for', async ({ app, page }) => {
  await inbox(app);
  await expect(page.getByText(/^No alert fires/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'See the rules' }).click();
  await expect(page.getByRole('option').filter({ hasText: 'Agents offline' })).toBeVisible();
});
