import { describe, expect, it } from 'vitest';
import { FindingId, ItemId, TrackerId } from '../../../../core/kernel/ids.ts';
import {
  type Finding,
  groupFindings,
  linesOf,
  placeRoute,
  placeText,
  severityCounts,
} from '../../../../renderer/features/findings/findings-model.ts';

function finding(id: string, more: Partial<Finding> = {}): Finding {
  return {
    id: FindingId.parse(`fi_${id}`),
    rule: 'status-against-children',
    group: 'Status against its parts',
    severity: 'warning',
    title: id,
    explanation: '',
    places: [
      {
        trackerId: TrackerId.parse('tr_one'),
        trackerName: 'Harbour works',
        itemId: ItemId.parse('it_a'),
        line: 12,
        says: 'in-progress',
      },
    ],
    foundAt: 0,
    accepted: null,
    ...more,
  };
}

describe('grouping findings', () => {
  const rows = [
    finding('a', { rule: 'undeclared-word', group: 'Undeclared words', severity: 'info' }),
    finding('b'),
    finding('c', { rule: 'undeclared-word', group: 'Undeclared words', severity: 'info' }),
    finding('d', { rule: 'evidence', group: 'Evidence', severity: 'high' }),
  ];
  it('puts the worst group first', () => {
    const groups = groupFindings(rows, 'rule');
    expect(groups.map((group) => [group.title, group.severity, group.findings.length])).toEqual([
      ['Evidence', 'high', 1],
      ['Status against its parts', 'warning', 1],
      ['Undeclared words', 'info', 2],
    ]);
  });
  it('groups by severity and by tracker too', () => {
    expect(groupFindings(rows, 'severity').map((group) => group.title)).toEqual([
      'High',
      'Warning',
      'For information',
    ]);
    expect(groupFindings(rows, 'tracker').map((group) => group.title)).toEqual(['Harbour works']);
  });
  it('counts severities in words', () => {
    expect(severityCounts(rows)).toBe('1 high, 1 warning, 2 for information');
    expect(severityCounts([])).toBe('');
  });
});

describe('places', () => {
  it('lead to the item in its table, or to the line in the source', () => {
    const [place] = finding('a').places;
    expect(place && placeRoute(place)).toBe('/trackers/tr_one/table?item=it_a');
    expect(place && placeRoute({ ...place, itemId: null })).toBe('/trackers/tr_one/source?line=12');
    expect(place && placeText(place)).toBe('Harbour works, line 12');
  });
  it('are named by their first lines when there are many', () => {
    const [place] = finding('a').places;
    const at = (line: number) => (place === undefined ? [] : [{ ...place, line }]);
    expect(linesOf(finding('a'))).toBe('line 12');
    expect(linesOf(finding('a', { places: [3, 5, 8, 9, 14].flatMap(at) }))).toBe('lines 3, 5, 8 and 2 more');
    const first = Array.from({ length: 12 }, (_, index) => index + 1);
    expect(linesOf(finding('a', { places: first.flatMap(at) }))).toBe('lines 1, 2, 3 and at least 9 more');
  });
});
