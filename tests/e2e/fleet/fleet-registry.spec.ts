import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, expectAccessible, test } from '../../support/web/app.ts';
import { expectEveryAppearance } from '../../support/web/every-appearance.ts';

test.use({ sample: false });

test('repositories are ordered by keyboard, paused, and removed', async ({ app, page }) => {
  await app.open('/repositories');
  await expect(page.getByText(/Agents work on a task in a fresh branch/)).toBeVisible();
  await expectAccessible(page);
  for (const name of ['harbour', 'ledger', 'charts']) {
    await page.getByRole('button', { name: 'Add a repository' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add a repository' });
    await dialog.getByRole('textbox', { name: 'Address' }).fill(`https://example.org/fleet/${name}.git`);
    await dialog.getByRole('button', { name: 'Add the repository' }).click();
    await expect(page.getByRole('row').filter({ hasText: `fleet/${name}.git` })).toBeVisible();
  }
  const rows = page.getByRole('grid', { name: /Repositories in the order/ }).getByRole('row');
  const order = (...names: readonly string[]) =>
    expect(rows).toContainText(names.map((name) => `fleet/${name}.git`));
  await order('harbour', 'ledger', 'charts');
  await expectEveryAppearance(page);

  await page.getByRole('button', { name: 'Move charts up' }).click();
  await order('harbour', 'charts', 'ledger');
  await expect(page.getByText('charts is now number 2 of 3')).toBeAttached();
  await rows.nth(1).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await order('charts', 'harbour', 'ledger');

  await expect(page.getByText('Tasks that name no repository go to charts', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Pause charts' }).click();
  await expect(page.getByRole('button', { name: 'Resume charts' })).toBeVisible();
  await expect(page.getByText('Tasks that name no repository go to harbour', { exact: false })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Remove ledger' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the repository' }).click();
  await expect(rows).toHaveCount(2);
});

test('a repository is moved by dragging', async ({ app, page }) => {
  await app.open('/repositories');
  for (const name of ['harbour', 'ledger']) {
    await page.getByRole('button', { name: 'Add a repository' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add a repository' });
    await dialog.getByRole('textbox', { name: 'Address' }).fill(`https://example.org/fleet/${name}.git`);
    await dialog.getByRole('button', { name: 'Add the repository' }).click();
    await expect(page.getByRole('row').filter({ hasText: `fleet/${name}.git` })).toBeVisible();
  }
  const rows = page.getByRole('grid', { name: /Repositories in the order/ }).getByRole('row');
  await expect(rows.first()).toContainText('fleet/harbour.git');
  await rows.nth(1).dragTo(rows.first(), {
    sourcePosition: { x: 200, y: 20 },
    targetPosition: { x: 200, y: 3 },
  });
  await expect(rows.first()).toContainText('fleet/ledger.git');
});

test('an endpoint is added, checked, changed and removed', async ({ app, page }) => {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    const models = { models: [{ name: 'small:1b', model: 'small:1b' }] };
    response.end(JSON.stringify(request.url?.includes('tags') === true ? models : {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    await app.open('/endpoints');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Add an endpoint' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add an endpoint' });
    await dialog.getByRole('button', { name: 'Add the endpoint' }).click();
    await expect(dialog.getByText('A name of at most 100 characters is needed.')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Cellar');
    await dialog.getByRole('textbox', { name: 'Address' }).fill(`http://127.0.0.1:${port}`);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Check now: Cellar' }).click();
    await expect(page.getByText('healthy', { exact: true })).toBeVisible();
    await expect(page.getByText('small:1b')).toBeVisible();
    await expectEveryAppearance(page);

    await page.getByRole('button', { name: 'Edit Cellar' }).click();
    const editing = page.getByRole('dialog', { name: 'Edit Cellar' });
    await editing.getByRole('textbox', { name: 'Models to use' }).fill('large:70b');
    await editing.getByRole('button', { name: 'Save the endpoint' }).click();
    await expect(page.getByText('not offered: large:70b')).toBeVisible();
  } finally {
    server.close();
    server.closeAllConnections();
  }
  await page.getByRole('button', { name: 'Check now: Cellar' }).click();
  await expect(page.getByText('healthy', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove Cellar' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the endpoint' }).click();
  await expect(page.getByText(/An endpoint is a server that runs models/)).toBeVisible();
});
