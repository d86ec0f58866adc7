import { expect, expectAccessible, test } from '../support/web/app.ts';
import { openFixture } from '../support/web/tracker-pages.ts';

test.use({ sample: false });

test('a finding shows both places and one key jumps to each', async ({ app, page }) => {
  await openFixture(app, page, 'quay-status.md');
  await app.open('/findings');
  const finding = page.getByRole('option').filter({ hasText: /Acceptance of WS1/ });
  await expect(finding).toBeVisible();
  await expectAccessible(page);
  await finding.focus();
  await page.keyboard.press('2');
  await expect(page).toHaveURL(/\/trackers\/.*item=/);
  await expect(page.getByRole('complementary', { name: /Piles numbered/ })).toBeVisible();
  await app.open('/findings');
  await finding.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: /Acceptance of WS1/ });
  await expect(panel).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('1');
  await expect(page.getByRole('complementary', { name: /^WS1$|WS1/ })).toBeVisible();
});

test('a finding is accepted with a reason, listed, and opened again', async ({ app, page }) => {
  await openFixture(app, page, 'quay-status.md');
  await app.open('/findings');
  const finding = page.getByRole('option').filter({ hasText: /Acceptance of WS1/ });
  await finding.focus();
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Accept this finding' });
  await expect(dialog.getByRole('button', { name: /^Accept/ })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Why it is fine as it is' }).fill('The evidence is on its way.');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(finding).toHaveCount(0);
  await page.getByRole('tab', { name: /^Accepted/ }).click();
  await expect(finding).toContainText('The evidence is on its way.');
  await expectAccessible(page);
  await finding.focus();
  await page.keyboard.press('a');
  await page.getByRole('tab', { name: /^Open/ }).click();
  await expect(finding).toBeVisible();
});

test('findings are grouped by kind, severity and tracker, and the choice is kept', async ({ app, page }) => {
  await openFixture(app, page, 'quay-status.md');
  await app.open('/findings');
  await page.getByRole('button', { name: /Grouped by/ }).click();
  await page.getByRole('option', { name: 'By tracker' }).click();
  await expect(page.getByRole('heading', { level: 3, name: 'Quay Renewal Status' })).toBeVisible();
  await expect
    .poll(async () => {
      await page.reload();
      return page.getByRole('heading', { level: 3, name: 'Quay Renewal Status' }).count();
    })
    .toBe(1);
});

test('without findings the page says what it is for', async ({ app, page }) => {
  await app.open('/findings');
  await expect(page.getByText(/places where documents contradict each other/)).toBeVisible();
  await expectAccessible(page);
});
