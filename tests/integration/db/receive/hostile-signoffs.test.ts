import { expect, test } from 'vitest';
import { packHlc } from '../../../../core/kernel/hlc.ts';
import { DeviceId } from '../../../../core/kernel/ids.ts';
import type { Patch } from '../../../../core/kernel/op.ts';
import type { Json } from '../../../../core/kernel/versioned-json.ts';
import { digestOf, gapIdOf, requestIdOf, signoffIdOf } from '../../../../db/records/readiness/signoff.ts';
import { receiveOps } from '../../../../db/usecases/receive/receive.ts';
import { must } from '../open-workspace.ts';
import { openDevice, TRUSTS_ALL } from './devices.ts';

const device = DeviceId.parse('de_other');
const digest = 'a'.repeat(64);
const fields = { name: 'Keel', owner: null, date: null, notes: null };
const about = { tracker: 'tr_1', item: 'it_1' };
const asked = {
  ...about,
  roles: ['security'],
  note: '',
  fields,
  revision: 'rv_1',
  evidence: [],
  policy: digest,
  by: 'ac_ada',
  at: '2026-11-20T10:00:00.000Z',
};
const requestId = requestIdOf(asked);
const statement = {
  type: 'quarterdeck.sign-off/v1',
  ...about,
  request: requestId,
  revision: 'rv_1',
  fields: digestOf(fields),
  evidence: [],
  role: 'security',
  actor: 'ac_ada',
  key: 'FP',
  at: '2026-11-20T10:01:00.000Z',
  correlation: 'cr_1',
  policy: digest,
};
const given = { statement, signature: 'c2ln', values: fields };
const raised = {
  request: requestId,
  ...about,
  role: 'security',
  text: 'No survey',
  by: 'ac_ada',
  at: '2026-11-20T10:02:00.000Z',
};
const policy = { roles: [], required: [], ownRequests: false, evidence: { atLeast: 0, tier: 'claimed' } };

/** What a receiver makes of one op: whether it is kept away, and what is in the tables. */
function received(kind: string, id: string, said: Record<string, Json>, actor = 'ac_ada') {
  const here = openDevice('here', 1);
  const patch: Patch = Object.fromEntries(Object.entries(said).map(([field, value]) => [field, { value }]));
  const hlc = packHlc({ millis: here.clock.now(), counter: 0 }, device);
  const op = {
    id: 'op_1',
    hlc,
    device,
    actor,
    correlation: 'cr_1',
    entity: { kind, id },
    patch,
    signature: 'signed',
  };
  must(receiveOps(here.db, [op], TRUSTS_ALL));
  const away = here.db.read.value<string>(
    "SELECT reason || ': ' || detail FROM parked WHERE state = 'set-aside'",
  );
  const rows = ['signoff_request', 'signoff', 'gap'].map((table) =>
    here.db.read.value<number>(`SELECT count(*) FROM ${table}`),
  );
  return { away, rows };
}

test.each([
  ['a request', 'signoff-request', requestId, { asked }, [1, 0, 0]],
  ['a signature', 'signoff', signoffIdOf(statement), { signed: given }, [0, 1, 0]],
  ['a gap', 'gap', gapIdOf(raised), { raised }, [0, 0, 1]],
] as const)('%s under its own name, by whom it names, is taken in', (_what, kind, id, said, rows) => {
  expect(received(kind, id, said)).toEqual({ away: null, rows });
});

const OTHER_NAME = 'form.broken: its id is not the hash of what it adds';
const OTHER_AUTHOR = 'form.broken: it says something in the name of another';
const TAKEN_BACK = 'form.broken: it takes back in the name of another';

test.each<[string, string, string, Record<string, Json>, string, string]>([
  [
    'other words under the name of a request',
    'signoff-request',
    requestId,
    { asked: { ...asked, roles: ['operations'] } },
    'ac_ada',
    OTHER_NAME,
  ],
  [
    'another statement under the name of a signature',
    'signoff',
    signoffIdOf(statement),
    { signed: { ...given, statement: { ...statement, role: 'operations' } } },
    'ac_ada',
    OTHER_NAME,
  ],
  ['a signature without a statement', 'signoff', 'so_1', { signed: 'yes' }, 'ac_ada', OTHER_NAME],
  [
    'other words under the name of a gap',
    'gap',
    gapIdOf(raised),
    { raised: { ...raised, text: 'None' } },
    'ac_ada',
    OTHER_NAME,
  ],
  [
    'another policy under the name of one',
    'signoff-policy',
    digestOf(policy),
    { policy: { ...policy, ownRequests: true } },
    'ac_ada',
    OTHER_NAME,
  ],
  ['a request in the name of another', 'signoff-request', requestId, { asked }, 'ac_eve', OTHER_AUTHOR],
  ['a signature of another', 'signoff', signoffIdOf(statement), { signed: given }, 'ac_eve', OTHER_AUTHOR],
  ['a gap in the name of another', 'gap', gapIdOf(raised), { raised }, 'ac_eve', OTHER_AUTHOR],
  [
    'taking back for another',
    'signoff',
    signoffIdOf(statement),
    { 'withdrawn:ac_ada': true },
    'ac_eve',
    TAKEN_BACK,
  ],
  [
    'taking a request back for another',
    'signoff-request',
    requestId,
    { 'withdrawn:ac_ada': true },
    'ac_eve',
    TAKEN_BACK,
  ],
])('%s is set aside', (_what, kind, id, said, actor, away) => {
  expect(received(kind, id, said, actor)).toEqual({ away, rows: [0, 0, 0] });
});
