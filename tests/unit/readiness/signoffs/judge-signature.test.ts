import { hash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import {
  type JudgedBy,
  judgeSignature,
  type RequestFacts,
  type SignatureFacts,
} from '../../../../core/domain/readiness/signoff/judge-signature.ts';
import { FIRST_POLICY, SignoffPolicy } from '../../../../core/domain/readiness/signoff/policy.ts';
import { policyHistory } from '../../../../core/domain/readiness/signoff/policy-history.ts';
import { type Reviewer, reviewers } from '../../../../core/domain/readiness/signoff/reviewers.ts';
import type { SignedFields, SignoffStatement } from '../../../../core/domain/readiness/signoff/statement.ts';
import { canonicalJson } from '../../../../core/kernel/canonical-json.ts';
import { packHlc } from '../../../../core/kernel/hlc.ts';
import {
  ActorId,
  DeviceId,
  ItemId,
  RequestId,
  RevisionId,
  SignoffId,
  TrackerId,
} from '../../../../core/kernel/ids.ts';
import type { Json } from '../../../../core/kernel/versioned-json.ts';
import { keyChecks } from '../../../../node/secrets/ed25519.ts';
import { actorKeys } from '../../../support/real-keys.ts';

const BASE = Date.UTC(2026, 10, 20, 9);
const at = (minute: number): string => new Date(BASE + minute * 60_000).toISOString();
const clockAt = (minute: number): string =>
  packHlc({ millis: BASE + minute * 60_000, counter: 0 }, DeviceId.parse('de_desk'));
const digestOf = (value: Json): string => hash('sha256', canonicalJson(value), 'hex');

const keys = {
  ilse: actorKeys(),
  rosa: actorKeys(),
  rosaAnew: actorKeys(),
  jon: actorKeys(),
  bot: actorKeys(),
};
type Name = keyof typeof keys;
const idOf = (name: Name): ActorId => ActorId.parse(`ac_${name}`);

function actor(name: Name, more: Partial<Reviewer> = {}): Reviewer {
  const { publicKey, fingerprint } = keys[name];
  return {
    id: idOf(name),
    name,
    kind: 'person',
    publicKey,
    fingerprint,
    revokedAt: null,
    replaces: null,
    ...more,
  };
}
const PEOPLE: readonly Reviewer[] = [
  actor('ilse'),
  actor('rosa'),
  actor('rosaAnew', { replaces: idOf('rosa') }),
  actor('jon'),
  actor('bot', { kind: 'agent' }),
];

const STRICT = SignoffPolicy.parse({
  roles: [
    { id: 'security', title: 'Security', holders: [idOf('rosa')] },
    { id: 'operations', title: 'Operations', holders: [] },
  ],
  required: ['security'],
  ownRequests: false,
  evidence: { atLeast: 1, tier: 'claimed' },
});
const OPEN = SignoffPolicy.parse({ ...STRICT, ownRequests: true });
const FIRST = digestOf(FIRST_POLICY);
const STRICT_VERSION = digestOf(STRICT);
const OPEN_VERSION = digestOf(OPEN);
/** Strict from minute 1, open from minute 60. */
const policies = policyHistory(FIRST, [
  { version: OPEN_VERSION, policy: OPEN, hlc: clockAt(60) },
  { version: STRICT_VERSION, policy: STRICT, hlc: clockAt(1) },
]);

const fields: SignedFields = { name: 'Keel', owner: 'Ilse', date: null, notes: 'Oak' };
const tracker = TrackerId.parse('tr_yard');
const item = ItemId.parse('it_keel');
const requested: RequestFacts = {
  id: RequestId.parse('rq_keel'),
  hlc: clockAt(10),
  asked: {
    tracker,
    item,
    roles: ['security', 'operations'],
    note: '',
    fields,
    revision: RevisionId.parse('rv_1'),
    evidence: [],
    policy: STRICT_VERSION,
    by: idOf('ilse'),
    at: at(10),
  },
};

interface Given {
  readonly by?: Name;
  readonly key?: Name;
  readonly statement?: Partial<SignoffStatement>;
  readonly minute?: number;
  readonly values?: SignedFields;
  readonly writtenBy?: Name;
  /** What of the statement is changed after it was signed. */
  readonly afterwards?: Partial<SignoffStatement>;
}

/** What Rosa signs at minute 20 as security, but for what is said otherwise. */
function signature({ by = 'rosa', key = by, minute = 20, ...given }: Given = {}): SignatureFacts {
  const statement: SignoffStatement = {
    type: 'quarterdeck.sign-off/v1',
    tracker,
    item,
    request: requested.id,
    revision: RevisionId.parse('rv_1'),
    fields: digestOf(fields),
    evidence: [],
    role: 'security',
    actor: idOf(by),
    key: keys[by].fingerprint,
    at: at(minute),
    correlation: 'cr_1',
    policy: STRICT_VERSION,
    ...given.statement,
  };
  return {
    id: SignoffId.parse('so_1'),
    statement: { ...statement, ...given.afterwards },
    signature: keys[key].sign(canonicalJson(statement)),
    values: given.values ?? fields,
    writtenBy: idOf(given.writtenBy ?? by),
    hlc: clockAt(minute),
  };
}

function judge(one: SignatureFacts, more: Partial<JudgedBy> & { people?: readonly Reviewer[] } = {}) {
  const { people = PEOPLE, ...by } = more;
  const judged = judgeSignature(one, {
    request: requested,
    reviewers: reviewers(people),
    policies,
    isOf: (publicKey, { statement, signature: its }) =>
      keyChecks.verify(publicKey, canonicalJson(statement), its),
    holdsValues: (_key, { statement, values }) => digestOf(values) === statement.fields,
    ...by,
  });
  return judged.valid ? 'counts' : judged.code;
}

const revoked = (minute: number): readonly Reviewer[] =>
  PEOPLE.map((one) => (one.id === idOf('rosa') ? { ...one, revokedAt: BASE + minute * 60_000 } : one));

describe('a signature counts', () => {
  it.each([
    ['given by who holds the role, on what was asked', signature(), {}],
    ['in a role that everybody holds', signature({ by: 'jon', statement: { role: 'operations' } }), {}],
    ['by a key that was revoked afterwards', signature(), { people: revoked(30) }],
    ['by a key that replaced the holder’s', signature({ by: 'rosaAnew' }), {}],
    [
      'for an own request where the policy in force then lets it',
      signature({ by: 'ilse', minute: 70, statement: { role: 'operations', policy: OPEN_VERSION } }),
      {},
    ],
    [
      'under the policy that every workspace begins with',
      signature({ by: 'jon', statement: { role: 'security', policy: FIRST } }),
      { policies: policyHistory(FIRST, []) },
    ],
  ] as const)('%s', (_what, one, more) => {
    expect(judge(one, more)).toBe('counts');
  });
});

describe('a signature is refused', () => {
  it.each([
    ['made with another key', signature({ key: 'jon' }), {}, 'forged'],
    [
      'of a statement that was changed since',
      signature({ afterwards: { correlation: 'cr_2' } }),
      {},
      'forged',
    ],
    [
      'whose evidence was exchanged since',
      signature({ afterwards: { evidence: [], revision: RevisionId.parse('rv_2') } }),
      {},
      'forged',
    ],
    ['that is no signature', { ...signature(), signature: 'c2lnbmVk' }, {}, 'forged'],
    ['that names another key', signature({ statement: { key: keys.jon.fingerprint } }), {}, 'other-key'],
    ['in the name of another', signature({ by: 'rosa', key: 'jon', writtenBy: 'jon' }), {}, 'other-author'],
    ['that another brings in', signature({ writtenBy: 'jon' }), {}, 'other-author'],
    [
      'of nobody here',
      signature({ statement: { actor: ActorId.parse('ac_ghost') }, writtenBy: 'rosa' }),
      {},
      'unknown-actor',
    ],
    ['with other values beside it', signature({ values: { ...fields, notes: 'Pine' } }), {}, 'values-differ'],
    ['by a key that had been revoked', signature({ minute: 40 }), { people: revoked(30) }, 'key-revoked'],
    ['to a request that is not known', signature(), { request: null }, 'no-request'],
    [
      'that was given to another request',
      signature({ statement: { request: RequestId.parse('rq_other') } }),
      {},
      'no-request',
    ],
    [
      'that was given for another item',
      signature({ statement: { item: ItemId.parse('it_mast') } }),
      {},
      'other-item',
    ],
    [
      'that was given for the same id in another tracker',
      signature({ statement: { tracker: TrackerId.parse('tr_other') } }),
      {},
      'other-item',
    ],
    ['older than the request', signature({ minute: 5 }), {}, 'before-request'],
    [
      'in a role that nobody asked for',
      signature({ statement: { role: 'architecture' } }),
      {},
      'role-not-asked',
    ],
    ['dated otherwise than it was given', signature({ statement: { at: at(0) } }), {}, 'wrong-date'],
    [
      'under a policy that nobody knows',
      signature({ statement: { policy: 'f'.repeat(64) } }),
      {},
      'policy-unknown',
    ],
    [
      'under a laxer policy that was in force before',
      signature({ by: 'jon', statement: { policy: FIRST } }),
      {},
      'policy-not-in-force',
    ],
    [
      'under a laxer policy that is in force only later',
      signature({ by: 'ilse', statement: { role: 'operations', policy: OPEN_VERSION } }),
      {},
      'policy-not-in-force',
    ],
    ['by who does not hold the role', signature({ by: 'jon' }), {}, 'not-a-holder'],
    [
      'by an agent where every person may',
      signature({ by: 'bot', statement: { role: 'operations' } }),
      {},
      'not-a-holder',
    ],
    ['by who asked', signature({ by: 'ilse', statement: { role: 'operations' } }), {}, 'own-request'],
    [
      'by the key that replaced that of who asked',
      signature({ by: 'rosaAnew' }),
      { request: { ...requested, asked: { ...requested.asked, by: idOf('rosa') } } },
      'own-request',
    ],
  ] as const)('%s', (_what, one, more, code) => {
    expect(judge(one, more)).toBe(code);
  });

  it('and says so in a sentence that names who and what', () => {
    const judged = judgeSignature(signature({ by: 'jon' }), {
      request: requested,
      reviewers: reviewers(PEOPLE),
      policies,
      isOf: () => true,
      holdsValues: () => true,
    });
    expect(judged).toEqual({
      valid: false,
      code: 'not-a-holder',
      says: 'The signature of jon as security does not count: they do not hold that role.',
    });
  });
});

test('nothing of a signature depends on what came first: policies in any order judge the same', () => {
  const one = { version: STRICT_VERSION, policy: STRICT, hlc: clockAt(1) };
  const other = { version: OPEN_VERSION, policy: OPEN, hlc: clockAt(60) };
  const third = { version: STRICT_VERSION, policy: STRICT, hlc: clockAt(120) };
  for (const order of [
    [one, other, third],
    [third, other, one],
    [other, third, one],
  ]) {
    const history = policyHistory(FIRST, order);
    expect([0, 20, 70, 130].map((minute) => history.inForce(clockAt(minute)).version)).toEqual([
      FIRST,
      STRICT_VERSION,
      OPEN_VERSION,
      STRICT_VERSION,
    ]);
  }
});
