import { describe, expect, it } from 'vitest';
import { contract } from '../../../core/contract/index.ts';
import { FIRST_POLICY } from '../../../core/domain/readiness/signoff/policy.ts';
import { itemEvents } from '../../../renderer/features/readiness/item-events.ts';
import {
  formOf,
  type PolicyForm,
  readPolicy,
  roleIdOf,
} from '../../../renderer/features/readiness/policy/policy-model.ts';
import {
  putUp,
  type Review,
  reviewRows,
  reviewsFact,
} from '../../../renderer/features/readiness/reviews-model.ts';
import { signoffOf } from './signoff-of.ts';

const form = formOf(FIRST_POLICY);
const withRoles = (...titles: readonly string[]): PolicyForm => ({
  ...form,
  roles: titles.map((title, at) => ({ key: `new-${at}`, id: null, title, holders: [], required: at === 0 })),
});

describe('the policy as it is typed', () => {
  it('reads as what it was made of', () => {
    expect(readPolicy(form)).toEqual({ policy: FIRST_POLICY, roles: {}, required: null, atLeast: null });
  });

  it('names a new role by its title', () => {
    expect(roleIdOf('Data protection')).toBe('data-protection');
    expect(roleIdOf('  Qualité & Sûreté ')).toBe('qualite-surete');
    expect(roleIdOf('2nd line')).toBe('nd-line');
    expect(roleIdOf('評審')).toBe('');
    expect(roleIdOf('a'.repeat(60))).toHaveLength(40);
  });

  it('says what is wrong with a role', () => {
    expect(readPolicy(withRoles('Legal', '')).roles).toEqual({ 'new-1': 'A role needs a name.' });
    expect(readPolicy(withRoles('Legal', 'legal!')).roles['new-1']).toMatch(/named so already/);
    expect(readPolicy(withRoles('評審')).roles['new-0']).toMatch(/Latin letter/);
    expect(readPolicy(withRoles('Legal', '')).policy).toBeNull();
  });

  it('requires a role, and a number of pieces', () => {
    const nobody = { ...form, roles: form.roles.map((role) => ({ ...role, required: false })) };
    expect(readPolicy(nobody)).toMatchObject({
      policy: null,
      required: 'At least one role has to be required.',
    });
    for (const atLeast of ['', 'two', '21', '-1', '1.5'])
      expect(readPolicy({ ...form, atLeast })).toMatchObject({ policy: null, atLeast: expect.any(String) });
    expect(readPolicy({ ...form, atLeast: ' 20 ' }).policy?.evidence.atLeast).toBe(20);
  });
});

function reviewOf(
  itemTitle: string,
  mine: readonly string[],
  at: number,
  state: Review['state'] = 'requested',
): Review {
  const {
    reviews: _r,
    whyNotAsk: _w,
    canTakeBack: _c,
    differences: _d,
    sinceLast: _s,
    gaps: _g,
    statements: _t,
    ...row
  } = signoffOf({ state, requested: { by: 'Ilse', at } });
  return contract['signoffs.inbox'].row.parse({ ...row, itemTitle, mine });
}

describe('the review inbox', () => {
  it('has a row for each role, role after role, the oldest first', () => {
    const rows = reviewRows([
      reviewOf('Mast', ['security', 'architecture'], 2),
      reviewOf('Keel', ['security'], 1),
    ]);
    expect(rows.map(({ role, review }) => `${role} ${review.itemTitle}`)).toEqual([
      'architecture Mast',
      'security Keel',
      'security Mast',
    ]);
    expect(reviewsFact(rows)).toBe('1 as architecture, 2 as security');
    expect(reviewsFact([])).toBeUndefined();
  });

  it('parts what came back from what still waits', () => {
    const rows = [
      reviewOf('A', [], 3, 'returned'),
      reviewOf('B', [], 2),
      reviewOf('C', [], 1, 'signed'),
      reviewOf('D', [], 1, 'stale'),
    ];
    const { back, waiting } = putUp(rows);
    expect(back.map(({ itemTitle }) => itemTitle)).toEqual(['A', 'D']);
    expect(waiting.map(({ itemTitle }) => itemTitle)).toEqual(['B']);
  });
});

describe('what happened to an item', () => {
  it('is told from its text and its sign-offs together, the newest first', () => {
    const signoff = signoffOf({
      state: 'returned',
      requested: { by: 'Ilse', at: 10 },
      roles: [{ role: 'security', signed: null }],
      gaps: [
        contract['signoffs.gaps'].row.parse({
          id: `gp_${'a'.repeat(32)}`,
          requestId: `rq_${'a'.repeat(32)}`,
          itemId: 'it_aaaaaaaaaaaaaaaaaaaa',
          itemTitle: 'Keel',
          itemGone: false,
          trackerId: 'tr_aaaaaaaaaaaaaaaaaaaa',
          trackerName: 'Yard',
          role: 'security',
          text: 'No survey',
          raised: { by: 'Rosa', at: 20 },
          closed: { by: 'Ilse', at: 40, note: 'Surveyed' },
        }),
      ],
    });
    const change = {
      at: 30,
      actor: 'Ilse',
      source: 'here',
      field: 'owner',
      label: 'Owner',
      before: 'Jon',
      after: 'Bo',
    } as const;
    expect(itemEvents(signoff, [change], 'Ilse').map(({ at, says }) => [at, says])).toEqual([
      [40, 'Ilse closed a gap (No survey): Surveyed'],
      [30, expect.stringContaining('owner')],
      [20, 'Rosa returned it as security: No survey'],
      [10, 'Ilse asked for a sign-off as security.'],
    ]);
  });
});
