import { describe, expect, it } from 'vitest';
import { refusedEdits } from '../../../core/domain/trackers/edit/edit.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { boxSign } from '../../../core/domain/trackers/rows/box-sign.ts';
import { legalMoves } from '../../../core/domain/trackers/vocabulary/vocabulary.ts';
import { edited, item, planOf, read, refusal, set, TODAY } from '../../support/edited-text.ts';

const table = (header: string, cells: readonly string[]) =>
  read(
    `# Yard\n\n| Item | Status | ${header} |\n|---|---|---|\n${cells
      .map((cell, at) => `| Berth ${'ABCDE'.charAt(at)} | todo | ${cell} |\n`)
      .join('')}`,
  );
const statuses = (cells: readonly string[]) =>
  read(
    `# Yard\n\n| Item | Status |\n|---|---|\n${cells
      .map((cell, at) => `| Berth ${'ABCDE'.charAt(at)} | ${cell} |\n`)
      .join('')}`,
  );
const list = (...lines: readonly string[]) => read(`# Yard\n\n## Tasks\n\n${lines.join('\n')}\n`);

describe('a day whose order other cells tell', () => {
  it('is written their way while they tell it', () => {
    const doc = table('Due', ['12/14/2026', '04/12/2026', '05/01/2027']);
    expect(edited(doc, [set(doc, 'Berth B', 'date', '2026-12-06')])).toContain('| 12/06/2026 |');
  });

  it.each([
    ['Due', ['12/14/2026', '04/12/2026', '05/01/2027']],
    ['Échéance', ['25/12/2026', '04/12/2026']],
  ])('is not taken from the only cell under %s that tells it', (header, cells) => {
    const doc = table(header, cells);
    const failure = refusal(doc, set(doc, 'Berth A', 'date', '2026-12-06'));
    expect(failure.code).toBe('value.not-allowed');
    expect(failure.message).toContain('Berth B');
  });

  it('is written year first where no other order would be read', () => {
    const doc = table('Due', ['12/14/2026', '14/12/2026', '2026-03-04']);
    expect(edited(doc, [set(doc, 'Berth A', 'date', '2026-12-06')])).toContain('| 2026-12-06 |');
    const shown = table('Due', ['12/14/2026 (firm)', '14/12/2026', '2026-03-04']);
    expect(edited(shown, [set(shown, 'Berth A', 'date', '2026-12-06')])).toContain('| 2026-12-06 (firm) |');
  });

  it('is not left without its order by a row that goes', () => {
    const doc = table('Due', ['12/14/2026', '04/12/2026']);
    const gone = { kind: 'delete-item', address: item(doc, 'Berth A').address } as const;
    expect(refusal(doc, gone).message).toContain('Berth B');
  });

  it('may be typed in the order that the column is read in', () => {
    const doc = table('Due', ['25/12/2026', '04/12/2026', '']);
    expect(planOf(doc, [set(doc, 'Berth C', 'date', '04/05/2027')]).changes[0]?.after).toBe('2027-05-04');
    const untold = table('Due', ['2026-12-25', '']);
    expect(refusal(untold, set(untold, 'Berth B', 'date', '04/05/2027')).code).toBe('date.not-understood');
  });

  it('is read of a new row, too', () => {
    const doc = table('Due', ['12/14/2026', '14/12/2026', '2026-03-04']);
    const row = { kind: 'add-item', nearAddress: item(doc, 'Berth A').address, place: 'after' } as const;
    const text = edited(doc, [{ ...row, values: { name: 'Berth Z', date: '2026-12-06' } }]);
    expect(item(read(text), 'Berth Z').fields.find(({ name }) => name === 'date')?.value).toBe('2026-12-06');
  });

  it('refuses of many edits only those that would move another reading', () => {
    const doc = table('Due', ['12/14/2026', '04/12/2026', '05/01/2027']);
    const edits = [
      set(doc, 'Berth B', 'date', '2026-12-07'),
      set(doc, 'Berth A', 'date', '2026-12-06'),
      set(doc, 'Berth C', 'name', 'Berth Z'),
    ];
    const reread = (text: string) => parseTracker(text, { fileName: 'tracker.md' });
    const refused = refusedEdits(doc, edits, { today: TODAY, log: false, actor: 'Ada', reread });
    expect(refused.map((one) => one?.code ?? null)).toEqual([null, 'value.not-allowed', null]);
  });
});

describe('a status amid marks', () => {
  it.each([
    ['[In Progress](notes.md)', '[blocked](notes.md)'],
    ['[~~In Progress](notes.md)', '[blocked](notes.md)'],
    ['~~In Progress', 'blocked'],
    ['In **Progress** (3 of 4)', 'blocked (3 of 4)'],
    ['**In Progress**', '**blocked**'],
    ['todo<br>ask Kim', 'blocked<br>ask Kim'],
    ['todo #harbour', 'blocked #harbour'],
    ['todo <!-- why -->', 'blocked <!-- why -->'],
  ])('%s becomes %s', (before, after) => {
    const doc = statuses([before, 'todo', 'blocked']);
    expect(edited(doc, [set(doc, 'Berth A', 'status', 'blocked')])).toContain(`| Berth A | ${after} |`);
  });

  it('is no word to choose where half of a mark is in it', () => {
    const doc = statuses(['~~blocked', 'Alias]] raw', 'todo']);
    const words = legalMoves(doc.vocabularies[0] ?? { words: [] }, 'todo').map(({ word }) => word);
    expect(words.filter((word) => /[~\]]/u.test(word))).toEqual([]);
    expect(edited(doc, [set(doc, 'Berth C', 'status', 'blocked')])).toContain('| Berth C | blocked |');
    expect(refusal(doc, set(doc, 'Berth C', 'status', 'Alias]] raw')).code).toBe('status.unknown-word');
  });

  it('takes words with it that speak of a state, and says so', () => {
    const doc = statuses(['Blocked, done tomorrow', 'todo', 'Done']);
    expect(edited(doc, [set(doc, 'Berth A', 'status', 'done')])).toContain('| Berth A | Done |');
    expect(planOf(doc, [set(doc, 'Berth A', 'status', 'done')]).summary).toBe(
      'Changed the status of Berth A from “Blocked, done tomorrow” to “Done”.',
    );
  });
});

describe('days in brackets or emphasis', () => {
  it.each([
    ['Book ferry (📅 2026-12-24)', 'Book boat (📅 2026-12-24)'],
    ['Book ferry [📅 2026-12-24]', 'Book boat [📅 2026-12-24]'],
    ['Book ferry *(due: 2026-12-24)*', 'Book boat *(due: 2026-12-24)*'],
    ['Book ferry (🛫 2026-12-01 📅 2026-12-24)', 'Book boat (🛫 2026-12-01 📅 2026-12-24)'],
    ['**Book ferry 📅 2026-12-24**', '**Book boat 📅 2026-12-24**'],
    ['"Book ferry 📅 2026-12-24"', '"Book boat 📅 2026-12-24"'],
    ['[Book ferry 📅 2026-12-24]', '[Book boat 📅 2026-12-24]'],
    ['(📅 2026-12-24 Book ferry)', '(📅 2026-12-24 Book boat)'],
    ['[Book ferry](trip.md) 📅 2026-12-24', '[Book boat](trip.md) 📅 2026-12-24'],
  ])('%s is called "Book ferry", and renamed %s', (before, after) => {
    const doc = list(`- [ ] ${before}`, '- [ ] Pack');
    expect(item(doc, 'Book ferry').fields.find(({ name }) => name === 'date')?.value).toBe('2026-12-24');
    expect(edited(doc, [set(doc, 'Book ferry', 'name', 'Book boat')])).toContain(`- [ ] ${after}\n`);
  });

  it('stay in the name where a bracket around them holds other words of it', () => {
    const doc = list('- [ ] Book ferry (see Kim 📅 2026-12-24)', '- [ ] Pack');
    const [first] = doc.items;
    expect(first?.title).toBe('Book ferry (see Kim 📅 2026-12-24)');
    expect(first?.fields.find(({ name }) => name === 'date')).toMatchObject({
      value: '2026-12-24',
      editable: false,
    });
  });
});

describe('what a value does not show', () => {
  const yard = read(`# Yard

| Item | Status | Owner | Notes |
|---|---|---|---|
| Quay <!-- id:77 --> wall | todo | <!-- ask Kim first --> | one<br>two |
| See [crane](crane.md) first | todo | [Bo](bo.md) | plain |
`);

  it.each([
    ['Quay wall', 'owner', 'Kim', 'Kim <!-- ask Kim first -->'],
    ['Quay wall', 'name', 'Quay walls', 'Quay <!-- id:77 --> walls'],
    ['Quay wall', 'name', 'Pier', 'Pier <!-- id:77 -->'],
    ['Quay wall', 'notes', 'one three', 'one<br>three'],
    ['See crane first', 'name', 'See boat first', 'See [boat](crane.md) first'],
    ['See crane first', 'owner', 'Ann', '[Ann](bo.md)'],
  ])('%s: %s set to "%s" stands as %s', (name, field, value, written) => {
    expect(edited(yard, [set(yard, name, field, value)])).toContain(`| ${written} |`);
  });

  it('is not thrown away where it has no place in the new value', () => {
    const failure = refusal(yard, set(yard, 'See crane first', 'name', 'Something else'));
    expect(failure.code).toBe('value.not-allowed');
    expect(failure.message).toContain('link');
    expect(refusal(yard, set(yard, 'See crane first', 'owner', '')).code).toBe('value.not-allowed');
  });

  it('goes when the person had it before them and left it out', () => {
    const field = item(yard, 'See crane first').fields.find(({ name }) => name === 'name');
    const edit = { ...set(yard, 'See crane first', 'name', 'Something else'), seen: field?.raw ?? '' };
    expect(edited(yard, [edit])).toContain('| Something else |');
  });
});

describe('a box with a sign of its own', () => {
  it.each(['-', '/', '>', '?', '!'])('[%s] is emptied when its status is set to the empty box', (sign) => {
    const doc = list(`- [${sign}] Sell piano`, '- [ ] Pack');
    const plan = planOf(doc, [set(doc, 'Sell piano', 'status', '[ ]')]);
    expect(plan.summary).toBe(`Changed the status of Sell piano from “[${sign}]” to “[ ]”.`);
    expect(edited(doc, [set(doc, 'Sell piano', 'check', 'false')])).toContain('- [ ] Sell piano');
    expect(edited(doc, [set(doc, 'Sell piano', 'check', 'true')])).toContain('- [x] Sell piano');
    const [box] = item(doc, 'Sell piano').fields;
    expect(box === undefined ? null : boxSign(box)).toBe(sign);
  });

  it('is no box of a struck name, whose status is not the box’s to change', () => {
    const doc = list('- [ ] ~~Sell piano~~', '- [ ] Pack');
    expect(refusal(doc, set(doc, 'Sell piano', 'status', '[ ]')).message).toContain('empty already');
  });

  it('has rows added beside it that are boxes', () => {
    const doc = list('- [/] Sell piano', '- [ ] Pack');
    const { address } = item(doc, 'Sell piano');
    const row = {
      kind: 'add-item',
      nearAddress: address,
      place: 'after',
      values: { name: 'Buy bike' },
    } as const;
    expect(edited(doc, [row])).toContain('- [/] Sell piano\n- [ ] Buy bike\n');
  });
});
