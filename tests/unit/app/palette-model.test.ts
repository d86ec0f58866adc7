import { describe, expect, test } from 'vitest';
import {
  matchScore,
  mostRecent,
  type PaletteEntry,
  paletteGroups,
  remember,
} from '../../../renderer/app/palette/palette-model.ts';

const entry = (id: string, title: string, group = 'Go', words: readonly string[] = []): PaletteEntry => ({
  id,
  title,
  detail: '',
  group,
  keys: null,
  words,
});
const sources = {
  entries: [
    entry('command:go.bridge', 'Go to Bridge'),
    entry('command:import', 'Import tracker files', 'Trackers', ['open', 'add']),
    entry('command:dark', 'Use the dark theme', 'Look', ['mode']),
  ],
  trackers: [entry('route:/trackers/tr_1', 'Beacon renewal', 'Trackers')],
  found: [entry('route:/trackers/tr_1?item=it_1', 'Bring the beacon up', 'Found')],
  recent: [],
};
const titles = (typed: string, recent = sources.recent as { id: string; title: string; detail: string }[]) =>
  paletteGroups(typed, { ...sources, recent }).map((group) => [
    group.title,
    ...group.entries.map((one) => one.title),
  ]);

describe('fitting typed words', () => {
  test('every typed word must fit', () => {
    expect(matchScore('dark theme', 'Use the dark theme')).toBeGreaterThan(0);
    expect(matchScore('dark blue', 'Use the dark theme')).toBe(0);
  });

  test('the start of a title beats the start of a word, which beats the middle', () => {
    const start = matchScore('imp', 'Import tracker files');
    const word = matchScore('tra', 'Import tracker files');
    const middle = matchScore('rack', 'Import tracker files');
    expect(start).toBeGreaterThan(word);
    expect(word).toBeGreaterThan(middle);
    expect(middle).toBeGreaterThan(0);
  });

  test('accents and case don’t matter', () => {
    expect(matchScore('ubersicht', 'Übersicht')).toBeGreaterThan(0);
  });
});

describe('the palette', () => {
  test('with nothing typed shows commands by group and the trackers', () => {
    expect(titles('').map((group) => group[0])).toEqual(['Go', 'Trackers', 'Look', 'Open']);
  });

  test('shows what was used last first, and not twice', () => {
    const recent = [{ id: 'command:dark', title: 'Use the dark theme', detail: '' }];
    const groups = titles('', recent);
    expect(groups[0]).toEqual(['Recent', 'Use the dark theme']);
    expect(groups.flat().filter((title) => title === 'Use the dark theme')).toHaveLength(1);
  });

  test('forgets a recent command that isn’t offered now, but keeps a remembered place', () => {
    const recent = [
      { id: 'command:gone', title: 'Gone', detail: '' },
      { id: 'route:/trackers/tr_9?item=it_9', title: 'An item', detail: 'Tracker nine' },
    ];
    expect(titles('', recent)[0]).toEqual(['Recent', 'An item']);
  });

  test('with words shows the best of each kind and what the engine found', () => {
    expect(titles('beacon')).toEqual([
      ['Open', 'Beacon renewal'],
      ['Found', 'Bring the beacon up'],
    ]);
    expect(titles('open')[0]).toEqual(['Do', 'Import tracker files']);
  });

  test('lists a place once, also when the search finds it again', () => {
    const found = [
      entry('route:/trackers/tr_1', 'Beacon renewal', 'Found'),
      entry('route:/trackers/tr_1?view=log', 'A line of its log', 'Found'),
      entry('route:/trackers/tr_1?view=log', 'Another line of its log', 'Found'),
    ];
    const ids = paletteGroups('beacon', { ...sources, found }).flatMap((group) =>
      group.entries.map((one) => one.id),
    );
    expect(ids).toEqual(['route:/trackers/tr_1', 'route:/trackers/tr_1?view=log']);
  });

  test('remembers each use once, newest first, a handful', () => {
    const many = Array.from({ length: 12 }, (_, at) => ({ id: `${at}`, title: `${at}`, detail: '' }));
    const kept = many.reduce<readonly { id: string; title: string; detail: string }[]>(remember, []);
    expect(kept).toHaveLength(mostRecent);
    expect(kept[0]?.id).toBe('11');
    expect(remember(kept, { id: '10', title: '10', detail: '' })[0]?.id).toBe('10');
    expect(remember(kept, { id: '10', title: '10', detail: '' })).toHaveLength(mostRecent);
  });
});
