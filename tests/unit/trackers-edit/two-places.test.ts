import { describe, expect, it } from 'vitest';
import { exportCsv, exportJson } from '../../../core/domain/trackers/export.ts';
import { FINDING_RULES } from '../../../core/domain/trackers/findings/finding-rules.ts';
import { shownItems } from '../../../core/domain/trackers/places/shown-items.ts';
import { edited, planOf, read, refusal } from '../../support/edited-text.ts';
import { findFindings } from '../../support/find-findings.ts';

const TEXT = `# Ferry

## Summary

| Phase         | Status      | Owner | Due        | Priority |
|---------------|-------------|-------|------------|----------|
| Phase 1: Hull | In progress | Ada   | 2026-05-01 | high     |
| Phase 2: Deck | Todo        |       |            |          |

## Phase 1: Hull (IN PROGRESS)

Due: 2026-05-01

Priority: low

- [x] Weld

## Phase 2: Deck (TODO)
`;

const doc = read(TEXT);

function set(name: string, field: string, value: string, from = doc) {
  const found = shownItems(from).find((item) => item.title.includes(name));
  if (found === undefined) throw new Error(`no item ${name}`);
  return { kind: 'set-field', address: found.address, field, value } as const;
}

describe('an edit of an item in two places', () => {
  it('sets the status in both, in the words of each, as one change', () => {
    const edit = set('Hull', 'status', 'done');
    expect(edited(doc, [edit])).toBe(
      TEXT.replace('| In progress |', '| Done |').replace('(IN PROGRESS)', '(DONE)'),
    );
    expect(planOf(doc, [edit])).toMatchObject({
      changes: [{ field: 'status', address: edit.address, before: 'IN PROGRESS', after: 'DONE' }],
    });
  });

  it('sets the status in both by the address of either', () => {
    const row = doc.items.find((item) => item.carrier === 'table-row' && item.title.includes('Hull'));
    const edit = { ...set('Hull', 'status', 'done'), address: row?.address ?? '' };
    expect(edited(doc, [edit])).toBe(edited(doc, [set('Hull', 'status', 'done')]));
  });

  it('sets a day in both, and fills only the place that is shown where none states it', () => {
    expect(edited(doc, [set('Hull', 'date', '2026-06-15')])).toBe(
      TEXT.replaceAll('2026-05-01', '2026-06-15'),
    );
    const filled = edited(doc, [set('Deck', 'date', '2026-06-15')]);
    expect(filled.match(/2026-06-15/gu)).toHaveLength(1);
  });

  it('sets another text only where it says what is shown', () => {
    const text = edited(doc, [set('Hull', 'priority', 'middling')]);
    expect(text).toBe(TEXT.replace('Priority: low', 'Priority: middling'));
  });

  it('renames both, so that they stay one', () => {
    const renamed = read(edited(doc, [set('Hull', 'name', 'Phase 1: Keel')]));
    expect(shownItems(renamed)).toHaveLength(3);
    const numbered = read(
      '# Ferry\n\n| # | Phase | Status |\n|---|---|---|\n| 1 | Hull | Done |\n\n## 1. Hull (done)\n',
    );
    expect(edited(numbered, [set('Hull', 'name', '1. Keel', numbered)])).toContain('| 1 | Keel |');
  });

  it('leaves an empty status cell empty', () => {
    const empty = read(
      '# Ferry\n\n## Summary\n\n| Phase | Status |\n|---|---|\n| Hull | |\n\n## Hull (TODO)\n',
    );
    const text = edited(empty, [set('Hull', 'status', 'done', empty)]);
    expect(text).toContain('| Hull | |');
    expect(text).toContain('## Hull (DONE)');
  });

  it('ticks the box of a list that sums up, and unticks it again', () => {
    const boxed = read('# Ferry\n\n## Progress\n\n- [ ] Phase 1: Hull\n\n## Phase 1: Hull (in-progress)\n');
    const done = edited(boxed, [set('Hull', 'status', 'done', boxed)]);
    expect(done).toContain('- [x] Phase 1: Hull\n');
    const again = read(done);
    expect(edited(again, [set('Hull', 'status', 'in progress', again)])).toBe(boxed.text);
  });

  it('writes a place’s own word where it has none like the one that was chosen', () => {
    const signs = read(
      '# Ferry\n\n## Summary\n\n| Phase | Status |\n|---|---|\n| Hull | In progress |\n| Deck | Done |\n\n## 🚧 Hull\n\n## ✅ Deck\n',
    );
    const text = edited(signs, [set('Hull', 'status', '✅', signs)]);
    expect(text).toContain('| Hull | Done |');
    expect(text).toContain('## ✅ Hull');
  });

  it('makes two that differ say the same', () => {
    const differing = read(TEXT.replace('| In progress |', '| Done        |'));
    const text = edited(differing, [set('Hull', 'status', 'IN PROGRESS', differing)]);
    expect(
      read(text)
        .items.filter((item) => item.state === 'done')
        .map((item) => item.title),
    ).toEqual(['Weld']);
  });

  it('deletes both', () => {
    const text = edited(doc, [{ kind: 'delete-item', address: set('Hull', 'status', '').address }]);
    expect(text).not.toContain('Hull');
    expect(text).not.toContain('Weld');
  });

  it('moves both before the two places of another', () => {
    const move = {
      kind: 'move-item',
      address: set('Deck', 'status', '').address,
      nearAddress: set('Hull', 'status', '').address,
      place: 'before',
    } as const;
    const moved = read(edited(doc, [move]));
    expect(moved.items.map((item) => item.title)).toEqual([
      'Phase 2: Deck',
      'Phase 1: Hull',
      'Phase 2: Deck',
      'Phase 1: Hull',
      'Weld',
    ]);
  });

  it('refuses a word that neither place knows, and changes neither', () => {
    expect(refusal(doc, set('Hull', 'status', 'perhaps so')).code).toBe('status.unknown-word');
  });
});

describe('what is told of an item in two places', () => {
  const options = { today: '2026-03-01', staleAfterDays: 30 };
  const found = (text: string) => {
    const input = { trackerId: 'tr_1', name: 'Ferry', fileName: 'ferry.md', doc: read(text, 'ferry.md') };
    return findFindings([input], FINDING_RULES, options);
  };

  it('is nothing where both say the same', () => {
    expect(found(TEXT.replace('- [x]', '- [ ]'))).toEqual([]);
  });

  it('is a finding with both places where the states differ', () => {
    const findings = found(TEXT.replace('| In progress |', '| Done        |').replace('- [x]', '- [ ]'));
    expect(findings).toMatchObject([
      {
        rule: 'places-differ',
        severity: 'warning',
        title: 'Phase 1: Hull: the table says Done, the section says IN PROGRESS',
        places: [{ line: 7 }, { line: 10 }],
      },
    ]);
  });

  it('is a finding with both places where the days differ', () => {
    const findings = found(TEXT.replace('Due: 2026-05-01', 'Due: 2026-06-01').replace('- [x]', '- [ ]'));
    expect(findings).toMatchObject([
      {
        rule: 'places-differ-date',
        title: 'Phase 1: Hull: the table says due 2026-05-01, the section says 2026-06-01',
        places: [{ line: 7 }, { line: 12 }],
      },
    ]);
  });

  it('is one row of an export', () => {
    expect(exportCsv(doc).trim().split('\r\n')).toHaveLength(4);
    const { items } = JSON.parse(exportJson(doc, 'Ferry'));
    expect(items.map((item: { title: string; line: number }) => [item.title, item.line])).toEqual([
      ['Phase 1: Hull', 10],
      ['Weld', 16],
      ['Phase 2: Deck', 18],
    ]);
  });
});
