import { describe, expect, it } from 'vitest';
import { violatedInvariants } from '../../../core/domain/trackers/check/invariants.ts';
import { edited, item, read, refusal, set } from '../../support/edited-text.ts';
import { valuesOf } from './fixture.ts';

/** Days by field name of the one item of a line, with its title. */
function line(text: string, head = ''): Record<string, string> & { title: string } {
  const doc = read(`# Quay works\n\n${head}\n\n## Now\n\n${text}\n`);
  expect(violatedInvariants(doc)).toEqual([]);
  const [only] = doc.items;
  if (only === undefined) throw new Error(`no item in ${text}`);
  const days = Object.fromEntries(
    only.fields.filter((field) => field.kind === 'date').map((field) => [field.name, field.value]),
  );
  return { title: only.title, ...days };
}

describe('days a list line states of itself', () => {
  it.each([
    ['📅 2026-04-03'],
    ['🗓️ 2026-04-03'],
    ['(due: 2026-04-03).'],
    ['(due 3 April 2026)'],
    ['(by 3 April 2026)'],
    ['(deadline: 03.04.2026)'],
    ['[due:: 2026-04-03]'],
    ['due:2026-04-03'],
    ['due: 2026-04-03 #quay @ada'],
    ['@due(2026-04-03)'],
    ['@{2026-04-03}'],
    ['— by 3 April 2026'],
    ['until 2026-04-03'],
    ['(fällig: 3. April 2026)'],
    ['bis 3.4.2026'],
    ['(échéance : 3 avril 2026)'],
    ['avant le 3 avril 2026'],
    ['(vence: 3 de abril de 2026)'],
    ['(prazo: 3 de abril de 2026)'],
    ['entro il 3 aprile 2026'],
    ['(termin: 3 kwietnia 2026)'],
    ['до 3 апреля 2026'],
    ['**Due:** 2026-04-03'],
    ['due: ~~2026-03-01~~ 2026-04-03'],
    ['bis zum 3. April 2026'],
    ['do 3 kwietnia 2026'],
    ['antes del 3 de abril de 2026'],
    ['by 2026-04-03 17:00'],
    ['⏫ 📅 2026-04-03 🔁 every week'],
    ['（4月3日まで）'],
    ['（期限：2026年4月3日）'],
    ['2026年4月3日まで'],
    ['（截止：2026年4月3日）'],
    ['2026년 4월 3일까지'],
  ])('%s behind a name is the day it is due', (said) => {
    expect(line(`- [ ] Mend the crane ${said}`, 'Last updated: 2026-03-01')).toEqual({
      title: 'Mend the crane',
      date: '2026-04-03',
    });
  });

  it('tell start, due and done apart', () => {
    expect(line('- [x] Mend the crane 🛫 2026-04-01 📅 2026-04-03 ✅ 2026-04-02')).toEqual({
      title: 'Mend the crane',
      start: '2026-04-01',
      date: '2026-04-03',
      done: '2026-04-02',
    });
    expect(line('- [x] Mend the crane (started 1 April 2026, done 2 April 2026)')).toEqual({
      title: 'Mend the crane',
      start: '2026-04-01',
      done: '2026-04-02',
    });
    expect(line('- [ ] Mend the crane (start: 2026-04-01, on the quay)')).toEqual({
      title: 'Mend the crane',
      start: '2026-04-01',
    });
  });

  it('may stand in front of the name', () => {
    expect(line('- [ ] (due: 2026-04-03) Mend the crane')).toEqual({
      title: 'Mend the crane',
      date: '2026-04-03',
    });
  });

  it('are shown and not edited where they stand amid the words of the name', () => {
    expect(line('- [ ] Send (due: 2026-04-03) the crane papers')).toMatchObject({ date: '2026-04-03' });
    const doc = read('- [ ] Send (due: 2026-04-03) the crane papers\n');
    expect(
      refusal(doc, {
        kind: 'set-field',
        address: doc.items[0]?.address ?? '',
        field: 'date',
        value: '2026-05-01',
      }).code,
    ).toBe('field.locked');
  });

  it.each([
    'Read the report of 2026-04-03',
    'Approved by 3 people',
    'Order 3 chains (due to rust)',
    'Keep release 1.2.26 (target: 12 knots)',
    'See (done 3/4)',
    'Things to do 3 May 2026',
    'Mend the crane (2026-04-03)',
  ])('%j states none', (name) => {
    expect(line(`- [ ] ${name}`)).toEqual({ title: name });
  });

  it('are rewritten in their own format, and nothing else changes', () => {
    const text =
      '- [ ] Mend the crane (due: 3 April 2026), then [ring](x.md) #quay\n- [ ] Paint 📅 2026-04-03\n';
    const doc = read(text);
    expect(edited(doc, [set(doc, 'Paint', 'date', '2026-05-09')])).toBe(
      text.replace('📅 2026-04-03', '📅 2026-05-09'),
    );
    const other = read('* [ ] Mend the crane (due: 3 April 2026). #quay\r\n');
    expect(edited(other, [set(other, 'Mend the crane', 'date', '2026-05-09')])).toBe(
      '* [ ] Mend the crane (due: 9 May 2026). #quay\r\n',
    );
  });

  it('keep the name of the item when they move', () => {
    const before = read('- [ ] Paint 📅 2026-04-03\n');
    const after = read('- [ ] Paint 📅 2026-05-09\n');
    expect(after.items[0]?.address).toBe(before.items[0]?.address);
  });

  it('are not cleared while their label stays', () => {
    const doc = read('- [ ] Paint 📅 2026-04-03\n');
    expect(refusal(doc, set(doc, 'Paint', 'date', '')).code).toBe('value.not-allowed');
  });
});

describe('a day without its year', () => {
  it('is of the year that the headings around it name', () => {
    expect(read('# Plan 2027\n\n- [ ] Paint by 3 March\n').items[0]?.fields.at(-1)?.value).toBe('2027-03-03');
  });

  it('is near the last update of the document', () => {
    const near = (day: string) => line(`- [ ] Paint by ${day}`, 'Last updated: 2026-11-20')['date'];
    expect(near('3 December')).toBe('2026-12-03');
    expect(near('3 March')).toBe('2027-03-03');
    expect(near('3 October')).toBe('2026-10-03');
    expect(near('3 July')).toBe('3 July');
  });

  it('stays as written where nothing makes its year sure, and is named', () => {
    const doc = read('| Task | Due |\n|-|-|\n| Paint | 3 March |\n| Sweep | 9 March |\n');
    expect(doc.items.map((one) => valuesOf(one)['date'])).toEqual(['3 March', '9 March']);
    expect(doc.skipped).toContainEqual({
      what: 'cell',
      line: 3,
      reason: '"3 March" and 1 more under "Due" are not days that can be told',
    });
  });

  it('gets its year when another day is written', () => {
    const text = 'Last updated: 2026-02-10\n\n| Task | Due |\n|-|-|\n| Paint | 3 March |\n';
    const doc = read(text);
    expect(valuesOf(item(doc, 'Paint'))['date']).toBe('2026-03-03');
    expect(edited(doc, [set(doc, 'Paint', 'date', '2027-01-04')])).toBe(
      text.replace('3 March', '4 January 2027'),
    );
  });
});

describe('days in headings and below them', () => {
  it('make the heading an item that is due, and its address does not move with the day', () => {
    const plan = (day: string) =>
      read(`# Plan\n\nLast updated: 2026-05-01\n\n## Phase 4 (target: ${day})\n\n- [ ] Paint\n`);
    const doc = plan('15 June');
    expect(item(doc, 'Phase 4')).toMatchObject({ kind: 'section', state: null });
    expect(valuesOf(item(doc, 'Phase 4'))['date']).toBe('2026-06-15');
    expect(plan('1 July').items.map((one) => one.address)).toEqual(doc.items.map((one) => one.address));
    expect(edited(doc, [set(doc, 'Phase 4', 'date', '2026-07-01')])).toContain(
      '## Phase 4 (target: 1 July 2026)\n',
    );
  });

  it('are read from lines below the heading', () => {
    const doc = read(
      '# Plan\n\n## Phase 4\n\n**Start:** 1 March 2026\n**Due:** 15. Juni 2026\n**Last updated:** 2026-02-01\n\nText.\n',
    );
    expect(valuesOf(item(doc, 'Phase 4'))).toMatchObject({
      start: '2026-03-01',
      date: '2026-06-15',
      'last-updated': '2026-02-01',
    });
  });

  it('of the text below leave the heading as it is', () => {
    const doc = read('# Plan\n\n## Snapshot (as of February 14, 2026)\n\n- [ ] Paint\n');
    expect(doc.items.map((one) => one.title)).toEqual(['Paint']);
    expect(doc.sections[2]?.path).toBe('plan/snapshot-as-of-february-14-2026');
  });
});

describe('days in tables', () => {
  it('are due, started or done by what their column says', () => {
    const doc = read(
      '| Task | Status | Begun | Finished | Deadline | Last updated |\n|-|-|-|-|-|-|\n| Paint | done | 3. März 2026 | 9 mars 2026 | 1–15 March 2026 | 2026-03-10 |\n',
    );
    expect(valuesOf(item(doc, 'Paint'))).toMatchObject({ done: '2026-03-09', date: '2026-03-15' });
  });

  it('stand in the status of what is finished', () => {
    const doc = read(
      '| Gate | Status |\n|-|-|\n| North | done (2026-02-04) |\n| South | open |\n| West | in progress (2026-02-01) |\n',
    );
    expect(doc.items.map((one) => valuesOf(one)['done'] ?? null)).toEqual(['2026-02-04', null, null]);
    expect(violatedInvariants(doc)).toEqual([]);
  });

  it('that are parts of a year are named as such', () => {
    const doc = read('| Task | Due |\n|-|-|\n| Paint | Q2 2026 |\n| Sweep | 2026-03-01 |\n');
    expect(doc.items.map((one) => valuesOf(one)['date'])).toEqual(['2026-06-30', '2026-03-01']);
    expect(doc.guesses).toContainEqual({
      line: 3,
      what: '"Q2 2026" under "Due" is taken by the last day: 2026-06-30',
    });
  });

  it('that are left open are no days, and nothing is said of them', () => {
    const doc = read(
      '| Task | Due |\n|-|-|\n| Paint | TBD |\n| Sweep | – |\n| Haul | |\n| Weld | 2026-03-01 |\n| Bolt | week 9 |\n',
    );
    expect(doc.skipped.filter(({ what }) => what === 'cell')).toEqual([
      { what: 'cell', line: 7, reason: '"week 9" under "Due" is not a day that can be told' },
    ]);
  });
});
