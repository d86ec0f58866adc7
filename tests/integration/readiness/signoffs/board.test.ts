import { describe, expect, it } from 'vitest';
import type { BoardFilter } from '../../../../core/domain/readiness/board/board-row.ts';
import type { CallContext } from '../../../../main/engine/handlers.ts';
import { context, take } from '../../engine/test-engine.ts';
import { signoffEngine } from './signoff-engine.ts';

type Yard = Awaited<ReturnType<typeof signoffEngine>>;

const all: BoardFilter = { trackerId: null, section: null, kind: null, words: '' };

async function board(yard: Yard, filter: Partial<BoardFilter> = {}, as: CallContext = context) {
  const { rows, extra } = await yard.views['readiness.board'].read({ ...all, ...filter }, as.session);
  const lanes = Object.fromEntries(Object.entries(extra.lanes).filter(([, count]) => count > 0));
  return { rows, lanes, lane: (title: string) => rows.find((card) => card.title === title)?.lane ?? null };
}

describe('the readiness board', () => {
  it('has an item on the lane of its status until it is put up, and then on that of its sign-off', async () => {
    const yard = await signoffEngine();
    const rosa = await yard.person('Rosa');
    const keel = await yard.itemId('Keel');
    expect((await board(yard)).lanes).toEqual({ 'not-started': 1, 'in-progress': 1 });
    await yard.prove(keel);
    take(await yard.request(keel));
    const asked = await board(yard, {}, rosa.as);
    expect(asked.lanes).toEqual({ 'not-started': 1, ready: 1 });
    expect(asked.rows.find(({ id }) => id === keel)).toMatchObject({
      signoff: 'requested',
      evidence: ['verified'],
      pieces: 1,
      roles: [{ role: 'architecture', signed: null }],
      mine: ['architecture'],
    });
    expect((await board(yard)).rows.find(({ id }) => id === keel)?.mine).toEqual([]);
    const { gapIds } = take(await yard.giveBack(keel, rosa.as, ['No survey']));
    expect((await board(yard)).lane('Keel')).toBe('returned');
    for (const gapId of gapIds) take(await yard.calls['signoffs.closeGap']({ gapId, note: '' }, context));
    yard.clock.forward(1000);
    take(await yard.request(keel));
    yard.clock.forward(1000);
    take(await yard.approve(keel, rosa.as));
    expect((await board(yard)).lane('Keel')).toBe('signed');
    const [piece] = (
      await yard.views['evidence.list'].read({
        trackerId: null,
        itemId: keel,
        state: null,
        type: null,
        withdrawn: false,
      })
    ).rows;
    if (piece === undefined) throw new Error('no evidence');
    take(await yard.calls['evidence.withdraw']({ evidenceId: piece.id }, context));
    const after = await board(yard);
    expect(after.lane('Keel')).toBe('stale');
    expect(after.rows.find(({ id }) => id === keel)?.because).toHaveLength(1);
  });

  it('is narrowed by tracker, section, kind and words, with counts of what is left', async () => {
    const yard = await signoffEngine();
    expect((await board(yard, { words: 'mast' })).lanes).toEqual({ 'not-started': 1 });
    expect((await board(yard, { words: 'nothing like it' })).lanes).toEqual({});
    const [card] = (await board(yard)).rows;
    if (card === undefined) throw new Error('no card');
    expect((await board(yard, { kind: card.kind })).rows).toHaveLength(2);
    expect((await board(yard, { kind: 'statistic' })).rows).toEqual([]);
    expect((await board(yard, { trackerId: yard.trackerId })).rows).toHaveLength(2);
  });

  it('lists a part of a long lane and counts all of it', async () => {
    const rows = Array.from({ length: 150 }, (_, at) => `| P${at} | Plank ${at} | Not Started | | | |`);
    const yard = await signoffEngine({
      text: `# Phase readiness\n\n## Phases\n\n| ID | Phase | Status | Owner | Target Date | Notes |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n`,
    });
    const { rows: cards, lanes } = await board(yard);
    expect(lanes).toEqual({ 'not-started': 150 });
    expect(cards).toHaveLength(60);
  });
});

describe('what somebody withdrew', () => {
  it('counts again once they take that back, request and signature alike', async () => {
    const yard = await signoffEngine();
    const rosa = await yard.person('Rosa');
    const keel = await yard.itemId('Keel');
    await yard.prove(keel);
    take(await yard.request(keel));
    const request = take(await yard.withdraw(keel, context)).withdrawn;
    expect(await yard.page(keel)).toMatchObject({ state: 'none' });
    expect(await yard.calls['signoffs.restore'](request, rosa.as)).toMatchObject({
      error: { code: 'signoff.nothing-to-restore' },
    });
    expect(take(await yard.calls['signoffs.restore'](request, context)).summary).toBe(
      'Restored: it is asked for again: "Keel".',
    );
    expect(await yard.page(keel)).toMatchObject({ state: 'requested' });
    yard.clock.forward(1000);
    take(await yard.approve(keel, rosa.as));
    const signature = take(await yard.withdraw(keel, rosa.as, 'signature')).withdrawn;
    expect(await yard.page(keel)).toMatchObject({ state: 'withdrawn' });
    take(await yard.calls['signoffs.restore'](signature, rosa.as));
    expect(await yard.page(keel)).toMatchObject({ state: 'signed' });
  });
});

describe('the bridge', () => {
  it('tells whoever may sign what waits for them, and everybody what went stale', async () => {
    const yard = await signoffEngine();
    const rosa = await yard.person('Rosa');
    const keel = await yard.itemId('Keel');
    const needs = async (as: CallContext) =>
      (await yard.views['bridge.needs'].read({}, as.session)).rows.filter(
        ({ kind }) => kind === 'review' || kind === 'sign-off',
      );
    const piece = await yard.prove(keel);
    take(await yard.request(keel));
    expect(await needs(context)).toEqual([]);
    expect(await needs(rosa.as)).toMatchObject([
      { kind: 'review', title: 'Keel', route: `/readiness/items/${keel}`, mark: 'review' },
    ]);
    yard.clock.forward(1000);
    take(await yard.approve(keel, rosa.as));
    expect(await needs(rosa.as)).toEqual([]);
    take(await yard.calls['evidence.withdraw']({ evidenceId: piece.evidenceId }, context));
    expect(await needs(context)).toMatchObject([{ kind: 'sign-off', title: 'Keel', mark: 'stale' }]);
  });
});

describe('what somebody put up', () => {
  it('is listed for them alone', async () => {
    const yard = await signoffEngine();
    const rosa = await yard.person('Rosa');
    const keel = await yard.itemId('Keel');
    await yard.prove(keel);
    take(await yard.request(keel));
    expect((await yard.list({ asked: true })).rows.map(({ itemTitle }) => itemTitle)).toEqual(['Keel']);
    expect((await yard.list({ asked: true }, rosa.as)).extra).toMatchObject({ total: 0 });
  });
});
