import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { quarterdeck } from '../../support/command.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const plan = join(import.meta.dirname, '../../fixtures/cli/harbour-plan.md');

test('a command that first opens a copied workspace says that it goes on as a device of its own', async () => {
  const home = tempFolder();
  const run = (...args: string[]) => quarterdeck(args, { home });
  const imported = await run('--workspace', 'one', 'tracker', 'import', plan);
  expect([imported.code, imported.err]).toEqual([0, '']);
  cpSync(join(home, 'one'), join(home, 'two'), { recursive: true });

  const first = await run('--workspace', 'two', 'tracker', 'list', '--json');
  expect(first.code).toBe(0);
  expect(first.err).toContain('This workspace was copied, restored or moved here');
  expect(JSON.parse(first.out)).toHaveLength(1);
  for (const folder of ['one', 'two'])
    expect((await run('--workspace', folder, 'tracker', 'list', '--json')).err).toBe('');
}, 120_000);
