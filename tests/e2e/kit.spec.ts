import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/web/app.ts';
import type { GalleryServer } from '../support/web/gallery-server.ts';
import { serveGallery } from '../support/web/gallery-server.ts';

let server: GalleryServer;
const problems: string[] = [];

test.beforeAll(async () => {
  server = await serveGallery();
});
test.afterAll(async () => {
  await server.close();
});
test.beforeEach(({ page }) => {
  problems.length = 0;
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
});
/** No error, no warning, no refusal by the content policy: on any page, after any test. */
test.afterEach(() => {
  expect(problems).toEqual([]);
});

async function open(page: Page, query: string): Promise<void> {
  await page.goto(`${server.address}?${query}`);
  await page.locator('main').waitFor();
}

for (const theme of ['light', 'dark', 'contrast']) {
  for (const name of ['basics', 'forms', 'table', 'charts', 'boards']) {
    test(`the ${name} page has no accessibility violation in the ${theme} theme`, async ({ page }) => {
      await open(page, `page=${name}&theme=${theme}`);
      await expectAccessible(page);
    });
  }
}

for (const [width, height] of [
  [1440, 900],
  [1024, 700],
  [720, 900],
] as const) {
  test(`no page scrolls sideways at ${width} by ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    for (const name of ['basics', 'forms', 'table', 'charts', 'boards']) {
      await open(page, `page=${name}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, name).toBeLessThanOrEqual(0);
    }
  });
}

test.describe('dialogs and panels', () => {
  test.beforeEach(async ({ page }) => {
    await open(page, 'page=forms');
  });

  test('a dialog takes the focus, closes with Escape and gives it back', async ({ page }) => {
    const opener = page.getByRole('button', { name: 'Open dialog' });
    await opener.click();
    const dialog = page.getByRole('dialog', { name: 'Import files' });
    await expect(dialog.getByRole('textbox', { name: 'Folder' })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(opener).toBeFocused();
  });

  test('the side panel moves with brackets, keeps typing to itself and gives the focus back', async ({
    page,
  }) => {
    const opener = page.getByRole('button', { name: 'Open side panel' });
    await opener.click();
    await expect(page.getByRole('complementary', { name: 'M1 Kickoff' })).toBeFocused();
    await page.keyboard.press(']');
    await expect(page.getByRole('complementary', { name: 'M2 Kickoff' })).toBeVisible();
    await page.keyboard.press('[');
    const panel = page.getByRole('complementary', { name: 'M1 Kickoff' });
    await panel.getByRole('textbox', { name: 'Title' }).fill('a]b');
    await expect(panel).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await expect(opener).toBeFocused();
  });

  test('a menu is driven by type-ahead', async ({ page }) => {
    await page.getByRole('button', { name: 'More actions' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    await page.keyboard.type('mo');
    await expect(page.getByRole('menuitem', { name: 'Move', exact: true })).toBeFocused();
    await expectAccessible(page);
  });

  test('a date keeps its ISO value from segments and calendar', async ({ page }) => {
    await page.getByRole('button', { name: 'Due' }).click();
    await page.getByRole('button', { name: 'Friday, February 20, 2026' }).click();
    await expect(page.getByRole('spinbutton', { name: 'day, Due' })).toHaveText('20');
  });
});

test.describe('toasts', () => {
  test('a toast offers its undo and leaves when it is used', async ({ page }) => {
    await open(page, 'page=basics');
    await page.getByRole('button', { name: 'Show a toast' }).click();
    const toast = page.getByRole('alertdialog');
    await expect(toast).toContainText('You moved M2 from Mar 27 to Apr 3.');
    await toast.getByRole('button', { name: 'Undo' }).click();
    await expect(toast).toBeHidden();
  });
});

async function activeText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const id = document.querySelector('[role="grid"]')?.getAttribute('aria-activedescendant') ?? '';
    return document.getElementById(id)?.textContent ?? '';
  });
}

test.describe('the table', () => {
  test.beforeEach(async ({ page }) => {
    await open(page, 'page=table');
    await page.getByRole('grid', { name: 'Items' }).focus();
  });

  test('moves by cell and by row and opens with Enter', async ({ page }) => {
    await page.keyboard.press('j');
    expect(await activeText(page)).toContain('M0 Queue drain');
    await page.keyboard.press('ArrowRight');
    expect(await activeText(page)).toContain('done');
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('k');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('opened')).toHaveText('row-0');
  });

  test('collapses and opens groups with the arrow keys', async ({ page }) => {
    const group = page.getByRole('gridcell', { name: 'Workstream 1' });
    await expect(group).toHaveAttribute('aria-expanded', 'true');
    await page.keyboard.press('ArrowLeft');
    await expect(group).toHaveAttribute('aria-expanded', 'false');
    await page.keyboard.press('j');
    expect(await activeText(page)).toContain('Workstream 2');
    await page.keyboard.press('k');
    await page.keyboard.press('ArrowRight');
    await expect(group).toHaveAttribute('aria-expanded', 'true');
  });

  test('edits text in place: F2, Enter commits, Escape restores, Tab commits and moves', async ({ page }) => {
    const grid = page.getByRole('grid', { name: 'Items' });
    await page.keyboard.press('j');
    await page.keyboard.press('F2');
    await page.keyboard.type('Renamed');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('gridcell', { name: 'Renamed' })).toBeVisible();
    await expect(grid).toBeFocused();
    await page.keyboard.press('F2');
    await page.keyboard.type('never');
    await page.keyboard.press('Escape');
    await expect(grid).toBeFocused();
    await expect(page.getByRole('gridcell', { name: 'never' })).toHaveCount(0);
    await page.keyboard.press('x');
    await page.keyboard.press('Tab');
    expect(await activeText(page)).toContain('done');
    await expect(page.getByRole('gridcell', { name: 'x', exact: true })).toBeVisible();
  });

  test('shows that a cell is being saved, and keeps a refused edit with its reason', async ({ page }) => {
    await page.keyboard.press('j');
    await page.keyboard.press('F2');
    await page.keyboard.type('refuse me');
    await page.keyboard.press('Enter');
    const cell = page.getByRole('gridcell', { name: 'refuse me' });
    await expect(cell).toHaveAttribute('aria-busy', 'true');
    await expect(cell).toHaveAttribute('aria-invalid', 'true');
    await expect(cell).toContainText('Nothing was written.');
    await expectAccessible(page);
    await page.keyboard.press('F2');
    await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('refuse me');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('gridcell', { name: 'M0 Queue drain' })).toBeVisible();
  });

  test('changes a status by type-ahead and says why a move is illegal', async ({ page }) => {
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('F2');
    const menu = page.getByRole('listbox', { name: 'Status' });
    await expect(menu).toBeFocused();
    await expect(menu.getByRole('option').last()).toContainText('signed off follows done only');
    await expectAccessible(page);
    await page.keyboard.type('s');
    await page.keyboard.press('Enter');
    await expect(menu.getByRole('alert')).toHaveText('signed off follows done only');
    await page.keyboard.press('o');
    await page.keyboard.press('Enter');
    await expect(menu).toBeHidden();
    expect(await activeText(page)).toContain('on hold');
    await expect(page.getByRole('grid', { name: 'Items' })).toBeFocused();
  });

  test('takes a date by words and by calendar', async ({ page }) => {
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('F2');
    await page.keyboard.type('soon');
    const field = page.getByRole('textbox', { name: 'Due' });
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await field.fill('+7');
    await page.keyboard.press('Enter');
    await expect.poll(() => activeText(page)).toContain('Jan 8, 2026');
    await page.keyboard.press('F2');
    await page.getByRole('button', { name: 'Thursday, January 15, 2026' }).click();
    await expect.poll(() => activeText(page)).toContain('Jan 15, 2026');
    await expect(page.getByRole('grid', { name: 'Items' })).toBeFocused();
  });

  test('offers known owners and ticks checks with Space', async ({ page }) => {
    await page.keyboard.press('j');
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('m');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => activeText(page)).toContain('Mira');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press(' ');
    await expect.poll(() => activeText(page)).toContain('☐');
  });

  test('selects rows and copies them as TSV with a header', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.keyboard.press('j');
    await page.keyboard.press(' ');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(page.locator('[role="row"][aria-selected="true"]')).toHaveCount(2);
    await page.keyboard.press('ControlOrMeta+c');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split('\n').slice(0, 3)).toEqual([
      'Title\tStatus\tDue\tOwner\tChecked\tLine\tNotes',
      expect.stringMatching(/^M0 Queue drain\tdone\t2026-01-01\tInes\ttrue\t12\tWaits/),
      expect.stringMatching(/^M1 Ledger export\tin-progress/),
    ]);
    await page.keyboard.press('Escape');
    await expect(page.locator('[role="row"][aria-selected="true"]')).toHaveCount(0);
  });

  test('sorts, sizes and moves columns from the keyboard', async ({ page }) => {
    await page.keyboard.press('k');
    const title = page.getByRole('columnheader', { name: 'Title' });
    await page.keyboard.press('Enter');
    await expect(title).toHaveAttribute('aria-sort', 'ascending');
    const before = (await title.boundingBox())?.width ?? 0;
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(async () => (await title.boundingBox())?.width).not.toBe(before);
    await page.keyboard.press('Alt+ArrowRight');
    await expect(title).toHaveAttribute('aria-colindex', '2');
  });

  test('lets new rows wait while the focus is inside and keeps the focus on its row', async ({ page }) => {
    await page.getByRole('button', { name: 'Group' }).click();
    await page.getByRole('grid', { name: 'Items' }).focus();
    const active = await activeText(page);
    await page.evaluate(() => dispatchEvent(new Event('gallery-add-row')));
    const pill = page.getByRole('button', { name: '1 new' });
    await expect(pill).toBeVisible();
    expect(await activeText(page)).toBe(active);
    await pill.click();
    await expect(page.getByRole('row', { name: 'M400' })).toBeVisible();
    await expect(pill).toBeHidden();
  });

  test('chooses columns', async ({ page }) => {
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Owner' }).click({ force: true });
    await page.keyboard.press('Escape');
    await expect(page.getByRole('columnheader', { name: 'Owner' })).toHaveCount(0);
  });
});

test.describe('charts', () => {
  test('show the same numbers as a table and export them', async ({ page }) => {
    await open(page, 'page=charts');
    const exporting = async (entry: string) => {
      await page.getByRole('button', { name: 'Export Burn-up' }).click();
      const download = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: entry }).click();
      return download;
    };
    const picture = await exporting('Picture (PNG)');
    expect(picture.suggestedFilename()).toBe('burn-up.png');
    const bytes = await (await picture.createReadStream()).toArray();
    expect(Buffer.concat(bytes).subarray(1, 4).toString()).toBe('PNG');
    const numbers = await exporting('Numbers (CSV)');
    const csv = Buffer.concat(await (await numbers.createReadStream()).toArray()).toString();
    expect(csv.split('\r\n')[0]).toBe('x,done,steady pace');
    await page.getByRole('button', { name: 'Burn-up as a table' }).click();
    await expect(page.getByRole('region', { name: 'Burn-up as a table' }).getByRole('row')).toHaveCount(85);
    await expectAccessible(page);
  });

  test('share one crosshair', async ({ page }) => {
    await open(page, 'page=charts');
    const plots = page.locator('[data-plot] svg');
    await plots.first().hover({ position: { x: 200, y: 80 } });
    await expect(page.locator('.recharts-tooltip-cursor')).toHaveCount(2);
  });
});

test.describe('the board', () => {
  test.beforeEach(async ({ page }) => {
    await open(page, 'page=boards');
  });
  const column = (page: Page, name: string) => page.getByRole('grid', { name, exact: true });

  test('moves a card with Alt and an arrow key, the focus going with it', async ({ page }) => {
    const card = page.getByRole('row', { name: 'M1 Ledger export' });
    await card.focus();
    await page.keyboard.press('Alt+ArrowRight');
    await expect(
      column(page, 'ready for sign-off').getByRole('row', { name: 'M1 Ledger export' }),
    ).toBeFocused();
  });

  test('refuses an illegal move with its reason and leaves the card', async ({ page }) => {
    await page.getByRole('row', { name: 'M0 Queue drain' }).focus();
    await page.keyboard.press('Alt+ArrowRight');
    const card = column(page, 'done').getByRole('row', { name: 'M0 Queue drain' });
    await expect(card).toContainText('signed off follows ready for sign-off only');
    await page.keyboard.press('Escape');
    await expect(card).not.toContainText('follows');
  });

  test('moves a card by pointer', async ({ page }) => {
    const from = page.getByRole('row', { name: 'M1 Ledger export' });
    await from.dragTo(column(page, 'done'));
    await expect(column(page, 'done').getByRole('row', { name: 'M1 Ledger export' })).toBeVisible();
  });

  test('goes from column to column with the arrow keys and opens with Enter', async ({ page }) => {
    await page.getByRole('row', { name: 'M2 Replay window' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('row', { name: 'M1 Ledger export' })).toBeFocused();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('opened')).toHaveText('row-9');
  });
});

test('the timeline is read by keyboard and has a table', async ({ page }) => {
  await open(page, 'page=boards');
  const timeline = page.getByRole('listbox', { name: 'Items by date' });
  await timeline.focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('opened')).toHaveText('row-1');
  await page.keyboard.press('+');
  await expect(page.getByRole('button', { name: 'week' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(page.getByRole('grid', { name: 'Items by date as a table' })).toBeVisible();
});

test('a diagram says in a list what it draws', async ({ page }) => {
  await open(page, 'page=boards');
  const diagram = page.getByRole('figure', { name: 'How a phase becomes ready' });
  await expect(diagram.getByRole('listitem').filter({ hasText: 'In progress → On hold' })).toHaveCount(1);
  await diagram.getByRole('button', { name: 'List' }).click();
  await expect(diagram.getByText('Ready for sign-off → Signed off: all roles')).toBeVisible();
});

test('a cell that is cut tells its whole text under the mouse, another one nothing', async ({ page }) => {
  await open(page, 'page=table');
  const texts = page.getByRole('gridcell').locator('> span:not(:empty, [aria-hidden])');
  const widths = await texts.evaluateAll((all) => all.map((one) => one.scrollWidth - one.clientWidth));
  const cut = texts.nth(widths.findIndex((over) => over > 0));
  await cut.hover();
  await expect(cut).toHaveAttribute('title', (await cut.textContent()) ?? '');
  const whole = texts.nth(widths.indexOf(0));
  await whole.hover();
  await expect(whole).not.toHaveAttribute('title', /./);
});
