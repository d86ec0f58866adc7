import { describe, expect, it } from 'vitest';
import { EvidenceRow } from '../../../core/domain/readiness/evidence-row.ts';
import { stateSentence, verifiedBy } from '../../../renderer/domains/readiness/evidence-labels.ts';
import {
  type EvidencePageFilter,
  itemsText,
  noCounts,
  noFilter,
  offeredStates,
  readEvidenceQuery,
  shownText,
  toEvidenceFilter,
  writeEvidenceQuery,
} from '../../../renderer/features/evidence/evidence-model.ts';

const id = (prefix: string, at: number) => `${prefix}_${String(at).padStart(26, '0')}`;

type Piece = Partial<Record<'itemTitle' | 'where' | 'note' | 'says' | 'state', string>> & {
  readonly item?: number;
  readonly freshDays?: number;
};

let made = 0;
function piece({ item = 1, state = 'verified', says = 'It is there.', ...part }: Piece): EvidenceRow {
  made += 1;
  const result = state === 'stale' ? 'verified' : state;
  return EvidenceRow.parse({
    id: id('ed', made),
    trackerId: id('tr', 1),
    trackerName: 'Quay',
    itemId: id('it', item),
    itemTitle: `Item ${item}`,
    itemGone: false,
    type: 'doc',
    locator: { type: 'doc', place: { path: 'docs/plan.md' }, heading: null },
    where: 'docs/plan.md',
    rootId: null,
    rootName: null,
    tier: 'claimed',
    freshDays: null,
    guard: null,
    note: '',
    digest: null,
    addedAt: 1,
    addedBy: 'Ines',
    withdrawn: null,
    state,
    verification:
      state === 'unverified'
        ? null
        : { at: 2, result, says, digest: null, commit: null, value: null, by: 'Ines', device: 'desk' },
    freshUntil: null,
    ...part,
  });
}

const by = (part: Partial<EvidencePageFilter>): EvidencePageFilter => ({ ...noFilter, ...part });

describe('the filter of the evidence page', () => {
  it('stands in the address and comes back from it, other parameters kept', () => {
    const filter = readEvidenceQuery(
      new URLSearchParams(`q=two words&state=failed&type=test&tracker=${id('tr', 1)}&item=${id('it', 2)}`),
    );
    expect(filter).toEqual({
      text: 'two words',
      state: 'failed',
      type: 'test',
      tracker: id('tr', 1),
      item: id('it', 2),
    });
    const written = writeEvidenceQuery(new URLSearchParams('show=items&state=stale'), filter);
    expect(readEvidenceQuery(written)).toEqual(filter);
    expect(written.get('show')).toBe('items');
    expect(readEvidenceQuery(new URLSearchParams('state=fine&type=film&tracker=x'))).toEqual(noFilter);
  });

  it('is what the engine is asked for', () => {
    expect(toEvidenceFilter(by({ state: 'failed', text: 'two words' }), true)).toEqual({
      trackerId: null,
      itemId: null,
      state: 'failed',
      type: null,
      withdrawn: true,
      words: 'two words',
    });
  });

  it('offers the states there are, and the one that is chosen', () => {
    const { states } = { states: { ...noCounts.states, verified: 2999, failed: 1 } };
    expect(offeredStates({ states }, null)).toEqual(['verified', 'failed']);
    expect(offeredStates({ states }, 'stale')).toEqual(['verified', 'stale', 'failed']);
  });
});

describe('how much of the evidence is shown', () => {
  it('is said where it is not all of it', () => {
    expect(shownText({ ...noCounts, total: 3000, listed: 500 })).toBe('the newest 500 of 3,000 pieces');
    expect(shownText({ ...noCounts, total: 1, listed: 1 })).toBe('1 piece');
    expect(itemsText(500, { ...noCounts, total: 9000, items: 3456 })).toBe(
      'the first 500 of 3,456 items with 9,000 pieces',
    );
    expect(itemsText(1, { ...noCounts, total: 3, items: 1 })).toBe('1 item with 3 pieces');
  });
});

describe('what is said of a piece', () => {
  it('is its last verification, unless that counts no more or never was', () => {
    expect(stateSentence(piece({}))).toBe('It is there.');
    expect(stateSentence(piece({ state: 'unverified' }))).toBe('It was never verified.');
    expect(stateSentence(piece({ state: 'stale', freshDays: 1 }))).toBe(
      'Its last verification counted for 1 day and is older than that.',
    );
  });

  it('names who asked for it and the device', () => {
    expect(verifiedBy({ by: 'Ines', device: 'desk' })).toBe('Ines, on desk');
    expect(verifiedBy({ by: null, device: 'desk' })).toBe('on desk, as it was due');
  });
});
