import { describe, expect, it } from 'vitest';
import {
  findTrackers,
  groupTrackers,
  latestTrackers,
  membersOf,
  sortTrackers,
} from '../../../../core/domain/trackers/listing/arrange-trackers.ts';
import type { TrackerSort } from '../../../../core/domain/trackers/listing/tracker-grouping.ts';
import { item, trackerRow } from './fixtures.ts';

const quay = [
  trackerRow('Harbour-works', { path: '/plans/a/x.md', owner: 'Kim' }),
  trackerRow('Mole', { name: 'Môle', path: '/plans/b/y.md', owner: null }),
  trackerRow('Harbour-light', { path: '/plans/b/z.md', owner: 'Kim' }),
];
const namesOf = (rows: readonly { readonly name: string }[]) => rows.map((row) => row.name);

describe('a list of trackers', () => {
  it('is sorted by any column and by name among equals', () => {
    const rows = [
      trackerRow('b', { blocked: 1 }),
      trackerRow('a', { blocked: 0 }),
      trackerRow('c', { blocked: 1 }),
    ];
    const sorted = (by: TrackerSort['by'], descending: boolean) =>
      namesOf(sortTrackers(rows, { by, descending }));
    expect(sorted('name', true)).toEqual(['c', 'b', 'a']);
    expect(sorted('blocked', true)).toEqual(['b', 'c', 'a']);
  });

  it('has trackers without a due date after those with one', () => {
    const due = { date: '2026-03-01', title: 'x', itemId: item('a').id };
    const rows = [trackerRow('a'), trackerRow('b', { nextDue: due })];
    expect(namesOf(sortTrackers(rows, { by: 'due', descending: false }))).toEqual(['b', 'a']);
  });

  it('is found by words of name, owner or path, whatever their case and accents', () => {
    expect(namesOf(findTrackers(quay, ' kim LIGHT'))).toEqual(['Harbour-light']);
    expect(namesOf(findTrackers(quay, 'mole'))).toEqual(['Môle']);
    expect(findTrackers(quay, '')).toEqual(quay);
    expect(findTrackers(quay, 'kim mole')).toEqual([]);
  });

  it('is grouped with the order inside each group kept, those that belong to none last', () => {
    const { rows, groups } = groupTrackers(quay, 'folder');
    expect(groups).toMatchObject([
      { key: '/plans/a', count: 1 },
      { key: '/plans/b', count: 2 },
    ]);
    expect(namesOf(rows)).toEqual(['Harbour-works', 'Môle', 'Harbour-light']);
    expect(groupTrackers(quay, 'owner').groups.map(({ key }) => key)).toEqual(['Kim', '']);
    expect(groupTrackers(quay, 'none')).toEqual({ rows: quay, groups: [] });
    expect(namesOf(membersOf(quay, 'owner', ''))).toEqual(['Môle']);
  });

  it('adds up the states of a group', () => {
    const blocked = (name: string) =>
      trackerRow(name, { owner: 'Kim', counts: { ...trackerRow(name).counts, blocked: 2 } });
    expect(groupTrackers([blocked('a'), blocked('b')], 'owner').groups[0]?.counts.blocked).toBe(4);
  });

  it('of many is the latest changed where there is room for a few, the one at hand among them', () => {
    const many = Array.from({ length: 40 }, (_, at) => trackerRow(`t${at}`, { changedAt: at }));
    const [, , , third] = many;
    expect(latestTrackers(many.slice(0, 15), 15, null)).toHaveLength(15);
    expect(namesOf(latestTrackers(many, 15, null))[0]).toBe('t39');
    const shown = latestTrackers(many, 15, third?.id ?? null);
    expect(shown).toContain(third);
    expect(shown).toHaveLength(15);
  });
});
