import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

it("engine, command line and shells make folders by our own function, since Node's never ends below some folders", () => {
  const makers = ['main/cli', 'main/engine', 'main/shells', 'main/web', 'node'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .filter((name) =>
        /\bmkdir(?:Sync)?\([^;]*recursive/.test(readFileSync(join(root, folder, name), 'utf8')),
      )
      // A repository of the sample, below a folder just made.
      .filter((name) => !name.endsWith('sample-repository.ts')),
  );
  expect(makers).toEqual([]);
});
