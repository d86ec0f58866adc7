import { describe, expect, it } from 'vitest';
import { contract, type OutputOf } from '../../../core/contract/index.ts';
import { BOARD_LANES, laneOf } from '../../../core/domain/readiness/board/lanes.ts';
import {
  boardColumns,
  type Card,
  isNarrowed,
  moveTo,
  noFilter,
  readBoardQuery,
  saysMore,
  writeBoardQuery,
} from '../../../renderer/features/readiness/board/board-model.ts';
import { stateDiagram } from '../../../renderer/features/readiness/board/state-diagram.ts';
import { signoffOf } from './signoff-of.ts';

const words = [
  { word: 'Not Started', state: 'planned' as const },
  { word: 'In Progress', state: 'active' as const },
  { word: 'Ready for Signoff', state: 'review' as const },
  { word: 'Signed Off', state: 'locked' as const },
];
const next: Readonly<Record<string, readonly string[]>> = {
  'Not Started': ['In Progress'],
  'In Progress': ['Ready for Signoff'],
  'Ready for Signoff': ['Signed Off'],
  'Signed Off': [],
};

function detailOf(status: string): OutputOf<'trackers.item'> {
  const state = words.find(({ word }) => word === status)?.state ?? null;
  return contract['trackers.item'].output.parse({
    folder: '',
    row: {
      id: 'it_aaaaaaaaaaaaaaaaaaaa',
      trackerId: 'tr_aaaaaaaaaaaaaaaaaaaa',
      trackerName: 'Yard',
      address: 'a',
      key: 'P1',
      kind: 'phase',
      title: 'Keel',
      sectionPath: '',
      sectionTitle: '',
      parentId: null,
      depth: 0,
      line: 1,
      status,
      state,
      guess: false,
      deferred: false,
      vocabulary: 'own',
      due: null,
      owner: null,
      notes: null,
      firstDue: null,
      changedAt: 1,
      fields: [
        {
          name: 'status',
          label: 'Status',
          kind: 'status',
          raw: status,
          value: status,
          editable: true,
          locked: null,
        },
      ],
    },
    raw: '',
    places: [],
    children: [],
    history: [],
    dependsOn: [],
    evidence: [],
    moves: words.filter(({ word }) => next[status]?.includes(word)),
    vocabulary: words,
  });
}

function cardOf(lane: Card['lane'], part: Partial<Card> = {}): Card {
  return {
    ...contract['readiness.board'].row.parse({
      id: 'it_aaaaaaaaaaaaaaaaaaaa',
      trackerId: 'tr_aaaaaaaaaaaaaaaaaaaa',
      trackerName: 'Yard',
      title: 'Keel',
      kind: 'phase',
      sectionTitle: '',
      status: 'In Progress',
      itemState: 'active',
      owner: null,
      lane,
      signoff: 'none',
      evidence: [],
      pieces: 0,
      roles: [],
      because: [],
      mine: [],
    }),
    ...part,
  };
}

const mayReview = [{ role: 'security', title: 'Security', holders: [], signed: null, whyNot: null }];

describe('the lane of an item', () => {
  it('follows from its sign-off, and without one from its status', () => {
    expect(laneOf('none', 'planned')).toBe('not-started');
    expect(laneOf('none', 'blocked')).toBe('in-progress');
    expect(laneOf('none', 'done')).toBe('done');
    expect(laneOf('none', null)).toBe('unknown');
    expect(laneOf('none', 'dropped')).toBeNull();
    expect(laneOf('requested', 'planned')).toBe('ready');
    expect(laneOf('returned', 'review')).toBe('returned');
    expect(laneOf('signed', 'active')).toBe('signed');
    expect(laneOf('stale', 'locked')).toBe('stale');
  });

  it('is not that of signed off where the signature was withdrawn', () => {
    expect(laneOf('withdrawn', 'locked')).toBe('stale');
    expect(laneOf('withdrawn', 'active')).toBe('in-progress');
  });
});

describe('lanes of the board', () => {
  it('are those on the way to a sign-off, and the others while something is on them', () => {
    const none = Object.fromEntries(BOARD_LANES.map((lane) => [lane, 0]));
    const counts = (part: object) => contract['readiness.board'].extra.parse({ lanes: { ...none, ...part } });
    expect(boardColumns(null).map(({ id }) => id)).toEqual([
      'not-started',
      'in-progress',
      'ready',
      'returned',
      'signed',
      'stale',
    ]);
    expect(boardColumns(counts({ done: 3 })).map(({ id, count }) => [id, count])).toContainEqual(['done', 3]);
    expect(boardColumns(counts({})).map(({ id }) => id)).not.toContain('done');
  });

  it('say the item’s own word only where the lane does not', () => {
    expect(saysMore(cardOf('in-progress'))).toBe(false);
    expect(saysMore(cardOf('in-progress', { status: 'Blocked', itemState: 'blocked' }))).toBe(true);
    expect(saysMore(cardOf('stale', { status: 'Signed Off', itemState: 'locked' }))).toBe(true);
    expect(saysMore(cardOf('ready', { status: null, itemState: null }))).toBe(false);
  });
});

describe('moving a card', () => {
  it('refuses Not Started to Signed Off and names the legal moves', () => {
    const card = cardOf('not-started', { status: 'Not Started', itemState: 'planned' });
    expect(moveTo(card, 'signed', detailOf('Not Started'), signoffOf({ state: 'none' }))).toEqual({
      kind: 'refused',
      reason:
        'Only its reviewers sign an item off, and nobody asked for a sign-off. From “Not Started” it can go to In Progress.',
    });
    expect(moveTo(card, 'ready', detailOf('Not Started'), signoffOf({ state: 'none' }))).toEqual({
      kind: 'refused',
      reason: 'From “Not Started” it cannot go to “Ready for Signoff”. It can go to In Progress.',
    });
  });

  it('writes the word of a lane that stands for a status', () => {
    const card = cardOf('not-started', { status: 'Not Started', itemState: 'planned' });
    expect(moveTo(card, 'in-progress', detailOf('Not Started'), signoffOf({}))).toMatchObject({
      kind: 'status',
      value: 'In Progress',
    });
    expect(
      moveTo(cardOf('in-progress'), 'not-started', detailOf('In Progress'), signoffOf({})),
    ).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('It can go to Ready for Signoff'),
    });
  });

  it('asks for a sign-off, or says what is in the way', () => {
    const move = (whyNotAsk: string | null) =>
      moveTo(cardOf('in-progress'), 'ready', detailOf('In Progress'), signoffOf({ whyNotAsk }));
    expect(move(null)).toEqual({ kind: 'dialog', step: 'request' });
    expect(move('It needs evidence. Nothing was asked for.')).toEqual({
      kind: 'refused',
      reason: 'It needs evidence.',
    });
  });

  it('is a review for whoever may sign, and refused with the reason for others', () => {
    const card = cardOf('ready', { status: 'Ready for Signoff', itemState: 'review' });
    const detail = detailOf('Ready for Signoff');
    const open = signoffOf({ state: 'requested', reviews: mayReview });
    expect(moveTo(card, 'signed', detail, open)).toEqual({ kind: 'dialog', step: 'approve' });
    expect(moveTo(card, 'returned', detail, open)).toEqual({ kind: 'dialog', step: 'return' });
    const own = signoffOf({
      state: 'requested',
      reviews: [{ ...mayReview[0], whyNot: 'You asked for it yourself.' }],
    });
    expect(moveTo(card, 'signed', detail, own)).toEqual({
      kind: 'refused',
      reason: 'You asked for it yourself.',
    });
  });

  it('does not take an item out of its sign-off by its status', () => {
    const card = cardOf('ready', { status: 'Ready for Signoff', itemState: 'review' });
    const move = moveTo(
      card,
      'in-progress',
      detailOf('Ready for Signoff'),
      signoffOf({ state: 'requested' }),
    );
    expect(move).toEqual({
      kind: 'refused',
      reason: 'It stands as “waits for signatures”. Withdraw the request first.',
    });
    expect(moveTo(card, 'stale', detailOf('Ready for Signoff'), signoffOf({}))).toMatchObject({
      kind: 'refused',
    });
    expect(moveTo(card, 'ready', detailOf('Ready for Signoff'), signoffOf({}))).toEqual({ kind: 'same' });
  });
});

describe('the filter of the board', () => {
  it('is kept in the address', () => {
    const query = new URLSearchParams('tracker=tr_aaaaaaaaaaaaaaaaaaaa&section=phases&kind=phase&q=keel');
    const filter = readBoardQuery(query);
    expect(filter).toMatchObject({ section: 'phases', kind: 'phase', words: 'keel' });
    expect(writeBoardQuery(new URLSearchParams(), filter).toString()).toBe(query.toString());
    expect(isNarrowed(filter)).toBe(true);
    expect(isNarrowed(noFilter)).toBe(false);
  });

  it('has no section without its tracker', () => {
    expect(readBoardQuery(new URLSearchParams('section=phases&tracker=nothing'))).toEqual(noFilter);
  });
});

describe('the states of a tracker', () => {
  it('are drawn with their legal moves where its words say them', () => {
    const vocabulary = {
      id: 'own',
      source: 'profile',
      words: words.map((one) => ({ ...one, next: [...(next[one.word] ?? [])] })),
    };
    expect(stateDiagram({ vocabularies: [vocabulary] }, [])?.edges).toEqual([
      { from: 'Not Started', to: 'In Progress', label: null },
      { from: 'In Progress', to: 'Ready for Signoff', label: null },
      { from: 'Ready for Signoff', to: 'Signed Off', label: null },
    ]);
    const free = { ...vocabulary, words: words.map((one) => ({ ...one, next: null })) };
    expect(stateDiagram({ vocabularies: [free] }, [])).toBeNull();
  });
});
