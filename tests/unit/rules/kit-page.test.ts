import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { kitPage } from '../../../scripts/docs/kit-list.ts';

const kit = join(import.meta.dirname, '../../../renderer/ui');

it('lists every file of the kit as it is now (else run npx node scripts/docs/kit-page.ts)', () => {
  expect(readFileSync(join(kit, 'README.md'), 'utf8')).toBe(kitPage(kit));
});
