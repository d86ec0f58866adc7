import { describe, expect, test } from 'vitest';
import { evaluateGate } from '../../../../core/domain/readiness/gate/evaluate-gate.ts';
import type { GateDocument } from '../../../../core/domain/readiness/gate/gate-document.ts';
import { nextSteps } from '../../../../core/domain/readiness/gate/next-steps.ts';
import { DIGEST, exception, factsOf, gateOf, item, type Known, NOW, piece, standing } from './facts-of.ts';

const PROVEN = gateOf(`  - id: keel
    title: The keel is laid
    items: { keys: M1 }
    require: { evidence: { tier: ci-run } }
`);
const DONE = gateOf(`  - { id: keel, title: The keel is laid, items: { keys: M1 } }\n`);
const m1 = item('M1');

const judge = (document: GateDocument, known: Known) => evaluateGate(document, factsOf(known)).judgement;
const codes = (document: GateDocument, known: Known) => {
  const { decision, checks } = judge(document, known);
  return [decision, ...checks.flatMap(({ failures }) => failures.map(({ code }) => code))];
};

describe('what evidence counts', () => {
  test('verified, of the tier or better', () => {
    expect(codes(PROVEN, { items: [m1], evidence: [piece(m1)] })).toEqual(['go']);
    expect(codes(PROVEN, { items: [m1], evidence: [piece(m1, { tier: 'staging' })] })).toEqual(['go']);
  });

  test.each([
    ['nothing was added', [], 'evidence-missing'],
    ['the file is gone', [piece(m1, { state: 'missing' })], 'evidence-missing'],
    [
      'the file is another one',
      [piece(m1, { state: 'failed', found: { digest: 'b'.repeat(64), commit: null, value: null } })],
      'evidence-tampered',
    ],
    ['it does not say what it should', [piece(m1, { state: 'failed' })], 'evidence-failed'],
    ['the test was skipped', [piece(m1, { state: 'failed', skipped: true })], 'evidence-skipped'],
    ['it was verified too long ago', [piece(m1, { state: 'stale' })], 'evidence-stale'],
    ['nobody looked', [piece(m1, { state: 'unverified', found: null })], 'evidence-unverified'],
    ['nobody can look', [piece(m1, { state: 'unreachable' })], 'evidence-unverified'],
    ['it is dated ahead', [piece(m1, { future: true })], 'evidence-future'],
  ])('not where %s', (_why, evidence, code) => {
    const [decision, ...found] = codes(PROVEN, { items: [m1], evidence });
    expect([decision, found[0]]).toEqual(['no-go', code]);
  });

  test.each([
    ['weak', [piece(m1, { tier: 'claimed' })], 'evidence-tier'],
    ['withdrawn', [piece(m1, { withdrawn: true })], 'evidence-withdrawn'],
  ])('and %s evidence is told from none', (_what, evidence, code) => {
    expect(codes(PROVEN, { items: [m1], evidence })).toEqual(['no-go', code]);
  });

  test('what is attached has to hold, also where none is asked for', () => {
    expect(codes(DONE, { items: [m1] })).toEqual(['go']);
    const evidence = [piece(m1), piece(m1, { where: 'report.xml', state: 'missing' })];
    expect(codes(DONE, { items: [m1], evidence })).toEqual(['no-go', 'evidence-missing']);
  });
});

describe('a candidate', () => {
  const OF_COMMIT = gateOf(`  - id: keel
    title: The keel is laid
    items: { keys: M1 }
    require: { evidence: { commit: candidate } }
`);
  const at = (commit: string | null) => [piece(m1, { found: { digest: DIGEST, commit, value: null } })];
  const candidate = { commit: 'c2', includes: new Set(['c1', 'c2']) };

  test.each([
    ['its own evidence', at('c2'), candidate, ['go']],
    ['that of a commit that went into it', at('c1'), candidate, ['go']],
    ['not that of another', at('c3'), candidate, ['no-go', 'evidence-wrong-commit']],
    ['not that of no commit', at(null), candidate, ['no-go', 'evidence-wrong-commit']],
    ['nothing while nobody names it', at('c2'), null, ['no-go', 'evidence-wrong-commit']],
  ])('has %s', (_what, evidence, named, expected) => {
    expect(codes(OF_COMMIT, { items: [m1], evidence, candidate: named })).toEqual(expected);
  });

  test('is what lineage begins with, and all that is judged leads back', () => {
    const lineage = gateOf(
      '  - { id: lineage, title: Lineage, lineage: {} }\n  - { id: keel, title: Keel, items: { keys: M1 } }\n',
    );
    expect(codes(lineage, { items: [m1], evidence: [piece(m1)], candidate })).toEqual(['go']);
    expect(codes(lineage, { items: [m1], evidence: [piece(m1)] })).toEqual(['no-go', 'lineage']);
    const loose = [piece(m1, { digest: null, found: { digest: null, commit: null, value: null } })];
    expect(codes(lineage, { items: [m1], evidence: loose, candidate })).toEqual(['no-go', 'lineage']);
  });
});

describe('an item', () => {
  const open = item('M1', { state: 'active', status: 'in progress', notes: 'Waits for oak' });

  test('counts by its word until it is put up, then by its signatures alone', () => {
    expect(codes(DONE, { items: [open] })).toEqual(['no-go', 'state']);
    expect(codes(DONE, { items: [open], signoffs: [standing(open)] })).toEqual(['go']);
    expect(codes(DONE, { items: [m1], signoffs: [standing(m1, { state: 'none', roles: [] })] })).toEqual([
      'go',
    ]);
  });

  test.each([
    ['requested', 'signoff-missing'],
    ['returned', 'signoff-returned'],
    ['stale', 'signoff-stale'],
    ['withdrawn', 'signoff-withdrawn'],
  ] as const)('does not count while its sign-off is %s, whatever its word', (state, code) => {
    const signoffs = [standing(m1, { state, because: ['The notes changed.'] })];
    const { decision, checks } = judge(DONE, { items: [m1], signoffs });
    expect([decision, checks[0]?.failures.map((one) => one.code)]).toEqual(['no-go', [code]]);
    expect(checks[0]?.detail).toContain('The notes changed.');
  });

  test('is told with its word and its note, and has whoever keeps it as owner', () => {
    const owned = item('M1', { ...open, trackerOwner: 'Harbour master' });
    expect(judge(DONE, { items: [owned] }).checks[0]?.failures).toMatchObject([
      {
        detail:
          '"M1 Lay the keel" is "in progress" (active), and has to be done or signed off. Waits for oak.',
        owner: 'Harbour master',
      },
    ]);
  });

  test('has to be there: a criterion over nothing is not met', () => {
    expect(codes(DONE, { items: [] })).toEqual(['no-go', 'absent']);
    expect(codes(gateOf('  - { id: a, title: A, items: { kind: acceptance } }\n'), { items: [m1] })).toEqual([
      'no-go',
      'absent',
    ]);
    expect(codes(gateOf('  - { id: a, title: A, items: { tracker: Yard } }\n'), { items: [m1] })).toEqual([
      'no-go',
      'absent',
    ]);
  });

  test.each([
    ['keys: M2', 'There is no item M2.'],
    [
      'keys: M1, kind: acceptance',
      '"M1 Lay the keel" is of the kind "milestone", and the criterion asks for "acceptance".',
    ],
    [
      'keys: M1, section: Play',
      '"M1 Lay the keel" is in the section "Work", and the criterion asks for "Play".',
    ],
    ['keys: M1, where: open', '"M1 Lay the keel" does not fit the condition of the criterion: open.'],
  ])('that a criterion names and does not find is told with the reason: %s', (items, detail) => {
    const gate = gateOf(`  - { id: a, title: A, items: { ${items} } }\n`);
    expect(judge(gate, { items: [m1] }).checks[0]?.failures).toMatchObject([{ code: 'absent', detail }]);
  });

  test('without a status is proven by evidence where either is enough', () => {
    const either = gateOf(
      '  - { id: a, title: A, items: { keys: M1 }, require: { evidence: {}, enough: either } }\n',
    );
    const silent = item('M1', { state: null, status: null });
    expect(codes(either, { items: [silent] })).toEqual(['no-go', 'evidence-missing']);
    expect(codes(either, { items: [silent], evidence: [piece(silent)] })).toEqual(['go']);
    expect(codes(either, { items: [m1] })).toEqual(['go']);
  });
});

describe('exceptions', () => {
  const open = item('M1', { state: 'active', status: 'in progress' });
  const other = item('M2', { state: 'blocked', status: 'blocked' });
  const BOTH = gateOf('  - { id: keel, title: Keel, items: {} }\n');
  const known = { items: [open, other] };

  test('let through what failed, which stays in the report', () => {
    const report = judge(BOTH, { ...known, exceptions: [exception()] });
    expect(report).toMatchObject({
      decision: 'conditional-go',
      status: 'failed',
      summary: { failed: 1, high_failures: 1 },
      checks: [{ passed: false, failureCount: 2, exceptions: ['ex_1'] }],
      exceptions_applied: [{ check_id: 'keel', owner: 'Jon', approved_by: 'Rosa' }],
      exceptions_refused: [],
    });
  });

  test.each([
    ['expired', exception({ expiresAt: NOW }), /expired on 2026-11-30/u],
    ['of who approved it', exception({ own: true }), /two people/u],
    ['that no person approved', exception({ byAgent: true }), /only a person/u],
    ['for one of two items', exception({ item: open.id }), /leaves 1 of 2 failures/u],
  ])('count for nothing when %s, and the report says so', (_why, one, why) => {
    expect(judge(BOTH, { ...known, exceptions: [one] })).toMatchObject({
      decision: 'no-go',
      exceptions_applied: [],
      exceptions_refused: [{ id: 'ex_1', why: expect.stringMatching(why) }],
    });
  });

  test.each([
    ['revoked', exception({ revoked: true })],
    ['for another gate', exception({ gate: 'other' })],
    ['for another criterion', exception({ criterion: 'mast' })],
  ])('are not spoken of when %s', (_why, one) => {
    expect(judge(BOTH, { ...known, exceptions: [one] })).toMatchObject({
      decision: 'no-go',
      exceptions_refused: [],
    });
  });

  test('are not needed for a go', () => {
    expect(judge(DONE, { items: [m1], exceptions: [exception()] })).toMatchObject({
      decision: 'go',
      exceptions_applied: [],
    });
  });
});

describe('severity', () => {
  const criteria = (severity: string) =>
    ['a', 'b']
      .map((id) => `  - { id: ${id}, title: T, severity: ${severity}, items: { keys: M1 } }\n`)
      .join('');
  const known = { items: [item('M1', { state: 'active' })] };

  test.each([
    ['high', 0, 'no-go'],
    ['medium', 0, 'no-go'],
    ['medium', 1, 'no-go'],
    ['medium', 2, 'go'],
    ['low', 0, 'go'],
  ])('%s, with %i medium ones allowed, gives %s', (severity, allowed, decision) => {
    const head = `gate: release\ntitle: R\nmediumAllowed: ${allowed}\n`;
    const document = gateOf(criteria(severity), head);
    expect(judge(document, known).decision).toBe(decision);
  });
});

describe('other gates', () => {
  const asks = (gate: string, id: string) =>
    gateOf(`  - { id: other, title: O, gate: { id: ${id} } }\n`, `gate: ${gate}\ntitle: ${gate}\n`);
  const keel = gateOf('  - { id: keel, title: K, items: { keys: M1 } }\n', 'gate: keel\ntitle: Keel\n');
  const open = item('M1', { state: 'active' });

  test('are judged with it', () => {
    const gates = new Map([['keel', keel]]);
    expect(codes(asks('release', 'keel'), { items: [m1], gates })).toEqual(['go']);
    expect(codes(asks('release', 'keel'), { items: [open], gates })).toEqual(['no-go', 'gate']);
  });

  test('that needed an exception make it conditional', () => {
    const gates = new Map([['keel', keel]]);
    const exceptions = [exception({ gate: 'keel' })];
    expect(judge(asks('release', 'keel'), { items: [open], gates, exceptions })).toMatchObject({
      decision: 'conditional-go',
      exceptions_applied: [{ check_id: 'other', id: 'ex_1' }],
    });
  });

  test('that are absent, unreadable or ask back are no go', () => {
    expect(codes(asks('release', 'gone'), { items: [m1] })).toEqual(['no-go', 'gate']);
    expect(codes(asks('release', 'bad'), { gates: new Map([['bad', null]]) })).toEqual([
      'no-go',
      'unreadable',
    ]);
    const gates = new Map([['b', asks('b', 'release')]]);
    const report = judge(asks('release', 'b'), { gates });
    expect([report.decision, report.checks[0]?.failures[0]?.code]).toEqual(['no-go', 'gate']);
  });
});

describe('a report', () => {
  const known: Known = { items: [m1, item('M2', { state: 'active' })], evidence: [piece(m1)] };
  const ALL = gateOf('  - { id: all, title: All, items: {}, reason: Nobody sails without }\n');

  test('is the same text for the same facts', () => {
    expect(JSON.stringify(judge(ALL, known))).toBe(JSON.stringify(judge(ALL, known)));
  });

  test('names its inputs by digests that follow what was judged and nothing else', () => {
    const digests = (more: Known) => judge(ALL, { ...known, ...more }).inputs.digests;
    const before = digests({});
    expect(digests({ now: NOW + 60_000 })).toEqual(before);
    const stale = digests({ evidence: [piece(m1, { state: 'stale' })] });
    expect(Object.keys(before).filter((kind) => before[kind] !== stale[kind])).toEqual(['evidence']);
    const renamed = digests({ items: [item('M1', { title: 'Other' }), item('M2', { state: 'active' })] });
    expect(Object.keys(before).filter((kind) => before[kind] !== renamed[kind])).toEqual(['items']);
    expect(digests({ exceptions: [exception({ gate: 'other' })] })).toEqual(before);
  });

  test('counts every failure and lists the first of them', () => {
    const items = Array.from({ length: 500 }, (_unused, n) => item(`X${n}`, { state: 'active' }));
    const [check] = judge(ALL, { items }).checks;
    expect([check?.failureCount, check?.failures.length, check?.seen, check?.met]).toEqual([
      500, 200, 500, 0,
    ]);
  });
});

describe('what would make it go', () => {
  test('is grouped by owner, each thing once, with no more medium ones than needed', () => {
    const ilse = item('M1', { state: 'active', owner: 'Ilse' });
    const jon = item('M2', { state: 'active', owner: 'Jon' });
    const document = gateOf(
      `  - { id: a, title: A, items: { keys: M1 } }
  - { id: b, title: B, items: { keys: 'M1, M2' } }
  - { id: c, title: C, severity: medium, items: { keys: 'M1, M2' } }
  - { id: d, title: D, severity: medium, owner: Quay office, items: { keys: M9 } }
  - { id: e, title: E, severity: low, items: { keys: M8 } }
`,
      'gate: release\ntitle: R\nmediumAllowed: 1\n',
    );
    const report = judge(document, { items: [ilse, jon] });
    expect(nextSteps(report, document)).toMatchObject({
      owners: [
        { owner: 'Ilse', steps: [{ checks: ['a', 'b'], itemId: ilse.id }] },
        { owner: 'Jon', steps: [{ checks: ['b'], itemId: jon.id }] },
        { owner: 'Quay office', steps: [{ checks: ['d'] }] },
      ],
      unlisted: 0,
    });
    expect(nextSteps(judge(DONE, { items: [m1] }), DONE)).toEqual({ owners: [], unlisted: 0 });
  });
});
