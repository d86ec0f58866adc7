import type { Page } from '@playwright/test';
import { type App, expect, expectAccessible, test } from '../../support/web/app.ts';
import { dropFiles } from '../../support/web/dragged-files.ts';
import { itemRow, openFixture } from '../../support/web/tracker-pages.ts';

test.use({ sample: false });

const JUNIT = '<testsuite name="quay"><testcase classname="crane" name="lifts"/></testsuite>';

/** The item's panel and its section of evidence. */
async function openItem(app: App, page: Page) {
  await openFixture(app, page, 'quay-status.md');
  await itemRow(page, 'M1 Old piles surveyed').click();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'M1 Old piles surveyed' });
  const section = panel.getByRole('region', { name: 'Evidence' });
  await expect(section.getByRole('button', { name: 'Add evidence' })).toBeVisible();
  return { panel, section, dialog: page.getByRole('dialog', { name: 'Add evidence' }) };
}

test('files dropped on an item become evidence one after the other, copied into the workspace', async ({
  app,
  page,
}) => {
  const { section, dialog } = await openItem(app, page);
  const files = [
    { name: 'junit.xml', type: 'text/xml', bytes: Buffer.from(JUNIT) },
    { name: 'survey.bin', type: '', bytes: Buffer.alloc(600_000, 7) },
  ];
  await dropFiles(section.getByText(/Nothing backs this item yet/), files, { held: true });
  await expect(section.getByText('Drop to add as evidence')).toBeVisible();
  await dropFiles(section.getByText(/Nothing backs this item yet/), files);
  await expect(dialog.getByText('junit.xml', { exact: true })).toBeVisible();
  await expect(dialog.getByText('1 file more to add after this one.')).toBeVisible();
  await expect(dialog.getByText(/Up to 1 GiB/)).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
  await dialog.getByRole('textbox', { name: 'Test' }).fill('crane.lifts');
  await dialog.getByRole('button', { name: 'Add and verify' }).click();
  await expect(dialog.getByText('survey.bin', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Add and verify' }).click();
  await expect(dialog).toBeHidden();
  const pieces = section.getByRole('listitem');
  await expect(pieces.filter({ hasText: 'junit.xml (copy)::crane.lifts' })).toContainText('Verified.');
  await expect(pieces.filter({ hasText: 'survey.bin (copy)' })).toContainText('600000 bytes');
  await expectAccessible(page);
});

test('a large file has its progress, and can be stopped and taken out again', async ({ app, page }) => {
  const { dialog } = await openItem(app, page);
  await page.keyboard.press('Shift+E');
  await expect(dialog).toBeVisible();
  // A browser holds no bytes of what only repeats one blob.
  await dialog
    .locator('p')
    .first()
    .evaluate((place) => {
      const block = new Blob([new Uint8Array(1024 * 1024)]);
      const blocks = Array.from({ length: 400 }, () => block);
      const transfer = new DataTransfer();
      transfer.items.add(new File(blocks, 'disk.img'));
      for (const type of ['dragenter', 'dragover', 'drop'])
        place.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    });
  await dialog.getByRole('button', { name: 'Add and verify' }).click();
  await expect(dialog.getByRole('progressbar', { name: 'Sending disk.img' })).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
  await dialog.getByRole('button', { name: 'Stop sending' }).click();
  await expect(dialog.getByText('Stopped as you asked.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Take out disk.img' }).click();
  await expect(dialog.getByRole('textbox', { name: 'File' })).toBeVisible();
});

test('text and an image are pasted as files, and text in a field stays text', async ({ app, page }) => {
  const { section, dialog } = await openItem(app, page);
  const paste = async (text: string) => {
    await page.evaluate((words) => navigator.clipboard.writeText(words), text);
    await page.keyboard.press('Control+V');
  };
  await section.getByRole('button', { name: 'Add evidence' }).focus();
  await paste('# Survey\n\nAll piles hold.\n');
  await expect(dialog.getByText('pasted-text.md', { exact: true })).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Heading' }).focus();
  await paste('Survey');
  await expect(dialog.getByRole('textbox', { name: 'Heading' })).toHaveValue('Survey');
  await dialog.getByRole('button', { name: 'Add and verify' }).click();
  await expect(dialog).toBeHidden();
  await expect(section.getByRole('listitem')).toContainText('pasted-text.md (copy)#Survey');

  await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 40;
    canvas.height = 30;
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
    if (png !== null) await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
  });
  await section.getByRole('button', { name: 'Add evidence' }).focus();
  await page.keyboard.press('Control+V');
  await expect(dialog.getByText('image.png', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Add and verify' }).click();
  await expect(section.getByRole('listitem').filter({ hasText: 'image.png (copy)' })).toContainText(
    'Artifact',
  );
});
