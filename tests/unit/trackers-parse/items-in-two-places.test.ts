import { describe, expect, it } from 'vitest';
import { placesOf } from '../../../core/domain/trackers/places/places.ts';
import { shownItems } from '../../../core/domain/trackers/places/shown-items.ts';
import { read } from '../../support/edited-text.ts';

/** Lines of the two places of each item that has two. */
function joined(text: string): [string, string][] {
  const doc = read(text);
  const title = (address: string) => doc.items.find((item) => item.address === address)?.title ?? '';
  return [...placesOf(doc)].map(([row, section]) => [title(row), title(section)]);
}

const table = (...rows: string[]) =>
  `| Phase | Status |\n|---|---|\n${rows.map((row) => `| ${row} |\n`).join('')}`;

describe('a row of a summary and a section are one item', () => {
  it('where both have the same label and name', () => {
    const text = `# Ferry\n\n## Summary\n\n${table('Phase 1: Hull | Done')}\n## Phase 1: Hull (done)\n\n- [x] Weld\n`;
    expect(joined(text)).toEqual([['Phase 1: Hull', 'Phase 1: Hull']]);
  });

  it('where the number is in a column of its own, and where only the section has one', () => {
    const numbered = `# Ferry\n\n| # | Phase | Status |\n|---|---|---|\n| 1 | Hull | Done |\n| 2 | Deck | Todo |\n\n## 1. Hull ✅\n\n## Phase 2: Deck 🚧\n`;
    expect(joined(numbered)).toEqual([
      ['Hull', '1. Hull'],
      ['Deck', 'Phase 2: Deck'],
    ]);
    const named = `# Ferry\n\n## Overview\n\n${table('Hull | Done')}\n## Phase 1: Hull (done)\n`;
    expect(joined(named)).toEqual([['Hull', 'Phase 1: Hull']]);
  });

  it('where a row says the label alone', () => {
    const text = `# Ferry\n\n## Status\n\n${table('Phase 1 | Done', 'Phase 2 | Todo')}\n## Phase 1: Hull (done)\n\n## Phase 2: Deck (in progress)\n`;
    expect(joined(text).map(([, section]) => section)).toEqual(['Phase 1: Hull', 'Phase 2: Deck']);
  });

  it('where a code is the same, whatever the names say', () => {
    const text = `# Ferry\n\n## Roadmap\n\n| ID | Milestone | Status |\n|---|---|---|\n| M3 | Sea trial | Done |\n\n## M3: First trip (done)\n`;
    expect(joined(text)).toEqual([['Sea trial', 'M3: First trip']]);
  });

  it('where the summary is a list, of check boxes or of words', () => {
    for (const line of [
      '- [x] Phase 1: Hull',
      '- **Phase 1: Hull**: done',
      '- Phase 1: Hull — ✅ COMPLETE',
    ]) {
      const text = `# Ferry\n\n## Progress\n\n${line}\n\n## Phase 1: Hull (done)\n`;
      expect([line, joined(text).length]).toEqual([line, 1]);
    }
  });

  it('where the sections stand together one level deeper', () => {
    const text = `# Ferry\n\n## Timetable\n\n${table('Phase 1: Hull | Done', 'Phase 2: Deck | Todo')}\n## Work\n\n### Phase 1: Hull (done)\n\n### Phase 2: Deck (in progress)\n`;
    expect(joined(text)).toHaveLength(2);
  });

  it('whatever the language of the summary’s heading', () => {
    for (const heading of ['Übersicht', 'Vue d’ensemble', 'Resumen', 'Сводка', '概要', '进度', '현황']) {
      const text = `# Fähre\n\n## ${heading}\n\n${table('Rumpf | Done')}\n## Rumpf (done)\n`;
      expect([heading, joined(text).length]).toEqual([heading, 1]);
    }
  });
});

describe('in doubt they are two', () => {
  const summary = '# Ferry\n\n## Summary\n\n';

  it.each([
    [
      'two sections are called so',
      `${summary}${table('Hull | Done')}\n## Hull (done)\n\n## Deck (done)\n\n### Hull (todo)\n`,
    ],
    ['two rows are called so', `${summary}${table('Hull | Done', 'Hull | Todo')}\n## Hull (done)\n`],
    ['the ids differ', `${summary}${table('M1 Hull | Done')}\n## M2 Hull (done)\n`],
    ['the labels differ', `${summary}${table('Step 1: Hull | Done')}\n## Phase 1: Hull (done)\n`],
    [
      'a number is the same and the name another',
      `${summary}${table('Phase 1: Deck | Done')}\n## Phase 1: Hull (done)\n`,
    ],
    [
      'the row belongs to another item',
      `# Ferry\n\n## Phase 2: Deck (todo)\n\n### Summary\n\n${table('Paint | Done')}\n## Paint (done)\n`,
    ],
    [
      'the section belongs to another item',
      `${summary}${table('Paint | Done')}\n## Deck (todo)\n\n### Paint (done)\n`,
    ],
    ['the row is a part of that section', `# Ferry\n\n## Hull (done)\n\n${table('Hull | Done')}`],
    [
      'the row stands in another part of the document',
      `# Ferry\n\n## Yard\n\n### Hull (done)\n\n## Harbour\n\n### Status\n\n${table('Hull | Done')}`,
    ],
    [
      'one row alone is called as a section, in no summary',
      `# Ferry\n\n## Costs\n\n${table('Hull | Done', 'Fuel | Todo')}\n## Hull (done)\n`,
    ],
  ])('%s', (_, text) => {
    expect(joined(text)).toEqual([]);
    const doc = read(text);
    expect(new Set(doc.items.map((item) => item.carrier))).toEqual(new Set(['table-row', 'heading']));
    expect(shownItems(doc)).toBe(doc.items);
  });

  it('a document that is called a status is no summary of what stands in it', () => {
    const text = `# Ferry roadmap and status\n\n## Yard\n\n### Hull (done)\n\n## Harbour\n\n${table('Hull | Done')}`;
    expect(joined(text)).toEqual([]);
  });

  it('the kinds are different ones, as an acceptance row and its workstream', () => {
    const text = `# Harbour Programme Status\n\n## Program Milestones\n\n| Milestone | Status |\n|---|---|\n| M0 Kickoff | done |\n\n## Workstream Milestones\n\n### WS1 Docks\n\n| Milestone | Status |\n|---|---|\n| M0 Survey | done |\n\n## Acceptance Criteria Snapshot\n\n| Workstream | Status |\n|---|---|\n| WS1 Docks | met |\n`;
    const doc = read(text);
    expect(joined(text)).toEqual([]);
    const row = doc.items.find((item) => item.kind === 'acceptance');
    expect(row?.parent).toBe(doc.items.find((item) => item.kind === 'workstream')?.address);
  });
});

describe('what is shown of an item in two places', () => {
  const rows =
    '| Phase | Status | Owner | Due |\n|---|---|---|---|\n| Phase 1: Hull | In progress | Ada | 2026-05-01 |\n| Phase 2: Deck | | Bo | |\n| Phase 3: Mast | Frobbed | | |\n';
  const text = `# Ferry\n\n## Summary\n\n${rows}\n## Phase 1: Hull (DONE)\n\n- [x] Weld\n\n## Phase 2: Deck (BLOCKED)\n\n## Phase 3: Mast ✅\n`;
  const doc = read(text);
  const shown = shownItems(doc);

  it('is counted once', () => {
    expect(doc.items).toHaveLength(7);
    expect(shown.map((item) => item.title)).toEqual([
      'Phase 1: Hull',
      'Weld',
      'Phase 2: Deck',
      'Phase 3: Mast',
    ]);
  });

  it('is what the section says, where both say something', () => {
    expect(shown[0]).toMatchObject({ state: 'done', status: 'DONE' });
  });

  it('is the word that is there before an empty cell, and a known word before an unknown one', () => {
    expect(shown[2]).toMatchObject({ state: 'blocked', status: 'BLOCKED' });
    expect(shown[3]).toMatchObject({ state: 'done' });
    const other = read(`# Ferry\n\n## Summary\n\n${table('Hull | Done')}\n## Hull\n\nStatus: frobbed\n`);
    expect(shownItems(other).map(({ state, status }) => [state, status])).toEqual([['done', 'Done']]);
  });

  it('has the fields of both', () => {
    const values = shown[0]?.fields.map((field) => [field.name, field.value]);
    expect(values).toEqual([
      ['name', 'Phase 1: Hull'],
      ['status', 'DONE'],
      ['owner', 'Ada'],
      ['date', '2026-05-01'],
    ]);
  });

  it('keeps the section’s entries, and what waits for the row waits for the item', () => {
    expect(shown[1]?.parent).toBe(shown[0]?.address);
    const waiting = read(
      `# Ferry\n\n## Summary\n\n| ID | Phase | Status | Depends on |\n|---|---|---|---|\n| P1 | Hull | Done | |\n| P2 | Deck | Todo | P1 |\n\n## P1 Hull (done)\n`,
    );
    const [hull, deck] = [...shownItems(waiting)].sort((a, b) => b.line - a.line);
    expect(deck?.dependsOn).toEqual([hull?.address]);
  });
});
