import { describe, expect, it } from 'vitest';
import { parseTracker } from '../../../../core/domain/trackers/read/parse.ts';

function rows(...cells: readonly string[]) {
  const lines = cells.map((cell, at) => `| Row ${at + 1} | ${cell} |`);
  return parseTracker(['| Task | Status |', '| --- | --- |', ...lines, '| Last | todo |', ''].join('\n'))
    .items;
}

describe('a remark that turns a status round', () => {
  it.each([
    ['Done, but blocked by ops', 'blocked'],
    ['Done (blocked)', 'blocked'],
    ['Erledigt, aber blockiert', 'blocked'],
    ['Hecho, pero bloqueado por ops', 'blocked'],
    ['Terminé, mais bloqué', 'blocked'],
    ['Gotowe, ale zablokowane', 'blocked'],
    ['Готово, но заблокировано', 'blocked'],
    ['完成，但被阻塞', 'blocked'],
    ['완료, 하지만 차단됨', 'blocked'],
    ['Done; waiting for QA', 'review'],
    ['Done - not verified', 'review'],
    ['Done; follow-up pending', 'review'],
    ['Fertig, noch nicht abgenommen', 'review'],
    ['Completado - no verificado', 'review'],
    ['Fatto, non verificato', 'review'],
    ['Concluído, mas aguardando QA', 'review'],
    ['Сделано, ждёт ревью', 'review'],
    ['完了（未検証）', 'review'],
    ['완료 (미검증)', 'review'],
    ['Done, reopened', 'active'],
    ['Erledigt, wieder geöffnet', 'active'],
    ['Shipped; rolled back', 'active'],
    ['Done: no', 'planned'],
    ['Done (not yet)', 'planned'],
  ])('"%s" is %s, as a guess', (cell, state) => {
    expect(rows(cell)[0]).toMatchObject({ status: cell, state, guess: true });
  });

  it.each([
    'Done (no changes needed)',
    'Done, no blockers',
    'Done (was blocked)',
    'Done, unblocked',
    'Done (not needed in v2)',
    'Done, see PR 12',
    'Done, added pending handling',
    'Complete (97% pass rate)',
    'Complete (4/4 plans)',
  ])('"%s" stays done', (cell) => {
    expect(rows(cell)[0]).toMatchObject({ state: 'done', guess: false });
  });

  it.each([
    ['done → todo', 'planned'],
    ['Done -> in progress', 'active'],
    ['todo → in progress → done', 'done'],
  ])('"%s" went to its last word', (cell, state) => {
    expect(rows(cell)[0]).toMatchObject({ state, guess: true });
  });

  it.each([
    ['niet klaar', 'planned'],
    ['nog niet klaar', 'planned'],
    ['ikke ferdig', 'planned'],
    ['done by Friday', 'planned'],
    ['Done by end of March 2027', 'planned'],
    ['Fertig bis Freitag', 'planned'],
    ['готово до пятницы', 'planned'],
    ['done by Kim', 'done'],
    ['done on Friday', 'done'],
    ['готово к проверке', 'review'],
    ['fertig zur Prüfung', 'review'],
    ['klaar voor review', 'review'],
    ['completed 3/5', 'active'],
    ['Done (60 %)', 'active'],
    ['done 0/3', 'planned'],
    ['done 5/5', 'done'],
  ])('"%s" is %s: what stands beside a finished word counts against it', (cell, state) => {
    expect(rows(cell)[0]?.state).toBe(state);
  });

  it('counts too where the document declares the word', () => {
    const text =
      'Status values: todo, done\n\n| Task | Status |\n|---|---|\n| A | done |\n| B | done, but blocked |\n';
    expect(parseTracker(text).items.map(({ state }) => state)).toEqual(['done', 'blocked']);
  });
});

describe('a struck status', () => {
  it.each(['~~done~~ todo', '<s>done</s> todo', '<del>done</del> **todo**', '~~done~~ → todo'])(
    '"%s" is what is left of it',
    (cell) => {
      expect(rows(cell)[0]).toMatchObject({ status: 'todo', state: 'planned', guess: false });
    },
  );
});

describe('a day in place of a status', () => {
  const table = [
    '| Task | Status | Owner |',
    '| --- | --- | --- |',
    '| A | 2026-10-01 | Kim |',
    '| B | 2027-10-01 | Lee |',
    '| todo | 2026-10-01 |',
    '| C | todo | Mo |',
    '| D | done | Mo |',
    '| E | blocked | Mo |',
    '',
  ].join('\n');
  const states = (text: string) => parseTracker(text).items.map(({ state }) => state);

  it('is done only where it had come when the document was last updated, in a row with all its cells', () => {
    expect(states(`Last updated: 2026-11-01\n\n${table}`).slice(0, 3)).toEqual([
      'done',
      'planned',
      'unknown',
    ]);
  });

  it('is no status that can be told where nothing says when the document was updated', () => {
    const { items } = parseTracker(table);
    expect(items.slice(0, 3).map(({ state }) => state)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(items.flatMap(({ fields }) => fields).filter(({ name }) => name === 'done')).toEqual([]);
  });
});
