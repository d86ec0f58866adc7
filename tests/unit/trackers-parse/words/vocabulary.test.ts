import { describe, expect, it } from 'vitest';
import { declaredWords, headerWords } from '../../../../core/domain/trackers/vocabulary/status-key.ts';
import type { Vocabulary } from '../../../../core/domain/trackers/vocabulary/vocabulary.ts';
import {
  isStatusCell,
  legalMoves,
  mapWord,
  sameWord,
  statusWordIn,
  wordOf,
} from '../../../../core/domain/trackers/vocabulary/vocabulary.ts';

const readiness: Vocabulary = {
  id: 'readiness',
  source: 'profile',
  words: [
    { word: 'Not Started', state: 'planned', next: ['In Progress'] },
    { word: 'In Progress', state: 'active', next: ['Ready', 'Not Started'] },
    { word: 'Ready', state: 'review', next: [] },
    { word: 'Parked', state: 'planned', next: null },
  ],
};

describe('a status word', () => {
  it.each([
    ['done **Done** DONE [DONE] COMPLETED ~~done~~ met Verified SHIPPED `passed`', 'done'],
    ['in-progress in_progress IN-PRoGRESS partial', 'active'],
    ['todo pending not-started not-yet-verified', 'planned'],
    ['blocked on-hold', 'blocked'],
    ['dropped superseded out-of-scope', 'dropped'],
    ['signed-off locked', 'locked'],
  ])('of the general table is mapped without a guess: %s', (words, state) => {
    for (const word of words.split(' ')) expect(mapWord(word)).toMatchObject({ state, guess: false });
  });

  it('is not done when it is only nearly so', () => {
    for (const word of ['Almost done', 'half done', 'Nearly complete', 'fast fertig', 'почти готово'])
      expect(mapWord(word)).toMatchObject({ state: 'active', guess: true });
    expect(mapWord('No longer needed')).toMatchObject({ state: 'dropped', guess: true });
  });

  it('of a baseline is in review, since proof is still open', () => {
    expect(mapWord('Completed baseline')).toMatchObject({ state: 'review', guess: false });
    expect(mapWord('Completed (Doc Baseline)')).toMatchObject({ state: 'review', guess: false });
  });

  it.each([
    ['✅', 'done'],
    ['🚧', 'active'],
    ['🔒', 'blocked'],
    ['☐', 'planned'],
    ['[ ]', 'planned'],
    ['Complete (4/4 plans)', 'done'],
    ['DONE (PR #2)', 'done'],
    ['Shipped 2026-02-06', 'done'],
    ['45/46 (1 descoped)', 'active'],
    ['0%', 'planned'],
    ['100%', 'done'],
    ['[IN PROGRESS: Dev 2]', 'active'],
    ['PLANNING IN PROGRESS', 'active'],
    ['🔁 Ready for review', 'review'],
    ['📝 PR open', 'review'],
    ['HUMAN_NEEDED', 'review'],
    ['DROPPED (merged into M2)', 'dropped'],
    ['🚀 READY', 'planned'],
    ['Cerrado', 'done'],
    ['En Ejecucion', 'active'],
    ['готово', 'done'],
    ['进行中', 'active'],
    ['未着手', 'planned'],
  ])('%s reads as %s', (word, state) => {
    expect(mapWord(word).state).toBe(state);
  });

  it('nobody knows is unknown, never quietly planned', () => {
    expect(mapWord('Flibbertigibbet')).toEqual({ state: 'unknown', guess: true, deferred: false });
  });

  it('that defers is planned with a mark', () => {
    expect(mapWord('⏸️ Deferred')).toMatchObject({ state: 'planned', deferred: true });
  });

  it('is found inside its cell, without details', () => {
    expect(statusWordIn('Complete (4/4 plans)', null)).toBe('Complete');
    expect(statusWordIn('Completed (Doc Baseline)', null)).toBe('Completed (Doc Baseline)');
    expect(statusWordIn('ready since Monday', readiness)).toBe('ready');
  });

  it('tells a column by clear words only', () => {
    expect(isStatusCell('in progress', true)).toBe(true);
    expect(isStatusCell('✅', true)).toBe(true);
    expect(isStatusCell('x', true)).toBe(false);
    expect(isStatusCell('x', false)).toBe(true);
    expect(isStatusCell('Billing service', false)).toBe(false);
  });
});

describe('legal moves', () => {
  it('are the next words the vocabulary names', () => {
    expect(legalMoves(readiness, 'in progress').map((entry) => entry.word)).toEqual(['Not Started', 'Ready']);
    expect(legalMoves(readiness, 'Ready')).toEqual([]);
  });

  it('are all other words where none are named, or where the word is unknown', () => {
    expect(legalMoves(readiness, 'Parked')).toHaveLength(3);
    expect(legalMoves(readiness, 'odd')).toHaveLength(4);
  });

  it('compare words however they are decorated', () => {
    expect(sameWord('**In-Progress**', 'in progress')).toBe(true);
    expect(wordOf(readiness, '`not started`')?.word).toBe('Not Started');
    expect(wordOf(readiness, '')).toBeNull();
  });
});

describe('a declared status key', () => {
  it.each([
    ['Status Key: `not-started` | `in-progress` | `done`', ['not-started', 'in-progress', 'done']],
    ['**Legend:** ✅ Done | 🚧 In progress | ⏳ Planned', ['✅ Done', '🚧 In progress', '⏳ Planned']],
    ['Legend: ✅ = done, ❌ = not done', ['✅', '❌']],
    ['Status: `open` / `closed`', ['open', 'closed']],
  ])('is read from %s', (line, words) => {
    expect(declaredWords(line)).toEqual(words);
  });

  it.each(['Status: active', 'Status: done, mostly', 'Key: a secret', 'Legend: see below', 'Statusbericht'])(
    'is not seen in %s',
    (line) => {
      expect(declaredWords(line)).toBeNull();
    },
  );

  it('may stand in a header', () => {
    expect(headerWords('Status (✅/⚠️/❌)')).toEqual(['✅', '⚠️', '❌']);
    expect(headerWords('Status (weekly)')).toBeNull();
  });
});
