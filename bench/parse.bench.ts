import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { createSectionCache, parseTracker } from '../core/domain/trackers/read/parse.ts';
import { fieldSpan } from '../core/domain/trackers/text/span.ts';
import { trackerOf } from './documents.ts';
import { type Bench, sample } from './measure.ts';

const seed = 20_260_214;
const size = 1_800_000;

export const parseBench: Bench = {
  name: 'Parse a tracker',
  dataset: `${size / 1e6} MB of tables and check boxes, seed ${seed}`,
  async run() {
    const text = trackerOf(size, seed);
    const cold = await sample(7, () =>
      parseTracker(text, { fileName: 'big.md', cache: createSectionCache(4_000) }),
    );

    const cache = createSectionCache(4_000);
    const first = parseTracker(text, { fileName: 'big.md', cache });
    const item = first.items[Math.floor(first.items.length / 2)];
    const notes = item?.fields.find((field) => field.name === 'notes');
    if (item === undefined || notes === undefined)
      throw new Error('the generated tracker has no notes cell in its middle');
    const cell = fieldSpan(item, notes);
    const warm = await sample(15, (run) =>
      parseTracker(`${text.slice(0, cell.start)}note ${run}${text.slice(cell.end)}`, {
        fileName: 'big.md',
        cache,
      }),
    );
    const wholeTree = await sample(5, () =>
      fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }),
    );
    const baseline = { name: 'whole-tree parse', samples: wholeTree };
    return [
      { operation: 'parse 1.8 MB cold', unit: 'ms', budget: 300, samples: cold, baseline, note: '' },
      {
        operation: 'edit one cell, warm',
        unit: 'ms',
        budget: 16,
        samples: warm,
        baseline,
        note: 'every section but one comes from the cache',
      },
    ];
  },
};
