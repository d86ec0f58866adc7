import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { protocolFiles } from '../../../scripts/docs/protocol-files.ts';

const folder = join(import.meta.dirname, '../../../docs/protocol');

describe('docs/protocol', () => {
  const files = protocolFiles();

  it('has a file for every frame and every HTTP entry, and no other', () => {
    expect(readdirSync(folder).toSorted()).toEqual([...files.keys()].toSorted());
  });

  it.each([...files.keys()])(
    '%s is as the definitions have it (else run scripts/docs/protocol-docs.ts)',
    (name) => {
      expect(readFileSync(join(folder, name), 'utf8')).toBe(files.get(name));
    },
  );
});
