import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkSteps } from '../../../scripts/check-steps.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const root = join(import.meta.dirname, '../../..');

/** A small checkout with the settings of this one, and its check with a cache of its own. */
function smallCheckout(files: Record<string, string>) {
  const folder = tempFolder();
  for (const name of ['tsconfig.base.json', 'tsconfig.core.json'])
    cpSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  const run = (name: string) => {
    const step = checkSteps(folder, join(folder, '.cache')).find((one) => one.name.startsWith(name));
    if (step === undefined) throw new Error(`there is no step ${name}`);
    return step.run();
  };
  return { write, run };
}

describe('a check that keeps what it found last time', { timeout: 180_000 }, () => {
  it('finds the type error that a change in another file makes, and sees it gone again', async () => {
    const { write, run } = smallCheckout({
      'core/near.ts': "import { far } from './far.ts';\nexport const near: number = far;\n",
      'core/far.ts': 'export const far = 1;\n',
    });
    expect(await run('types: core')).toBeNull();
    expect(await run('types: core')).toBeNull();
    write('core/far.ts', "export const far = 'one';\n");
    expect(await run('types: core')).toContain('core/near.ts');
    // Nothing changed: what was wrong is still said.
    expect(await run('types: core')).toContain('core/near.ts');
    write('core/far.ts', 'export const far = 2;\n');
    expect(await run('types: core')).toBeNull();
  });

  it('finds the export that lost its last user', async () => {
    const { write, run } = smallCheckout({
      'package.json': '{ "name": "small", "type": "module" }\n',
      'knip.json': '{ "entry": ["core/near.ts"], "project": ["core/**/*.ts"] }\n',
      'core/near.ts': "import { far } from './far.ts';\nconsole.log(far);\n",
      'core/far.ts': 'export const far = 1;\n',
    });
    expect(await run('dead code')).toBeNull();
    expect(await run('dead code')).toBeNull();
    write('core/near.ts', 'console.log(1);\n');
    expect(await run('dead code')).toContain('far');
  });
});
