import { describe, expect, it } from 'vitest';
import { FIRST_POLICY } from '../../../core/domain/readiness/signoff/policy.ts';
import { whatToDo } from '../../../renderer/domains/readiness/signoffs/review/what-to-do.ts';
import {
  offeredSteps,
  roleInitials,
  rolesFact,
  standingReasons,
  untried,
} from '../../../renderer/domains/readiness/signoffs/signoff-labels.ts';
import { signoffOf } from './signoff-of.ts';

const steps = (part: Parameters<typeof signoffOf>[0]) =>
  offeredSteps(signoffOf(part)).map(({ step, whyNot }) => (whyNot === null ? step : `not ${step}`));

const review = (role: string, whyNot: string | null) => ({
  role,
  title: role,
  holders: [],
  signed: null,
  whyNot,
});

describe('what may be done about a sign-off', () => {
  it('is to ask for it while nobody has, or after it came back', () => {
    expect(steps({ state: 'none' })).toEqual(['request']);
    expect(steps({ state: 'returned', whyNotAsk: 'It has 1 open gap.' })).toEqual(['not request']);
    expect(steps({ state: 'stale' })).toEqual(['request']);
  });

  it('is to approve and return for whoever may sign, and to withdraw the request for anybody', () => {
    const requestId = signoffOf({ state: 'requested' }).requestId;
    expect(requestId).not.toBeNull();
    expect(steps({ state: 'requested', reviews: [review('security', null)] })).toEqual([
      'approve',
      'return',
      'withdraw-request',
    ]);
    expect(
      steps({ state: 'requested', reviews: [review('security', 'You asked for it yourself.')] }),
    ).toEqual(['not approve', 'not return', 'withdraw-request']);
  });

  it('is to withdraw one’s own signature once it counts', () => {
    expect(steps({ state: 'signed', canTakeBack: true })).toEqual(['withdraw-signature']);
    expect(steps({ state: 'signed' })).toEqual([]);
  });

  it('is to sign again what was withdrawn while the request stands', () => {
    expect(steps({ state: 'withdrawn', reviews: [review('security', null)] })).toEqual([
      'request',
      'approve',
      'return',
    ]);
  });
});

describe('initials of roles', () => {
  it('are one letter, or as many as tell them apart', () => {
    expect(roleInitials(['architecture', 'security', 'operations'])).toEqual(['A', 'S', 'O']);
    expect(roleInitials(['security', 'support', 'data-protection'])).toEqual(['S', 'Su', 'DP']);
    expect(roleInitials([])).toEqual([]);
  });

  it('are all different for twenty roles', () => {
    const roles =
      'architecture audit accessibility security support site-reliability operations ownership performance product procurement design documentation data-protection legal localisation finance quality release-management risk';
    const initials = roleInitials(roles.split(' '));
    expect(new Set(initials).size).toBe(20);
  });
});

describe('what is said of a sign-off', () => {
  it('counts the roles that are signed', () => {
    expect(rolesFact([{ signed: null }])).toBe('0 of 1 role signed');
    expect(rolesFact([{ signed: {} }, { signed: null }])).toBe('1 of 2 roles signed');
  });

  it('leaves out what was not done where nothing was tried', () => {
    expect(untried('"Keel" needs 1 piece of evidence. Nothing was asked for.')).toBe(
      '"Keel" needs 1 piece of evidence.',
    );
    expect(untried('It is signed already.')).toBe('It is signed already.');
  });

  it('does not repeat differences and gaps that have lists of their own', () => {
    const because = ['Its owner says "Bo" now and said "Ilse".'];
    const differences = {
      itemGone: false,
      fields: [{ field: 'owner' as const, before: 'Ilse', after: 'Bo' }],
      evidence: [],
    };
    expect(standingReasons(signoffOf({ state: 'stale', because, differences }))).toEqual([]);
    expect(standingReasons(signoffOf({ state: 'returned', because, openGaps: 2 }))).toEqual([
      '2 open gaps to close.',
    ]);
    expect(standingReasons(signoffOf({ state: 'withdrawn', because }))).toEqual(because);
  });
});

describe('what to do about whatever is in the way', () => {
  const todo = (whyNotAskCode: string | null) => whatToDo({ whyNotAskCode }, FIRST_POLICY);

  it('is nothing where nothing is', () => {
    expect(todo(null)).toBeUndefined();
    expect(todo('signoff.signed')).toBeUndefined();
  });

  it('follows from what it is', () => {
    expect(todo('signoff.open-gaps')).toMatch(/under “Gaps”/);
    expect(todo('signoff.evidence-needed')).toMatch(/^Add evidence.* 1 piece must be verified\.$/);
    expect(todo('item.not-found')).toMatch(/renamed/);
    expect(todo('signoff.open-tasks')).toBe('Finish or drop them first.');
  });

  it('names the tier that the policy wants', () => {
    const policy = { ...FIRST_POLICY, evidence: { atLeast: 2, tier: 'ci-run' as const } };
    expect(whatToDo({ whyNotAskCode: 'signoff.evidence-needed' }, policy)).toContain(
      '2 pieces of tier “CI run” or better',
    );
  });
});
