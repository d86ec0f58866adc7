import { describe, expect, it } from 'vitest';
import type { RowOf } from '../../../core/contract/index.ts';
import type { RunComparison } from '../../../core/domain/readiness/gate/compare-runs.ts';
import { ExceptionRow, GateRow, GateRunRow } from '../../../core/domain/readiness/gate/gate-row.ts';
import { GateCheck } from '../../../core/domain/readiness/gate/report.ts';
import {
  criteriaWords,
  inputsWords,
  lastDecision,
} from '../../../renderer/domains/readiness/release/gate-labels.ts';
import { namedIn, savingOf, savingWords } from '../../../renderer/features/gates/editor/editor-model.ts';
import { comparisonSentences } from '../../../renderer/features/gates/gate/compare-model.ts';
import {
  checkState,
  decisionIntervals,
  failuresByOwner,
  gateCommand,
  historyWords,
  releaseWords,
  runBefore,
  summaryWords,
  unlistedFailures,
} from '../../../renderer/features/gates/gate/gate-model.ts';
import { gatesFact, orderGates, originWords } from '../../../renderer/features/gates/list/gate-list-model.ts';

const id = (prefix: string, at: number) => `${prefix}_${String(at).padStart(26, '0')}`;
const version = 'a'.repeat(64);

function run(at: number, decision: string, more: object = {}): RowOf<'gates.runs'> {
  return GateRunRow.parse({
    id: `gr_${String(at).padStart(16, '0')}`,
    gateId: 'quay',
    gateTitle: 'Quay',
    at,
    decision,
    failed: decision === 'go' ? 0 : 1,
    total: 3,
    version,
    commit: null,
    environment: null,
    by: 'Ines',
    device: 'desk',
    ...more,
  });
}

function gate(more: object = {}): RowOf<'gates.list'> {
  return GateRow.parse({
    id: 'quay',
    title: 'Quay',
    trackerId: null,
    trackerName: null,
    version,
    problem: null,
    criteria: 3,
    savedAt: 1,
    savedBy: 'Ines',
    last: null,
    now: null,
    inputs: 'unknown',
    ...more,
  });
}

function check(more: object = {}): GateCheck {
  const failures = [{ owner: null, itemId: null, itemTitle: null, detail: 'It is not done.', fix: 'Do it.' }];
  const made = GateCheck.parse({
    check_id: 'built',
    title: 'Built',
    passed: false,
    severity: 'high',
    detail: 'Not all is built.',
    reason: null,
    seen: 2,
    met: 1,
    failures: failures.map((one) => ({ code: 'state', evidenceId: null, signoffId: null, ...one })),
    failureCount: 1,
    items: [],
    evidence: [],
    signoffs: [],
    exceptions: [],
    ...more,
  });
  return made;
}

const failure = (owner: string | null, item: number | null = null, detail = 'It is not done.') => ({
  code: 'state',
  detail,
  fix: 'Do it.',
  owner,
  itemId: item === null ? null : id('it', item),
  itemTitle: item === null ? null : `Item ${item}`,
  evidenceId: null,
  signoffId: null,
});

describe('a gate in the list', () => {
  it('says what it decided last, and whether it would decide so again', () => {
    expect(lastDecision(gate())).toEqual({ mark: 'planned', label: 'Never run' });
    expect(lastDecision(gate({ last: run(5, 'no-go') })).label).toBe('No-go');
    expect(lastDecision(gate({ problem: 'Line 2: no.', last: run(5, 'go') })).label).toBe('Can’t be read');
    expect(inputsWords(gate({ last: run(5, 'go') }))).toBe('Not known');
    expect(inputsWords(gate({ inputs: 'never-run', now: 'no-go' }))).toBe('Would say no-go');
    expect(inputsWords(gate({ last: run(5, 'go'), inputs: 'same', now: 'go' }))).toBe('Unchanged');
    expect(inputsWords(gate({ last: run(5, 'go'), inputs: 'changed', now: 'no-go' }))).toBe(
      'Changed; would say no-go',
    );
    expect(inputsWords(gate({ last: run(5, 'go'), inputs: 'changed', now: 'go' }))).toBe('Changed; still go');
    expect(criteriaWords(gate({ criteria: 1 }))).toBe('1 criterion');
    expect(criteriaWords(gate({ last: run(5, 'no-go') }))).toBe('2 of 3 criteria met');
  });

  it('stands before others where it keeps something from being released', () => {
    const rows = [
      gate({ id: 'a', title: 'A', last: run(1, 'go'), inputs: 'same', now: 'go' }),
      gate({ id: 'b', title: 'B' }),
      gate({ id: 'c', title: 'C', last: run(2, 'no-go') }),
      gate({ id: 'd', title: 'D', last: run(2, 'conditional-go') }),
      gate({ id: 'e', title: 'E', problem: 'Line 1: no.' }),
    ];
    expect(orderGates(rows).map((row) => row.id)).toEqual(['e', 'c', 'd', 'a', 'b']);
    expect(gatesFact(rows)).toBe('5 gates: 1 no-go, 1 conditional go, 1 go, 2 never run');
  });

  it('says whose word it is', () => {
    expect(originWords(gate())).toBe('Written by Ines');
    const built = { trackerId: id('tr', 1), trackerName: 'Quay status' };
    expect(originWords(gate({ ...built, savedAt: null, savedBy: null }))).toBe('Built in, from Quay status');
    expect(originWords(gate(built))).toBe('Edited by Ines');
  });
});

const exception = (more: object = {}): RowOf<'exceptions.list'> =>
  ExceptionRow.parse({
    id: 'ex_0123456789abcdef0123456789abcdef',
    gateId: 'quay',
    criterion: 'built',
    itemId: null,
    itemTitle: null,
    owner: 'Tom',
    reason: 'Agreed.',
    rollback: 'Close it.',
    expiresAt: 10,
    approver: id('ac', 1),
    approverName: 'Ines',
    givenAt: 1,
    revoked: null,
    state: 'active',
    why: null,
    ...more,
  });

describe('the failures of a run', () => {
  it('are grouped by who can fix them, the one with most first and nobody last', () => {
    const checks = [
      check({ failures: [failure(null), failure('Tom', 1), failure('Ines', 2)], failureCount: 5 }),
      check({ check_id: 'sold', failures: [failure('Ines', 3)], failureCount: 1 }),
      check({ check_id: 'fine', passed: true, failures: [], failureCount: 0 }),
    ];
    const groups = failuresByOwner(checks, []);
    expect(groups.map(({ owner, failures }) => [owner, failures.length])).toEqual([
      ['Ines', 2],
      ['Tom', 1],
      [null, 1],
    ]);
    expect(unlistedFailures(checks)).toBe(2);
  });

  it('have the exceptions that let them through beside them, and only where they are about them', () => {
    const one = exception({ itemId: id('it', 1), itemTitle: 'Item 1' });
    const checks = [
      check({ exceptions: [one.id], failures: [failure('Tom', 1), failure('Tom', 2)], failureCount: 2 }),
    ];
    const [group] = failuresByOwner(checks, [one]);
    expect(group?.failures.map(({ exceptions }) => exceptions.length)).toEqual([1, 0]);
    expect(
      failuresByOwner([check({ failures: [failure('Tom', 1)] })], [one])[0]?.failures[0]?.exceptions,
    ).toEqual([]);
  });

  it('are told by severity, and by what lets them through', () => {
    expect(checkState(check({ passed: true })).label).toBe('Met');
    expect(checkState(check())).toEqual({ mark: 'blocked', label: 'Not met' });
    expect(checkState(check({ severity: 'medium' })).label).toBe('Not met, medium severity');
    expect(checkState(check({ exceptions: [exception().id] })).label).toContain('let through');
  });
});

describe('a run', () => {
  it('is summed up in words', () => {
    const judged = {
      decision: 'no-go' as const,
      summary: { total: 2, passed: 1, failed: 1, high_failures: 1, medium_failures: 0 },
      checks: [check()],
      inputs: { commit: null, environment: null, digests: {}, policy_version: version },
      gate: { id: 'quay', title: 'Quay', version },
      exceptions_applied: [],
      exceptions_refused: [],
    };
    expect(summaryWords(judged)).toBe('1 of 2 criteria met, 1 failure');
    expect(releaseWords({ commit: '0123456789abcdef', environment: 'prod' })).toBe(
      'commit 0123456789, for prod',
    );
  });

  it('can be repeated from the command line, whatever its words are', () => {
    const none = { commit: null, environment: null, verify: true };
    expect(gateCommand('quay', none)).toBe('quarterdeck gate run quay');
    expect(gateCommand('quay', { commit: 'v1.2', environment: "Tom's berth", verify: false })).toBe(
      `quarterdeck gate run quay --as-found --commit v1.2 --environment 'Tom'\\''s berth'`,
    );
  });

  it('holds until the next one, and is compared with the one before it', () => {
    const runs = [run(300, 'go'), run(200, 'no-go'), run(100, 'no-go')];
    expect(decisionIntervals(runs, 400).map(({ lane, from, to }) => [lane, from, to])).toEqual([
      ['no-go', 100, 200],
      ['no-go', 200, 300],
      ['go', 300, null],
    ]);
    expect(historyWords(runs)).toBe('3 runs: 1 go, 2 no-go');
    expect(runBefore(runs, runs[0]?.id ?? '')?.at).toBe(200);
    expect(runBefore(runs, runs[2]?.id ?? '')).toBeNull();
    expect(runBefore(runs, 'gr_gone')).toBeNull();
  });

  it('is told apart from another in sentences', () => {
    const same: RunComparison = {
      decision: { before: 'no-go', after: 'no-go' },
      document: false,
      commit: { before: null, after: null },
      inputs: [],
      checks: [],
      exceptions: { added: [], gone: [] },
    };
    expect(comparisonSentences(same)).toEqual([
      'Both say no-go.',
      'Everything they were judged by is the same.',
    ]);
    expect(
      comparisonSentences({
        ...same,
        decision: { before: 'no-go', after: 'conditional-go' },
        document: true,
        commit: { before: null, after: '0123456789abcdef' },
        inputs: ['evidence', 'slo'],
        exceptions: { added: [exception().id], gone: [] },
      }),
    ).toEqual([
      'No-go became conditional go.',
      'The gate itself was changed between them.',
      'The commit went from none to 0123456789.',
      'Changed: evidence, objectives.',
      '1 exception applied that did not before.',
    ]);
  });
});

describe('the text of a gate', () => {
  it('says under which id it would be saved', () => {
    expect(namedIn('title: x\ngate: "quay-2" # ours\n')).toBe('quay-2');
    expect(namedIn('gate: Not An Id\n')).toBeNull();
    expect(namedIn('criteria:\n  - gate: other\n')).toBeNull();
  });

  it('is warned of where saving it writes another gate than the one at hand', () => {
    const known = new Set(['quay', 'berth']);
    const words = (text: string, at: string | null) =>
      savingWords(savingOf(text, at, known), at === null ? null : { id: at })?.what ?? null;
    expect(words('gate: quay\n', 'quay')).toBeNull();
    expect(words('gate: pier\n', null)).toBeNull();
    expect(words('gate: berth\n', null)).toContain('writes over it');
    expect(words('gate: berth\n', 'quay')).toContain('another gate, berth');
    expect(words('gate: pier\n', 'quay')).toContain('a new gate, pier');
  });
});
