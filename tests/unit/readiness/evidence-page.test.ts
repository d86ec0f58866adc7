import { describe, expect, it } from 'vitest';
import { EvidenceRow } from '../../../core/domain/readiness/evidence-row.ts';
import { stateSentence, verifiedBy } from '../../../renderer/domains/readiness/evidence-labels.ts';
import {
  type EvidencePageFilter,
  noFilter,
  offeredStates,
  readEvidenceQuery,
  shownEvidence,
  shownText,
  toEvidenceFilter,
  writeEvidenceQuery,
} from '../../../renderer/features/evidence/evidence-model.ts';
import { evidenceMatrix } from '../../../renderer/features/evidence/matrix-model.ts';

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

const none = { unverified: 0, verified: 0, stale: 0, failed: 0, missing: 0, unreachable: 0 };
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

  it('asks the engine for one state, and for all of them where words are looked for', () => {
    expect(toEvidenceFilter(by({ state: 'failed' }), false)).toMatchObject({
      state: 'failed',
      withdrawn: false,
    });
    expect(toEvidenceFilter(by({ state: 'failed', text: 'quay' }), true)).toMatchObject({
      state: null,
      withdrawn: true,
    });
  });
});

describe('what the evidence page shows', () => {
  const rows = [
    piece({ itemTitle: 'Rail laid', note: 'by hand' }),
    piece({ itemTitle: 'Rail laid', state: 'failed', says: 'It has changed.' }),
    piece({ itemTitle: 'Crane', state: 'missing', where: 'docs/crane.md' }),
  ];

  it('is what the engine counted, where no words are looked for', () => {
    const extra = { total: 3000, states: { ...none, verified: 2999, failed: 1 } };
    const shown = shownEvidence(rows, extra, noFilter);
    expect(shown).toMatchObject({ total: 3000, states: extra.states, atLeast: false });
    expect(shownText(shown)).toBe('the newest 3 of 3,000 pieces');
    expect(offeredStates(shown, null)).toEqual(['verified', 'failed']);
    expect(offeredStates(shown, 'stale')).toEqual(['verified', 'stale', 'failed']);
  });

  it('is what holds every word, wherever in the row, with each state counted among those', () => {
    const extra = { total: 3, states: { ...none, verified: 1, failed: 1, missing: 1 } };
    const shown = (text: string, state: EvidencePageFilter['state'] = null) =>
      shownEvidence(rows, extra, by({ text, state }));
    expect(shown('RAIL hand').rows).toEqual([rows[0]]);
    expect(shown('changed').rows).toEqual([rows[1]]);
    expect(shown('crane.md').rows).toEqual([rows[2]]);
    expect(shown('rail', 'failed')).toMatchObject({
      rows: [rows[1]],
      states: { verified: 1, failed: 1, missing: 0 },
      total: 1,
    });
    expect(shownText(shown('rail'))).toBe('2 pieces');
  });

  it('says "at least" where words were looked for among the newest only', () => {
    const shown = shownEvidence(rows, { total: 3000, states: none }, by({ text: 'rail' }));
    expect(shownText(shown)).toBe('at least 2 pieces');
  });
});

describe('items by state of their evidence', () => {
  it('are one row each, those with most that does not hold first', () => {
    const rows = evidenceMatrix([
      piece({ item: 1 }),
      piece({ item: 2, state: 'failed' }),
      piece({ item: 3, state: 'missing' }),
      piece({ item: 2, state: 'verified' }),
      piece({ item: 3, state: 'stale' }),
    ]);
    expect(rows.map(({ itemTitle, total, states }) => ({ itemTitle, total, states }))).toEqual([
      { itemTitle: 'Item 3', total: 2, states: { ...none, missing: 1, stale: 1 } },
      { itemTitle: 'Item 2', total: 2, states: { ...none, failed: 1, verified: 1 } },
      { itemTitle: 'Item 1', total: 1, states: { ...none, verified: 1 } },
    ]);
    expect(rows[0]?.evidence).toHaveLength(2);
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
