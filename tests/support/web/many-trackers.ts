import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a workspace of a large organisation is tried with. */
export const manyTrackers = 2000;

/** The screens that list what a whole workspace holds, with what shows that they are there. */
export const wholeScreens = [
  { name: 'Bridge', route: '/', shows: 'main [role=option]' },
  { name: 'trackers', route: '/trackers', shows: 'main [role=grid] [data-line="1"]' },
  { name: 'all work', route: '/work/table', shows: 'main [role=grid] [data-line="1"]' },
  { name: 'due and slipped', route: '/work/overview', shows: 'main [role=option]' },
  { name: 'board', route: '/work/board', shows: 'main [role=listbox] [role=option], main [data-card]' },
  { name: 'timeline', route: '/work/timeline', shows: 'main [role=listbox] [role=option]' },
  { name: 'search', route: '/search?q=step', shows: 'main [role=option], main li' },
  { name: 'findings', route: '/findings', shows: 'main h2, main [role=option]' },
  { name: 'diagnostics', route: '/diagnostics', shows: 'main h2' },
] as const;

const words = ['planned', 'in-progress', 'blocked', 'done'] as const;

/** Trackers of made-up work in a folder, some of it late. */
export async function writeTrackers(folder: string, count: number, items: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const day = (at: number) => new Date(Date.UTC(2026, 0, 1 + (at % 720))).toISOString().slice(0, 10);
  for (let at = 0; at < count; at += 1) {
    const rows = Array.from({ length: items }, (_, row) => {
      const cells = [
        `M${row}`,
        `Step ${row} of plan ${at}`,
        words[(at + row) % 4],
        day(at * 7 + row),
        `Person ${at % 40}`,
      ];
      return `| ${cells.join(' | ')} |\n`;
    });
    const head = '| ID | Milestone | Status | Due | Owner |\n|---|---|---|---|---|\n';
    await writeFile(join(folder, `plan-${at}.md`), `# Plan ${at}\n\n${head}${rows.join('')}`);
  }
}
