import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { type App, expect, expectAccessible, test } from '../support/web/app.ts';
import { expectEveryAppearance } from '../support/web/every-appearance.ts';

test.use({ sample: false });

async function importTable(app: App, title: string, years: readonly number[]): Promise<void> {
  const rows = years.map((year, at) => `| M${at} | Step of ${year} | planned | ${year}-05-0${at + 1} |\n`);
  const file = join(app.workspace, '..', `${title}.md`);
  await writeFile(
    file,
    `# ${title}\n\n| ID | Milestone | Status | Due |\n|---|---|---|---|\n${rows.join('')}`,
  );
  await app.command('tracker', 'import', file);
}

/** Whether a thing lies within what its scrolling box shows, beside the column of names. */
async function isInSight(timeline: Locator, thing: Locator): Promise<boolean> {
  const [box, at] = await Promise.all([timeline.boundingBox(), thing.boundingBox()]);
  return box !== null && at !== null && at.x > box.x + 200 && at.x + at.width <= box.x + box.width;
}

const openTimeline = async (app: App, page: Page, address: string): Promise<Locator> => {
  await app.open(address);
  const timeline = page.getByRole('listbox', { name: /^Timeline of/ });
  await expect(timeline).toBeVisible();
  return timeline;
};

test('a timeline opens where today is, or at the nearest mark when all lie before or behind it', async ({
  app,
  page,
}) => {
  const now = new Date().getFullYear();
  await importTable(app, 'Through now', [now - 9, now + 9]);
  await importTable(app, 'Long ago', [now - 12, now - 11]);
  await importTable(app, 'Far ahead', [now + 11, now + 12]);
  const through = await openTimeline(app, page, '/trackers/Through%20now/timeline');
  await expect.poll(() => isInSight(through, through.getByText('today', { exact: true }))).toBe(true);

  for (const [name, step] of [
    ['Long ago', now - 11],
    ['Far ahead', now + 11],
  ] as const) {
    const timeline = await openTimeline(app, page, `/trackers/${encodeURIComponent(name)}/timeline`);
    const mark = timeline
      .getByRole('option', { name: `Step of ${step}` })
      .locator('svg')
      .last();
    await expect.poll(() => isInSight(timeline, mark), name).toBe(true);
  }
  await expectAccessible(page);
});

test('the lanes of several trackers carry their names', async ({ app, page }) => {
  const now = new Date().getFullYear();
  await importTable(app, 'North quay', [now, now + 1]);
  await importTable(app, 'South quay', [now, now + 1]);
  const timeline = await openTimeline(app, page, '/work/timeline');
  await expect(timeline).toContainText('North quay');
  await expect(timeline).toContainText('South quay');
  await expect(timeline.getByRole('option').first()).toHaveAccessibleName(/in (North|South) quay/);
  await expectEveryAppearance(page);
});
