import { describe, expect, it } from 'vitest';
import {
  DOCUMENT_ORDER,
  filterText,
  isFiltered,
  NO_FILTER,
  readQuery,
  toItemFilter,
  writeQuery,
} from '../../../../renderer/domains/trackers/model/filter.ts';
import { forgetView, SavedViews, saveView } from '../../../../renderer/domains/trackers/model/saved-views.ts';

const today = '2026-11-20';

describe('filters', () => {
  it('asks "late" for unfinished items due before today', () => {
    const asked = toItemFilter({ ...NO_FILTER, due: 'late' }, today);
    expect(asked.dueBefore).toBe('2026-11-19');
    expect(asked.dueAfter).toBeNull();
    expect(asked.states).toEqual(['planned', 'active', 'review', 'blocked']);
  });
  it('asks "due in 14 days" for what is late as well, and keeps chosen states', () => {
    const asked = toItemFilter({ ...NO_FILTER, due: 'fortnight', states: ['done'] }, today);
    expect(asked).toMatchObject({ dueAfter: null, dueBefore: '2026-12-04', states: ['done'] });
  });
  it('travels through an address unchanged', () => {
    const filter = {
      text: 'replay & sync',
      states: ['blocked' as const, 'active' as const],
      kinds: ['exit-criterion'],
      owners: ['Ines, Harbour', 'Tom'],
      due: 'month' as const,
    };
    const sort = { by: 'due' as const, descending: true };
    const query = writeQuery(new URLSearchParams('item=it_1&state=old'), filter, sort);
    expect(query.get('item')).toBe('it_1');
    expect(readQuery(new URLSearchParams(query.toString()))).toEqual({ filter, sort });
  });
  it('leaves out what a hand-made link got wrong', () => {
    const read = readQuery(new URLSearchParams('state=happy&state=done&due=whenever&sort=-colour'));
    expect(read.filter).toEqual({ ...NO_FILTER, states: ['done'] });
    expect(read.sort).toEqual(DOCUMENT_ORDER);
  });
  it('says in words what it shows', () => {
    expect(filterText(NO_FILTER)).toBe('Everything');
    expect(isFiltered(NO_FILTER)).toBe(false);
    expect(
      filterText({
        ...NO_FILTER,
        text: 'ci',
        states: ['done', 'locked'],
        kinds: ['open-item'],
        due: 'late',
      }),
    ).toBe('“ci”, Done or Signed off, Open item, Late');
  });
});

describe('saved views', () => {
  const view = { name: 'Late', filter: { ...NO_FILTER, due: 'late' as const }, sort: DOCUMENT_ORDER };
  it('replaces a view of the same name and forgets by name', () => {
    const views = saveView(saveView([], view), { ...view, sort: { by: 'due', descending: false } });
    expect(views).toHaveLength(1);
    expect(views[0]?.sort.by).toBe('due');
    expect(forgetView(views, 'Late')).toEqual([]);
  });
  it('keeps at most forty', () => {
    const many = Array.from({ length: 45 }, (_, at) => ({ ...view, name: `View ${at}` }));
    expect(many.reduce<ReturnType<typeof saveView>>(saveView, [])).toHaveLength(40);
  });
  it('refuses a layout that holds something else', () => {
    expect(SavedViews.safeParse({ views: 1 }).success).toBe(false);
    expect(SavedViews.parse([view])).toEqual([view]);
  });
});
