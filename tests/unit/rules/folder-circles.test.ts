import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOnCircles, oneWayFolders, readImports } from '../../../scripts/rules/folder-circles.ts';

const root = join(import.meta.dirname, '../../..');

describe('the entries of a folder import each other in one direction', () => {
  const reading = readImports(root, ['core', 'db']);

  it.each(oneWayFolders)('%s', async (folder) => {
    const imports = await reading;
    expect(imports.filter(({ from }) => from.startsWith(`${folder}/`)).length).toBeGreaterThan(20);
    expect(importsOnCircles(folder, imports)).toEqual([]);
  });

  it('names the imports of a circle that leads through several folders, and no others', () => {
    const imports = [
      { from: 'x/read/parse.ts', to: 'x/text/text.ts' },
      { from: 'x/text/text.ts', to: 'x/model.ts' },
      { from: 'x/model.ts', to: 'x/read/draft.ts' },
      { from: 'x/edit/edit.ts', to: 'x/read/parse.ts' },
      { from: 'x/read/parse.ts', to: 'x/read/draft.ts' },
      { from: 'x/read/parse.ts', to: 'y/other.ts' },
    ];
    expect(importsOnCircles('x', imports)).toEqual([
      'x/read/parse.ts -> x/text/text.ts',
      'x/text/text.ts -> x/model.ts',
      'x/model.ts -> x/read/draft.ts',
    ]);
  });
});
