import type { Page } from '@playwright/test';
import { queueTask } from '../../support/fleet/sample-fleet.ts';
import { expect, expectAccessible, test } from '../../support/web/app.ts';

const row = (page: Page, title: string) => page.getByRole('row').filter({ hasText: title });

/** Titles from the top of the queue down. */
const order = (page: Page) =>
  page
    .getByRole('grid', { name: 'Queue' })
    .getByRole('row')
    .evaluateAll((rows) =>
      rows
        .filter((one) => one.querySelector('[data-task]') !== null)
        .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((one) => one.querySelector('[data-task] ~ span')?.textContent ?? ''),
    );

test('an empty queue teaches and leads to a new task', async ({ app, page }) => {
  await app.open('/queue');
  await expect(page.getByText(/Tasks wait here by lane/)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Shift+N');
  await expect(page).toHaveURL(/\/tasks\/new$/);
});

test.describe('a queue with tasks', () => {
  test.beforeEach(async ({ app, page }) => {
    await queueTask(app, 'Paint the buoys');
    await queueTask(app, 'Oil the winch');
    await queueTask(app, 'Sound the channel', '--lane', 'urgent');
    await app.open('/queue');
    await expect(row(page, 'Oil the winch')).toBeVisible();
  });

  test('shows four lanes, what waits in them and why', async ({ page }) => {
    for (const [lane, fact] of [
      ['Urgent', '1 waiting'],
      ['High', '0 waiting'],
      ['Normal', '2 waiting'],
      ['Low', '0 waiting'],
    ] as const)
      await expect(row(page, fact).filter({ hasText: lane })).toBeVisible();
    await expect(row(page, 'Paint the buoys')).toContainText(/agent/i);
    await row(page, 'Paint the buoys').getByRole('gridcell').first().dblclick();
    const panel = page.getByRole('complementary', { name: 'Paint the buoys' });
    await expect(panel.getByRole('heading', { name: 'Why it waits' })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
  });

  test('is put in order by keyboard, within a lane and between lanes', async ({ page }) => {
    await expect.poll(() => order(page)).toEqual(['Sound the channel', 'Paint the buoys', 'Oil the winch']);
    await row(page, 'Oil the winch').getByRole('gridcell').nth(1).click();
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(() => order(page)).toEqual(['Sound the channel', 'Oil the winch', 'Paint the buoys']);
    await expect(page.getByText('place 1 of 2 in Normal, confirmed')).toBeAttached();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(row(page, '1 waiting').filter({ hasText: 'High' })).toBeVisible();
    await page.reload();
    await expect.poll(() => order(page)).toEqual(['Sound the channel', 'Oil the winch', 'Paint the buoys']);
    await expect(row(page, '1 waiting').filter({ hasText: 'High' })).toBeVisible();
  });

  test('is put in order by dragging the grip', async ({ page }) => {
    const grip = row(page, 'Oil the winch').locator('[draggable=true]');
    await grip.dragTo(row(page, 'Sound the channel'), { targetPosition: { x: 60, y: 3 } });
    await expect.poll(() => order(page)).toEqual(['Oil the winch', 'Sound the channel', 'Paint the buoys']);
    await expect(row(page, '2 waiting').filter({ hasText: 'Urgent' })).toBeVisible();
  });

  test('a cancellation is confirmed first and can be taken back', async ({ page }) => {
    await row(page, 'Paint the buoys').getByRole('gridcell').nth(1).click();
    await page.keyboard.press('x');
    const dialog = page.getByRole('dialog', { name: 'Cancel “Paint the buoys”?' });
    await expect(dialog).toContainText('It is taken out of the queue and nobody works on it.');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(row(page, 'Paint the buoys')).toBeVisible();
    await page.keyboard.press('x');
    await dialog.getByRole('button', { name: 'Cancel the task' }).click();
    await expect(row(page, 'Paint the buoys')).toHaveCount(0);
    await page.getByRole('button', { name: 'Submit again' }).click();
    await expect(row(page, 'Paint the buoys')).toBeVisible();
    await page.goto(new URL('/tasks?status=cancelled', page.url()).href);
    await expect(row(page, 'Paint the buoys')).toHaveCount(1);
  });

  test('the list of all tasks keeps its filter in the address', async ({ app, page }) => {
    await app.open('/tasks');
    await expect(row(page, 'Oil the winch')).toBeVisible();
    await page.getByRole('searchbox', { name: /Filter by words/ }).fill('winch');
    await expect(row(page, 'Paint the buoys')).toHaveCount(0);
    await expect(page).toHaveURL(/\/tasks\?q=winch$/);
    await page.reload();
    await expect(row(page, 'Oil the winch')).toBeVisible();
    await expect(row(page, 'Paint the buoys')).toHaveCount(0);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('button', { name: 'Any status' }).click();
    await page.locator('label', { hasText: 'cancelled' }).click();
    await page.keyboard.press('Escape');
    await expect(page.getByText('No task fits this filter.')).toBeVisible();
    await expectAccessible(page);
  });
});
