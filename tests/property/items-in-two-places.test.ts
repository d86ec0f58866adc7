import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planEdits } from '../../core/domain/trackers/edit/edit.ts';
import type { ParsedDocument } from '../../core/domain/trackers/model.ts';
import { placesOf } from '../../core/domain/trackers/places/places.ts';
import { placesOfItem, shownItems } from '../../core/domain/trackers/places/shown-items.ts';
import { parseTracker } from '../../core/domain/trackers/read/parse.ts';
import { applySplices } from '../../core/domain/trackers/text/text.ts';
import { inverseSplices } from '../support/inverse-splices.ts';

const WORDS = ['Todo', 'In progress', 'Done', 'Blocked'] as const;
const NAMES = ['Hull', 'Deck', 'Mast', 'Sail'] as const;
const word = fc.constantFrom(...WORDS);
const day = fc.constantFrom('2026-05-01', '2026-06-15');

/** A phase in the summary, in a section, or in both. */
const phase = fc.record({
  name: fc.constantFrom(...NAMES),
  row: fc.option(fc.record({ status: fc.option(word), due: fc.option(day) })),
  section: fc.option(fc.record({ status: word, due: fc.option(day), box: fc.boolean() })),
});
const phases = fc.uniqueArray(phase, { selector: ({ name }) => name, minLength: 1, maxLength: 4 });
const style = fc.constantFrom('table', 'boxes');

function textOf(all: readonly (typeof phase extends fc.Arbitrary<infer P> ? P : never)[], summary: string) {
  const rows = all.flatMap(({ name, row }, at) =>
    row === null
      ? []
      : summary === 'table'
        ? [`| Phase ${at + 1}: ${name} | ${row.status ?? ''} | ${row.due ?? ''} |`]
        : [`- [${row.status === 'Done' ? 'x' : ' '}] Phase ${at + 1}: ${name}`],
  );
  const sections = all.flatMap(({ name, section }, at) =>
    section === null
      ? []
      : [
          `## Phase ${at + 1}: ${name} (${section.status})\n\n${section.due === null ? '' : `Due: ${section.due}\n\n`}${section.box ? '- [ ] Part\n\n' : ''}`,
        ],
  );
  const head = summary === 'table' ? '| Phase | Status | Due |\n|---|---|---|\n' : '';
  return `# Ferry\n\n## Overview\n\n${head}${rows.join('\n')}\n\n${sections.join('')}`;
}

const read = (text: string) => parseTracker(text, { fileName: 'ferry.md' });

/** What all fields say but this one, in these places. */
function others(doc: ParsedDocument, name: string, places: ReadonlySet<string>): string[] {
  return doc.items.flatMap(({ address, fields }) =>
    fields
      .filter((field) => !places.has(address) || (field.name !== name && field.kind !== 'check'))
      .map((field) => `${address} ${field.name} ${field.raw}`),
  );
}

it('every item is shown once, each place belongs to one item, and an edit says the same in all that state it', () => {
  let twice = 0;
  fc.assert(
    fc.property(phases, style, word, day, fc.boolean(), (all, summary, status, due, dated) => {
      const doc = read(textOf(all, summary));
      const places = placesOf(doc);
      twice += places.size;
      const both = all.filter(({ row, section }) => row !== null && section !== null);
      expect(places.size).toBe(both.length);
      expect(new Set(places.values()).size).toBe(places.size);
      expect(shownItems(doc)).toHaveLength(doc.items.length - places.size);
      for (const address of new Set(places.values())) {
        const [field, value] = dated ? ['date', due] : ['status', status];
        const plan = planEdits(doc, [{ kind: 'set-field', address, field, value }], {
          today: '2026-02-20',
          log: false,
          actor: 'Ada',
        });
        // There may be no place for a day; everything else is allowed.
        if (!plan.ok && plan.error.code === 'field.not-found') continue;
        if (!plan.ok) throw new Error(plan.error.message);
        const after = read(applySplices(doc.text, plan.value.splices));
        expect([...placesOf(after)]).toEqual([...places]);
        const own = new Set([
          address,
          ...[...places].filter(([, item]) => item === address).map(([row]) => row),
        ]);
        expect(others(after, field, own)).toEqual(others(doc, field, own));
        const shown = shownItems(after).find((item) => item.address === address) ?? never();
        for (const place of placesOfItem(after, shown)) {
          const now = place.fields.find(({ name }) => name === field);
          if (now === undefined || now.raw === '') continue;
          expect(dated ? now.value : place.state).toBe(dated ? due : shown.state);
        }
        expect(applySplices(after.text, inverseSplices(doc.text, plan.value.splices))).toBe(doc.text);
      }
    }),
  );
  expect(twice).toBeGreaterThan(20);
});

function never(): never {
  throw new Error('an item that was there is gone');
}
