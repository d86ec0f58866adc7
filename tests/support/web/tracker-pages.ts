import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { type App, expect } from './app.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/views');

/** A copy of a fixture beside the workspace; its path. */
export async function copyFixture(app: App, fixture: string): Promise<string> {
  const file = join(app.workspace, '..', fixture);
  await copyFile(join(fixtures, fixture), file);
  return file;
}

/** Imports a copy of a fixture by the command line and opens its tracker at a tab; the file's path. */
export async function openFixture(app: App, page: Page, fixture: string, tab = 'table'): Promise<string> {
  const file = await copyFixture(app, fixture);
  await app.command('tracker', 'import', file);
  await app.open('/trackers');
  const name = fixture === 'quay-status.md' ? 'Quay Renewal Status' : 'Berth readiness';
  await app.open(`/trackers/${encodeURIComponent(name)}/${tab}`);
  await expect(page.getByRole('tab', { selected: true })).toBeVisible();
  return file;
}

/** A row of the table by the words in it. */
export function itemRow(page: Page, title: string): Locator {
  // A group's heading is a row of one cell.
  return page.locator('[role=row]:has([role=gridcell]:nth-child(2))').filter({ hasText: title });
}

/** The cell of a row under a column's heading. */
export async function itemCell(page: Page, title: string, column: string): Promise<Locator> {
  await expect(page.getByRole('grid').getByRole('columnheader', { name: column })).toBeVisible();
  const headings = await page.getByRole('grid').getByRole('columnheader').allInnerTexts();
  const at = headings.findIndex((heading) => heading.trim() === column);
  return itemRow(page, title).getByRole('gridcell').nth(at);
}
