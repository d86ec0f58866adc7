import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const screens = join(import.meta.dirname, '../../../renderer');

it('days and numbers are formatted in one place, so that no screen mixes languages', () => {
  const formatting = readdirSync(screens, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .filter((name) => /\bIntl\.|\.toLocale\w*String\(/.test(readFileSync(join(screens, name), 'utf8')));
  expect(formatting).toEqual([join('ui', 'text', 'format.ts')]);
});
