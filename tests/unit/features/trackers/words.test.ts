import { describe, expect, it } from 'vitest';
import { NO_COUNTS } from '../../../../core/domain/trackers/vocabulary/state-counts.ts';
import { groupTitle, profileLabel } from '../../../../renderer/domains/trackers/listing/grouping.ts';
import { acceptanceGroups } from '../../../../renderer/domains/trackers/model/acceptance.ts';
import { drawsAs, rangeStart } from '../../../../renderer/domains/trackers/model/chart-range.ts';
import { inLaneOrder } from '../../../../renderer/domains/trackers/model/lanes.ts';
import type { Revision, TimelineRow } from '../../../../renderer/domains/trackers/model/rows.ts';
import { rowKey } from '../../../../renderer/domains/trackers/table/row-keys.ts';
import { tableGroups } from '../../../../renderer/features/trackers/list/tracker-list-model.ts';
import { diffText, revisionText } from '../../../../renderer/features/trackers/revision-text.ts';
import { tabAddress } from '../../../../renderer/features/trackers/tracker-tabs.ts';
import { item, tracker } from './fixtures.ts';

describe('versions in words', () => {
  const revision: Revision = {
    sequence: 2,
    hash: 'h',
    at: 0,
    cause: 'edit',
    actor: 'Ines',
    summary: 'Changed the goal.',
    sentence: null,
    bytes: 10,
  };
  it('say what happened, by whom and what', () => {
    expect(revisionText(revision)).toBe('Edited by Ines: Changed the goal.');
    const sentence = 'Ines set the due date of M2 to 2026-04-03';
    expect(revisionText({ ...revision, sentence })).toBe('Ines set the due date of M2 to Apr 3, 2026');
    expect(revisionText({ ...revision, cause: 'outside', actor: null, summary: 'Changed outside.' })).toBe(
      'Changed outside',
    );
  });
  it('count lines, and tell equal bytes from invisible ones', () => {
    expect(diffText({ added: 1, removed: 2, same: false })).toBe('1 line added, 2 lines removed');
    expect(diffText({ added: 0, removed: 0, same: true })).toBe('Byte for byte the same');
    expect(diffText({ added: 0, removed: 0, same: false })).toBe('Only line ends or invisible bytes differ');
  });
});

describe('addresses of tabs', () => {
  it('keep the filter and the open item, drop what belongs to one tab', () => {
    expect(tabAddress('tr_one', 'board', '?item=it_a&state=done&line=4&from=2')).toBe(
      '/trackers/tr_one/board?item=it_a&state=done',
    );
    expect(tabAddress('tr_one', 'log', '?line=4')).toBe('/trackers/tr_one/log');
  });
});

describe('the list of trackers', () => {
  it('draws each group where the one before ends, by its name', () => {
    const group = (key: string, count: number) => ({ key, count, counts: NO_COUNTS });
    expect(tableGroups('owner', [group('Kim', 3), group('', 2)])).toMatchObject([
      { id: 'owner:Kim', title: 'Kim', start: 0, count: 3, fact: '3 trackers' },
      { id: 'owner:', title: 'No owner', start: 3, count: 2 },
    ]);
    expect(groupTitle('folder', '')).toBe('No file here');
    expect(groupTitle('file', 'missing')).toBe('file missing');
    expect(groupTitle('profile', 'work-queue')).toBe('Work queue');
    expect(groupTitle('folder', '/plans/a')).toBe('/plans/a');
  });
  it('calls profiles by name, and one it doesn’t know by its id', () => {
    expect(profileLabel('work-queue')).toBe('Work queue');
    expect(profileLabel('own')).toBe('own');
  });
});

describe('keys of whole rows', () => {
  it('leave letters to typing', () => {
    expect(rowKey('n')).toBeNull();
    expect(rowKey('Alt+ArrowUp')).toBe('up');
    expect(rowKey('Alt+Shift+ArrowDown')).toBe('duplicate');
    expect(rowKey('Delete')).toBe('delete');
  });
});

describe('lanes', () => {
  const row = (id: string, lane: string): TimelineRow => ({
    id: item(id).id,
    trackerId: tracker,
    title: id,
    lane,
    state: null,
    start: null,
    due: '2026-01-01',
    firstDue: null,
    slipDays: 0,
    dependsOn: [],
  });
  it('follow the document, unknown ones last, their rows as they came', () => {
    const rows = [row('a', 'Two'), row('b', 'Elsewhere'), row('c', 'One'), row('d', 'Two')];
    expect(inLaneOrder(rows, ['One', 'Two']).map((each) => each.title)).toEqual(['c', 'a', 'd', 'b']);
  });
});

describe('charts', () => {
  it('begin so many days back, or with the first day of all', () => {
    expect(rangeStart('30', '2026-03-31')).toBe('2026-03-01');
    expect(rangeStart('all', '2026-03-31')).toBeNull();
  });
  it('stack states and draw the rest as lines', () => {
    const done = { state: 'done', dashed: false };
    expect(drawsAs([done, { state: 'planned', dashed: false }])).toBe('areas');
    expect(drawsAs([done, { state: null, dashed: false }])).toBe('lines');
  });
});

describe('the acceptance snapshot', () => {
  it('counts the document’s own words per section, boxes as ticked or not', () => {
    const [group] = acceptanceGroups(
      [
        item('a', { status: 'met', state: 'done' }),
        item('b', { status: 'met', state: 'done' }),
        item('c', { status: '[ ]', state: 'planned' }),
      ],
      true,
    );
    expect(group?.title).toBe('Harbour works: Plan');
    expect(group?.words).toEqual([
      { word: 'met', state: 'done', count: 2 },
      { word: 'not ticked', state: 'planned', count: 1 },
    ]);
  });
});
