import { describe, expect, it } from 'vitest';
import type { OutputOf } from '../../../../core/contract/index.ts';
import type { ReadPreview } from '../../../../renderer/domains/trackers/model/rows.ts';
import { batchesOf, importedText } from '../../../../renderer/features/trackers/dialogs/import-trackers.ts';
import { NO_MAPPING } from '../../../../renderer/features/trackers/mapping/mapping-model.ts';
import { tracker } from './fixtures.ts';

const fresh: Extract<ReadPreview, { kind: 'new' }> = {
  kind: 'new',
  path: '/plans/a.md',
  name: 'A',
  profile: 'generic',
  profiles: [],
  recognised: {},
  items: 4,
  skipped: [],
  guesses: [],
  tables: [],
  moreTables: 0,
  words: [],
  sample: [],
  remembered: null,
  problem: null,
};
const words = { ruht: 'blocked' as const };
const mapping = { columns: {}, words, tables: {} };
const returning: ReadPreview = {
  ...fresh,
  kind: 'returning',
  path: '/plans/b.md',
  trackerId: tracker,
  trackerName: 'B',
  said: { profile: 'generic', mapping },
  was: 'removed',
};

const imported: OutputOf<'trackers.import'>['imported'][number] = {
  trackerId: tracker,
  path: '/plans/a.md',
  name: 'A',
  recognised: {},
  items: 4,
  skipped: 0,
  already: false,
  returned: null,
  note: null,
};

describe('what is sent to be imported', () => {
  it('is one batch of any size for files of which nothing is said, with those nobody looked at', () => {
    const many = Array.from({ length: 300 }, (_, n) => ({ ...fresh, path: `/plans/${n}.md` }));
    const batches = batchesOf(many, {}, ['/plans/more.md']);
    expect(batches).toHaveLength(1);
    expect(batches[0]).toMatchObject({ found: ['/plans/more.md'], profile: null, mapping: null });
    expect(batches[0]?.paths).toHaveLength(300);
  });

  it('leaves out what is refused or a tracker already, and sends files with a mapping on their own', () => {
    const draft = { ...NO_MAPPING, words };
    const known: ReadPreview = { ...returning, kind: 'known', path: '/plans/known.md' };
    const previews = [
      fresh,
      known,
      { kind: 'refused', path: '/x', code: 'file.binary', problem: '' },
    ] as const;
    expect(batchesOf(previews, { [fresh.path]: draft }, [])).toEqual([
      { paths: [fresh.path], profile: null, mapping },
    ]);
  });

  it('says nothing of a tracker that comes back as it was, and says so when its mapping is taken back', () => {
    expect(batchesOf([returning], {}, [])).toMatchObject([{ paths: [returning.path], mapping: null }]);
    expect(batchesOf([returning], { [returning.path]: NO_MAPPING }, [])).toMatchObject([
      { paths: [returning.path], mapping: { columns: {}, words: {}, tables: {} } },
    ]);
  });
});

describe('what came of an import', () => {
  it('counts new trackers alone, and names those that came back or were here', () => {
    expect(
      importedText([
        imported,
        { ...imported, name: 'Dock', already: true },
        { ...imported, name: 'Lamp', already: true, returned: 'missing' },
        { ...imported, name: 'Crane', returned: 'removed' },
      ]),
    ).toBe('1 tracker added with 4 items. Lamp, Crane came back with their history. Dock was here already.');
    expect(importedText([{ ...imported, already: true }])).toBe('A was here already.');
  });
});
