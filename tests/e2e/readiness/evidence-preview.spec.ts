import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { type App, expect, expectAccessible, test } from '../../support/web/app.ts';
import { openFixture } from '../../support/web/tracker-pages.ts';

test.use({ sample: false });

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" onload="document.title = 1"><script>document.title = 1</script><rect width="80" height="40" fill="teal"/></svg>';
const JUNIT =
  '<testsuites><testsuite name="quay"><testcase classname="crane" name="lifts" time="1.5"/><testcase classname="crane" name="turns"><failure message="was 3 degrees"/></testcase></testsuite></testsuites>';

/** Adds a file beside the tracker as evidence and opens it in the side panel; what it holds. */
async function contentsOf(
  app: App,
  page: Page,
  type: string,
  path: string,
  bytes: string | Buffer,
  part = '',
) {
  const file = join(app.workspace, '..', path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
  await app.command('evidence', 'add', 'M0 Charter signed', '--type', type, path + part);
  await app.open(`/evidence?q=${encodeURIComponent(path)}`);
  await page.getByRole('grid', { name: 'Evidence' }).focus();
  await page.keyboard.press('Enter');
  const contents = page
    .getByRole('complementary', { name: path })
    .getByRole('region', { name: 'Contents', exact: true });
  await expect(contents.getByRole('heading', { name: 'Contents' })).toBeVisible();
  return contents;
}

test('a document is shown as it reads, without raw HTML, and says when it has changed since', async ({
  app,
  page,
}) => {
  await openFixture(app, page, 'quay-status.md');
  const contents = await contentsOf(
    app,
    page,
    'doc',
    'docs/plan.md',
    '# Plan\n\n- **one**\n\n<b id="raw">raw</b>\n',
  );
  await expect(contents.getByRole('heading', { name: 'Plan' })).toBeVisible();
  await expect(contents.getByText('The file is as it was added.')).toBeVisible();
  await expect(contents.locator('#raw')).toHaveCount(0);
  await expectAccessible(page);
  await writeFile(join(app.workspace, '..', 'docs/plan.md'), 'other\n');
  await page.getByRole('button', { name: 'Verify again' }).click();
  await expect(contents.getByText(/has changed since it was added/)).toBeVisible();
  await expect(contents.getByText('other')).toBeVisible();
});

test('JSON is shown as it nests, folded where it is long', async ({ app, page }) => {
  await openFixture(app, page, 'quay-status.md');
  const samples = Array.from({ length: 250 }, (_, at) => `sample ${at}`);
  const text = JSON.stringify({ p95_ms: 12.5, samples });
  const contents = await contentsOf(app, page, 'artifact', 'latency.json', text);
  await expect(contents.getByText('p95_ms: 12.5')).toBeVisible();
  await expect(contents.getByText('"sample 0"')).toHaveCount(0);
  await contents.getByText('samples: [250]').click();
  await expect(contents.getByText('"sample 99"')).toBeVisible();
  await contents.getByRole('button', { name: 'Show more: 100 of 250 are shown' }).click();
  await expect(contents.getByText('"sample 199"')).toBeVisible();
  await expectAccessible(page);
});

test('a test report is shown by its suites and what did not pass', async ({ app, page }) => {
  await openFixture(app, page, 'quay-status.md');
  const contents = await contentsOf(app, page, 'test', 'junit.xml', JUNIT, '::crane.lifts');
  await expect(contents.getByText('1 passed, 1 failed, in 2 s.')).toBeVisible();
  await expect(contents.getByRole('list', { name: 'Tests that did not pass' })).toContainText(
    /crane\.turns.*quay: was 3 degrees/,
  );
  await expect(contents.getByRole('row', { name: /^quay 1 1 0/ })).toBeVisible();
  await expectAccessible(page);
});

test('pictures are shown, a drawing as a picture in which nothing runs', async ({ app, page }) => {
  await openFixture(app, page, 'quay-status.md');
  const photo = await contentsOf(app, page, 'artifact', 'photo.png', Buffer.from(PNG, 'base64'));
  const width = (element: Element) => (element instanceof HTMLImageElement ? element.naturalWidth : 0);
  await expect.poll(() => photo.getByRole('img', { name: 'photo.png' }).evaluate(width)).toBe(1);
  await expect(photo.getByText('1 × 1, 70 B')).toBeVisible();
  const drawing = await contentsOf(app, page, 'artifact', 'plan.svg', SVG);
  await expect.poll(() => drawing.getByRole('img', { name: 'plan.svg' }).evaluate(width)).toBe(80);
  await expect(drawing.locator('svg')).toHaveCount(0);
  expect(await page.title()).not.toBe('1');
  await expectAccessible(page);
});

test('what cannot be shown says why', async ({ app, page }) => {
  await openFixture(app, page, 'quay-status.md');
  const contents = await contentsOf(app, page, 'artifact', 'app.bin', Buffer.from([1, 0, 2]));
  await expect(contents.getByText('It is neither text nor a picture that can be shown.')).toBeVisible();
});
