import { describe, expect, it } from 'vitest';
import {
  CREATE_BUNDLE_JOB,
  PROMOTE_JOB,
  ROLL_BACK_JOB,
  VERIFY_BUNDLE_JOB,
} from '../../../core/contract/bundles.ts';
import {
  BundleRow,
  EnvironmentRow,
  MoveRow,
} from '../../../core/domain/readiness/environment/release-rows.ts';
import {
  currentMove,
  formOf,
  nextEnvironment,
  openCommands,
  readForm,
  rollbackSentences,
  unsettledMove,
  whyNotPromoted,
} from '../../../renderer/features/bundles/environments/environment-model.ts';
import {
  bundleName,
  movesUnderWay,
  movingInto,
  nameOfBundle,
  outcomeOf,
  releaseWork,
  whyNotReleased,
} from '../../../renderer/features/bundles/release-model.ts';
import {
  generalProblems,
  keyRows,
  memberRows,
  readFingerprints,
  signerWords,
  type Verdict,
  verdictWords,
  verifierWords,
} from '../../../renderer/features/bundles/verify/verdict-model.ts';

const digest = 'a'.repeat(64);
const fingerprint = (digit: string) => Array.from({ length: 10 }, () => digit.repeat(4)).join(' ');

const bundle = (id: string, part: object = {}): BundleRow =>
  BundleRow.parse({
    id,
    gateId: 'quay',
    gateTitle: 'The quay is ready',
    runId: 'gr_1',
    decision: 'go',
    commit: 'b'.repeat(40),
    lineageComplete: true,
    archive: digest,
    bytes: 10,
    signer: fingerprint('a'),
    signerName: 'Ana',
    createdAt: 1,
    addedBy: 'Ana',
    addedAt: 1,
    runsIn: [],
    ...part,
  });

const environment = (id: string, part: object = {}): EnvironmentRow =>
  EnvironmentRow.parse({
    id,
    title: id.toUpperCase(),
    position: 10,
    gate: null,
    rootId: null,
    rootName: null,
    folder: null,
    commands: [],
    after: null,
    current: null,
    since: null,
    unsettled: null,
    lastKnownGood: null,
    ...part,
  });

const move = (id: string, part: object = {}): MoveRow =>
  MoveRow.parse({
    id,
    kind: 'promotion',
    environmentId: 'dev',
    environmentTitle: 'DEV',
    bundleId: 'bn_1',
    from: null,
    at: 1,
    actorId: 'ac_ana',
    by: 'Ana',
    device: 'desk',
    correlation: 'cr_1',
    outcome: 'done',
    says: 'DEV runs bn_1 now.',
    endedAt: 2,
    gateRun: null,
    decision: 'go',
    steps: [],
    ...part,
  });

describe('a bundle in words', () => {
  it('is called by its gate and its commit, or by its own name', () => {
    expect(bundleName(bundle('bn_1'))).toBe('The quay is ready, bbbbbbbbbbbb');
    expect(bundleName(bundle('bn_12345678abc', { commit: null }))).toBe('The quay is ready, bn_12345678');
    expect(nameOfBundle([], bundle('bn_12345678abc').id)).toBe('bn_12345678');
  });

  it('goes nowhere after a no-go, or with a lineage that is not complete', () => {
    expect(whyNotReleased(bundle('bn_1'))).toBeNull();
    expect(whyNotReleased(bundle('bn_1', { decision: 'conditional-go' }))).toBeNull();
    expect(whyNotReleased(bundle('bn_1', { decision: 'no-go' }))).toBe('Its gate said no-go.');
    expect(whyNotReleased(bundle('bn_1', { lineageComplete: false }))).toBe('Its lineage is not complete.');
  });

  it('tells its own jobs from others', () => {
    expect(releaseWork({ title: CREATE_BUNDLE_JOB })?.work).toBe('create');
    expect(releaseWork({ title: VERIFY_BUNDLE_JOB })?.work).toBe('verify');
    expect(releaseWork({ title: `${PROMOTE_JOB} dev` })).toEqual({ work: 'promote', environment: 'dev' });
    expect(releaseWork({ title: `${ROLL_BACK_JOB} prod` })).toEqual({
      work: 'rollback',
      environment: 'prod',
    });
    expect(releaseWork({ title: 'Verify evidence' })).toBeNull();
  });
});

const verdict: Verdict = {
  holds: false,
  problems: [
    { code: 'bundle.member-changed', member: 'gate.json', says: 'gate.json was changed.' },
    { code: 'bundle.member-extra', member: 'more.txt', says: 'more.txt is not named.' },
    { code: 'bundle.signature', member: null, says: 'The signature does not fit.' },
  ],
  archive: digest,
  bundleId: null,
  manifest: {
    contract: 'quarterdeck_bundle_v1',
    bundle: bundle('bn_1').id,
    created_at: '2026-05-04T10:00:00.000Z',
    workspace: 'Harbour',
    gate: { id: 'quay', title: 'Quay', version: digest },
    run: { id: bundle('bn_1').runId, decision: 'go', at: '2026-05-04T10:00:00.000Z' },
    commit: null,
    environment: null,
    lineage: { path: 'lineage.json', sha256: digest, complete: true },
    signer: fingerprint('b'),
    keys: [
      { fingerprint: fingerprint('a'), actor: move('mv_1').actorId, name: 'Ana' },
      { fingerprint: fingerprint('b'), actor: move('mv_1').actorId, name: 'Ben' },
    ],
    members: [
      { path: 'evidence/a', bytes: 1, sha256: digest },
      { path: 'gate.json', bytes: 2, sha256: digest },
    ],
  },
  signer: { fingerprint: fingerprint('b'), name: 'Ben' },
  trusted: null,
  ownVerifier: true,
};

describe('the verdict on a bundle', () => {
  it('lists every file, those with a problem first, and what is wrong with the whole', () => {
    expect(memberRows(verdict).map(({ path, bytes, problems }) => [path, bytes, problems.length])).toEqual([
      ['more.txt', null, 1],
      ['gate.json', 2, 1],
      ['evidence/a', 1, 0],
    ]);
    expect(generalProblems(verdict)).toEqual(['The signature does not fit.']);
    expect(memberRows({ manifest: null, problems: [] })).toEqual([]);
  });

  it('shows the key that signed it first', () => {
    expect(keyRows(verdict).map(({ name, signs }) => [name, signs])).toEqual([
      ['Ben', true],
      ['Ana', false],
    ]);
  });

  it('says in a few words whether it holds, and whose word that is', () => {
    expect(verdictWords({ holds: true, trusted: null }).label).toBe('Holds');
    expect(verdictWords({ holds: true, trusted: true }).label).toBe('Holds, and its signer is trusted');
    expect(verdictWords({ holds: false, trusted: false }).label).toBe('Not trusted');
    expect(verdictWords({ holds: false, trusted: null })).toEqual({
      mark: 'blocked',
      label: 'Does not hold',
    });
    expect(signerWords(verdict, null)).toContain('Nobody in this workspace has that key');
    expect(signerWords(verdict, 'Benedikt')).toContain('Benedikt’s');
    expect(signerWords({ signer: null, trusted: null }, null)).toBe('Who signed it can’t be read.');
    expect(verifierWords({ ownVerifier: true })).toBeNull();
    expect(verifierWords({ ownVerifier: false })).toContain('don’t rely');
  });

  it('reads fingerprints as they are read aloud or copied', () => {
    const ones = fingerprint('1');
    expect(readFingerprints(`${ones}\n${'AB'.repeat(20)}`)).toEqual({
      fingerprints: [ones, Array.from({ length: 10 }, () => 'abab').join(' ')],
      problem: null,
    });
    expect(readFingerprints('12 34').problem).toContain('“12 34” is no fingerprint');
    expect(readFingerprints('  ')).toEqual({ fingerprints: [], problem: null });
  });
});

describe('an environment', () => {
  const moves = [
    move('mv_3', { outcome: 'failed', bundleId: 'bn_2' }),
    move('mv_2', { endedAt: 9 }),
    move('mv_1', { endedAt: 2 }),
  ];

  it('knows the move that brought in what it runs, and the one that left it uncertain', () => {
    const dev = environment('dev', { current: 'bn_1', since: 2, unsettled: 'mv_3' });
    expect(currentMove(dev, moves)?.id).toBe('mv_1');
    expect(unsettledMove(dev, moves)?.id).toBe('mv_3');
    expect(currentMove(environment('prod', { current: 'bn_1' }), moves)).toBeNull();
    expect(unsettledMove(environment('dev'), moves)).toBeNull();
  });

  it('takes what ran in the one before, and not what it runs already', () => {
    const dev = environment('dev', { current: 'bn_1' });
    const prod = environment('prod', { after: 'dev' });
    expect(whyNotPromoted(bundle('bn_1'), dev, moves)).toBe('DEV runs it already.');
    expect(whyNotPromoted(bundle('bn_1'), { ...dev, unsettled: move('mv_3').id }, moves)).toBeNull();
    expect(whyNotPromoted(bundle('bn_1'), prod, moves)).toBeNull();
    expect(whyNotPromoted(bundle('bn_2'), prod, moves)).toBe('It never ran in dev, which comes before prod.');
    expect(nextEnvironment(bundle('bn_1'), [dev, prod], moves)?.id).toBe('prod');
    expect(nextEnvironment(bundle('bn_2'), [dev, prod], moves)?.id).toBe('dev');
  });

  it('says what a rollback runs before it is confirmed', () => {
    const commands = [
      { step: 'preview', command: 'diff', approved: true },
      { step: 'apply', command: 'go', approved: false },
    ];
    const dev = environment('dev', { commands });
    expect(openCommands(dev).map(({ step }) => step)).toEqual(['apply']);
    expect(rollbackSentences(dev, 'Quay 1')).toEqual([
      'DEV goes back to “Quay 1”, the last that is known to have worked.',
      'Its commands are run (apply), then the gate is asked again. If the gate says no, that is shown, and the rollback stands.',
    ]);
    expect(rollbackSentences(environment('dev'), 'Quay 1')[1]).toContain('nothing is run');
  });

  it('is saved with what was changed only', () => {
    const dev = environment('dev', {
      gate: 'quay',
      commands: [{ step: 'apply', command: 'go', approved: true }],
    });
    const before = formOf(dev, [dev]);
    expect(readForm(before, before).save).toEqual({ environmentId: 'dev' });
    expect(readForm({ ...before, apply: ' ', canary: 'ping', gate: '' }, before).save).toEqual({
      environmentId: 'dev',
      apply: null,
      canary: 'ping',
      gate: null,
    });
  });

  it('is added after the last, with a name that commands can use', () => {
    const before = formOf(null, [environment('dev', { position: 40 })]);
    expect(before.position).toBe('50');
    expect(readForm({ ...before, id: 'Test 1', title: '', position: '2000' }, before)).toEqual({
      save: null,
      problems: {
        id: 'An environment is named with small letters, digits and “-”, and begins with a letter.',
        title: 'Give it a title of at most 80 characters.',
        position: 'A whole number from 0 to 1000.',
      },
    });
    expect(readForm({ ...before, id: 'test', title: 'Test' }, before).save).toEqual({
      environmentId: 'test',
      title: 'Test',
      position: 50,
    });
  });
});

describe('a move', () => {
  const jobs = [
    { title: `${PROMOTE_JOB} dev`, state: 'running' },
    { title: `${ROLL_BACK_JOB} prod`, state: 'done' },
    { title: VERIFY_BUNDLE_JOB, state: 'running' },
  ] as const;

  it('is under way as long as its job is, and unfinished where nothing moves it any more', () => {
    const moving = movingInto(jobs);
    expect([...moving]).toEqual(['dev']);
    const cut = { outcome: 'unfinished' } as const;
    const moves = [move('mv_3', { environmentId: 'prod' }), move('mv_2', cut), move('mv_1', cut)];
    const underWay = movesUnderWay(moves, moving);
    expect([...underWay]).toEqual(['mv_2']);
    expect(outcomeOf(move('mv_2', cut), underWay)).toEqual({ mark: 'active', label: 'Under way' });
    expect(outcomeOf(move('mv_1', cut), underWay).label).toBe('Unfinished');
    expect(outcomeOf(move('mv_2'), underWay).label).toBe('Done');
  });

  it('that was cut off stays unfinished while the next one is only about to begin', () => {
    const moves = [move('mv_2'), move('mv_1', { outcome: 'unfinished' })];
    expect([...movesUnderWay(moves, movingInto(jobs))]).toEqual([]);
  });
});
