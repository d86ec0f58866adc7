import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, expectAccessible, findInPalette, pressChord, test } from '../support/web/app.ts';
import { copyFixture, itemCell, itemRow, openFixture } from '../support/web/tracker-pages.ts';

test.describe('without trackers', () => {
  test.use({ sample: false });

  test('the list teaches what a tracker is and opens the dialog with one key', async ({ app, page }) => {
    await app.open('/trackers');
    await expect(page.getByText(/A tracker is a Markdown file you already keep/)).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('n');
    await expect(page.getByRole('dialog', { name: 'Add trackers' })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await app.open('/work');
    await expect(page.getByText(/All work shows the items of every tracker together/)).toBeVisible();
    await expectAccessible(page);
  });

  test('a preview shows what is recognised and what columns mean before anything is written', async ({
    app,
    page,
  }) => {
    const file = await copyFixture(app, 'quay-status.md');
    await writeFile(
      join(app.workspace, '..', 'yard.md'),
      '# Yard\n\n| Job | Zustand | Termin |\n|---|---|---|\n| Weld gate | läuft | 2026-03-01 |\n| Paint gate | fertig | 2026-03-09 |\n',
    );
    await app.open('/trackers');
    await expect(page.getByRole('button', { name: /Add a file or folder/ })).toBeVisible();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: 'Add trackers' });
    const path = dialog.getByRole('textbox', { name: 'File, folder or pattern' });
    await path.fill(join(app.workspace, '..', 'yard.md'));
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: /State of “fertig”/ }).click();
    await page.getByRole('option', { name: 'Signed off', exact: true }).click();
    await expect(dialog.getByText('mapped by you')).toBeVisible();
    await expect(dialog.getByRole('option', { name: /^Termin/ })).toContainText('Due, sure');
    await expectAccessible(page);
    await path.fill(file);
    await page.keyboard.press('Enter');
    await expect(dialog.getByText(/4 programme milestones/)).toBeVisible();
    expect(JSON.stringify(await app.command('tracker', 'list'))).not.toContain('Quay');
    await dialog.getByRole('button', { name: 'Add 2 trackers' }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole('grid', { name: 'Trackers' }).getByText('Yard').dblclick();
    await expect(await itemCell(page, 'Paint gate', 'Zustand')).toContainText('fertig');
    await expect(page.getByText('1 of 2 done')).toBeVisible();
  });

  test('one key says what a column or table is, and it is offered for the next file of that shape', async ({
    app,
    page,
  }) => {
    const folder = join(app.workspace, '..');
    const text = (title: string, job: string) =>
      `# ${title}\n\n| Thing | Where | Job |\n|---|---|---|\n| Gate 1 | quay | ${job} |\n| Gate 2 | yard | Paint it |\n`;
    await writeFile(join(folder, 'first.md'), text('First', 'Weld it'));
    await writeFile(join(folder, 'second.md'), text('Second', 'Hang it'));
    await app.open('/trackers');
    await expect(page.getByRole('button', { name: /Add a file or folder/ })).toBeVisible();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: 'Add trackers' });
    const path = dialog.getByRole('textbox', { name: 'File, folder or pattern' });
    await path.fill(join(folder, 'first.md'));
    await page.keyboard.press('Enter');
    const columns = dialog.getByRole('listbox', { name: 'Columns under First' });
    const items = dialog.getByRole('list', { name: 'First items' });
    await columns.getByRole('option', { name: /^Job/ }).focus();
    await page.keyboard.press('n');
    await expect(columns.getByRole('option', { name: /^Job/ })).toContainText('Name, sure: a person said so');
    await expect(items).toContainText('Weld it');
    await expectAccessible(page);
    await page.keyboard.press('x');
    await expect(dialog.getByText('2 rows at line 3 are left alone')).toBeVisible();
    await expect(items).toBeHidden();
    await dialog.getByRole('button', { name: 'This is a tracker' }).click();
    await expect(dialog.getByText('2 rows at line 3 become items')).toBeVisible();
    await columns.getByRole('option', { name: /^Job/ }).focus();
    await dialog.getByRole('button', { name: 'Name n', exact: true }).click();
    await expect(items).toContainText('Weld it');
    await dialog.getByRole('button', { name: 'Add 1 tracker' }).click();
    await expect(dialog).toBeHidden();

    await app.open('/trackers');
    await expect(page.getByRole('grid', { name: 'Trackers' })).toBeVisible();
    await page.keyboard.press('n');
    await path.fill(join(folder, 'second.md'));
    await page.keyboard.press('Enter');
    await expect(dialog.getByText(/“First” has tables with the same columns/)).toBeVisible();
    await expect(dialog.getByText('mapped by you')).toBeHidden();
    await dialog.getByRole('button', { name: 'Read this file the same way' }).click();
    await expect(dialog.getByRole('list', { name: 'First items' })).toContainText('Hang it');
    await expect(dialog.getByText('mapped by you')).toBeVisible();
    await expectAccessible(page);
  });

  test('a tracker is made from a template, renamed, exported, removed and brought back', async ({
    app,
    page,
  }) => {
    await app.open('/trackers');
    await findInPalette(page, 'new tracker from a template');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'New tracker from a template' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Slipway');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Slipway' })).toBeVisible();
    await expect(page.getByText('no file')).toBeVisible();

    const menu = page.getByRole('button', { name: 'Tracker', exact: true });
    await menu.click();
    await page.getByRole('menuitem', { name: /Rename/ }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Slipway two');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Slipway two' })).toBeVisible();

    await menu.click();
    await page.getByRole('menuitem', { name: /Export/ }).click();
    const exporting = page.getByRole('dialog', { name: 'Export Slipway two' });
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await exporting.getByRole('button', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.md$/);

    await menu.click();
    await page.getByRole('menuitem', { name: /Remove from the workspace/ }).click();
    await expect(page.getByText(/A tracker is a Markdown file you already keep/)).toBeVisible();
    await page.getByRole('button', { name: 'Bring it back' }).click();
    await expect(page.getByRole('grid', { name: 'Trackers' }).getByText('Slipway two')).toBeVisible();
  });
});

test.describe('one tracker', () => {
  test.use({ sample: false });

  test('each of its views opens by its address and has no accessibility violation', async ({ app, page }) => {
    await openFixture(app, page, 'quay-status.md');
    for (const tab of ['table', 'board', 'timeline', 'charts', 'acceptance', 'log', 'changes', 'source']) {
      await app.open(`/trackers/${encodeURIComponent('Quay Renewal Status')}/${tab}`);
      await expect(page.getByRole('tab', { selected: true })).toHaveText(new RegExp(`^${tab}$`, 'i'));
      await expect(page.getByRole('heading', { level: 1, name: 'Quay Renewal Status' })).toBeVisible();
      await expect(page.getByText(/^Loading/)).toHaveCount(0);
      await expectAccessible(page);
    }
  });

  test('its diagrams are drawn from what they state', async ({ app, page }) => {
    await openFixture(app, page, 'berth-readiness.md', 'diagrams');
    await expect(page.getByText('ReadyForSignoff').first()).toBeVisible();
    await expectAccessible(page);
  });

  test('a link names an item by its key and opens it', async ({ app, page }) => {
    await openFixture(app, page, 'quay-status.md');
    await app.open('/trackers/Quay%20Renewal%20Status/table?item=M2');
    await expect(page.getByRole('complementary', { name: /M2 First crane moved/ })).toBeVisible();
  });

  test('a filter is in the address, is saved as a view, and comes back by its name', async ({
    app,
    page,
  }) => {
    await openFixture(app, page, 'quay-status.md');
    await page.getByRole('button', { name: 'State' }).click();
    await page.getByRole('checkbox', { name: 'Blocked' }).check({ force: true });
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/state=blocked/);
    await expect(itemRow(page, 'Rail laid')).toBeVisible();
    await expect(itemRow(page, 'M0 Charter signed')).toHaveCount(0);
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: /Save this view/ }).click();
    await page.getByRole('dialog', { name: 'Save this view' }).getByRole('textbox').fill('Stuck');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect(itemRow(page, 'M0 Charter signed')).toBeVisible();
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: /^Stuck/ }).click();
    await expect(itemRow(page, 'M0 Charter signed')).toHaveCount(0);
    await expectAccessible(page);
  });

  test('rows are copied as CSV, all that the filter stands for', async ({ app, page }) => {
    await openFixture(app, page, 'quay-status.md');
    await page.getByRole('searchbox', { name: 'Filter by text' }).fill('crane');
    await expect(itemRow(page, 'M0 Charter signed')).toHaveCount(0);
    await page.getByRole('button', { name: 'Copy as CSV' }).click();
    await expect(page.getByText(/rows? copied as CSV/)).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('Crane certified');
    expect(copied).not.toContain('Charter');
  });

  test('a group is collapsed and stays so', async ({ app, page }) => {
    await openFixture(app, page, 'quay-status.md');
    await page.getByRole('row').filter({ hasText: 'Program Milestones' }).click();
    await expect(itemRow(page, 'M0 Charter signed')).toHaveCount(0);
    await expect(itemRow(page, 'Rail laid')).toBeVisible();
  });

  test('the last-verified date is stamped, and only it changes', async ({ app, page }) => {
    const file = await openFixture(app, page, 'quay-status.md');
    const before = await readFile(file, 'utf8');
    const today = await page.evaluate(() => {
      const now = new Date();
      const two = (value: number) => String(value).padStart(2, '0');
      return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    });
    await page.getByRole('button', { name: 'Stamp verified today' }).click();
    await expect
      .poll(() => readFile(file, 'utf8'))
      .toBe(before.replace('last-verified: 2026-03-02', `last-verified: ${today}`));
    await expect(page.getByRole('button', { name: 'Stamp verified today' })).toBeHidden();
  });

  test('a line is added to the change log in the document’s style', async ({ app, page }) => {
    const file = await openFixture(app, page, 'quay-status.md', 'log');
    await page.getByRole('button', { name: 'Add a line' }).click();
    await page.getByRole('textbox', { name: 'What happened' }).fill('Steel arrived.');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => readFile(file, 'utf8')).toMatch(/\n- [A-Z][a-z]+ \d+, \d{4}: Steel arrived\.\n/);
    await expect(page.getByRole('region', { name: 'Log' }).getByText('Steel arrived.').first()).toBeVisible();
  });

  test('a section’s prose is edited beside its preview', async ({ app, page }) => {
    const file = await openFixture(app, page, 'berth-readiness.md', 'source');
    const before = await readFile(file, 'utf8');
    await page.getByRole('button', { name: 'Edit a section' }).click();
    await page.getByRole('menuitem', { name: /^Berth readiness/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit “Berth readiness”' });
    const text = dialog.getByRole('textbox', { name: 'Markdown' });
    await text.fill((await text.inputValue()).replace('which berth', 'which **berth**'));
    await expect(dialog.getByRole('region', { name: 'Preview' }).locator('strong')).toHaveText('berth');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: /^Save/ }).click();
    await expect.poll(() => readFile(file, 'utf8')).toBe(before.replace('which berth', 'which **berth**'));
  });

  test('an earlier version is compared with what the document says now', async ({ app, page }) => {
    await openFixture(app, page, 'quay-status.md');
    await (await itemCell(page, 'M3 Quay opened', 'Owner')).click();
    await page.keyboard.type('Ada Lund');
    await page.keyboard.press('Enter');
    await expect(await itemCell(page, 'M3 Quay opened', 'Owner')).toContainText('Ada Lund');
    await page.getByRole('tab', { name: 'Changes' }).click();
    await expect(page.getByText('Byte for byte the same.')).toBeVisible();
    await page.getByRole('option', { name: /Read for the first time/ }).click();
    const diff = page.getByRole('region', { name: 'Lines, version 1 against now' });
    await expect(diff).toContainText('| M3 Quay opened | May 15, 2026 | not-started | Ada Lund | |');
    await expect(page.getByText('1 line added, 1 line removed')).toBeVisible();
    await expectAccessible(page);
  });

  test('a tracker that is not there says so and leads back', async ({ app, page }) => {
    await app.open('/trackers/tr_nowhere');
    await expect(page.getByText(/No tracker has this address any more/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: /All trackers/ }).click();
    await expect(page).toHaveURL(/\/trackers$/);
  });
});

test.describe('the sample programme', () => {
  test('shows in every view across trackers without an accessibility violation', async ({ app, page }) => {
    const tabs = ['table', 'overview', 'board', 'timeline', 'charts', 'acceptance'];
    for (const route of ['/trackers', ...tabs.map((tab) => `/work/${tab}`)]) {
      await app.open(route);
      await expect(page.getByText(/^Loading/)).toHaveCount(0);
      await expect(page.getByText('Beacon Renewal Status').first()).toBeAttached();
      await expectAccessible(page);
    }
  });

  test('forced colours show the chosen tab, the parts of a bar and what is late', async ({ app, page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    const tracker = `/trackers/${encodeURIComponent('Beacon Renewal Status')}`;
    await app.open(`${tracker}/table`);
    const line = (name: string) =>
      page.getByRole('tab', { name, exact: true }).evaluate((tab) => getComputedStyle(tab).borderBottomColor);
    expect(await line('Table')).not.toBe(await line('Board'));
    const bar = page.getByRole('img', { name: /11 done/ }).first();
    const colours = await bar.evaluate((img) =>
      [...img.querySelectorAll('span')].map((part) => getComputedStyle(part).backgroundColor),
    );
    expect(colours.length).toBeGreaterThan(2);
    expect(new Set(colours).size).toBe(colours.length);
    const due = (await itemCell(page, 'M0 Charter signed', 'Target Date')).getByText(/2026/);
    expect(await due.evaluate((cell) => getComputedStyle(cell, '::before').content)).toContain('! ');
    await expectAccessible(page);
  });

  for (const [width, height] of [
    [1024, 700],
    [720, 900],
  ] as const) {
    test(`no screen scrolls sideways at ${width} by ${height}`, async ({ app, page }) => {
      await page.setViewportSize({ width, height });
      const tracker = `/trackers/${encodeURIComponent('Beacon Renewal Status')}`;
      const tabs = ['table', 'board', 'timeline', 'charts', 'log', 'changes', 'source'];
      const routes = [
        '/trackers',
        '/work/table',
        '/work/overview',
        '/findings',
        '/evidence',
        '/conflicts',
        ...tabs.map((tab) => `${tracker}/${tab}`),
      ];
      for (const route of routes) {
        await app.open(route);
        await expect(page.getByText(/^Loading/)).toHaveCount(0);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, route).toBeLessThanOrEqual(0);
      }
    });
  }

  test('work across trackers is narrowed, opened and leads to its tracker', async ({ app, page }) => {
    await app.open('/work');
    await page.getByRole('searchbox', { name: 'Filter by text' }).fill('harbour mouth');
    await itemRow(page, 'M3 Harbour mouth cut over').getByRole('gridcell').first().click();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary', { name: /M3 Harbour mouth cut over/ });
    await expect(panel).toBeVisible();
    await expectAccessible(page);
    await panel.getByRole('button', { name: 'Open in its tracker' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Beacon Renewal Status' })).toBeVisible();
    await expect(panel).toBeVisible();
  });

  test('every view of a tracker is one chord away', async ({ app, page }) => {
    await app.open(`/trackers/${encodeURIComponent('Beacon Renewal Status')}`);
    await expect(page.getByRole('grid')).toBeVisible();
    for (const [key, name] of [
      ['2', 'Board'],
      ['4', 'Charts'],
      ['8', 'Source'],
      ['1', 'Table'],
    ] as const) {
      await pressChord(page, 'g', key);
      await expect(page.getByRole('tab', { name, exact: true })).toHaveAttribute('aria-selected', 'true');
    }
  });
});
