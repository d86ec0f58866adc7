import { describe, expect, test } from 'vitest';
import type { KnownKeys } from '../../../core/domain/sync/known-keys.ts';
import { replacingText } from '../../../core/domain/sync/replaced-key.ts';
import { verifyOp } from '../../../core/domain/sync/verify-op.ts';
import { ActorId, DeviceId, OpId } from '../../../core/kernel/ids.ts';
import { type OpEnvelope, type Patch, signingText } from '../../../core/kernel/op.ts';
import { keyChecks } from '../../../node/secrets/ed25519.ts';
import { actorKeys, deviceKeysFor } from '../../support/real-keys.ts';

const ada = actorKeys();
const ruth = actorKeys();
const desk = await deviceKeysFor('de_desk');
const other = await deviceKeysFor('de_other');

const none: KnownKeys = { actor: () => null, device: () => null, hasActors: false };
const known = (revokedAt: string | null = null): KnownKeys => ({
  actor: (id) =>
    id === 'ac_ada'
      ? {
          publicKey: ada.publicKey,
          enrolledAt: '018bcfe56800-00001-de_desk',
          revocations: revokedAt === null ? [] : [{ hlc: revokedAt, by: 'ac_root', knew: null }],
        }
      : null,
  device: (id) => (id === 'de_desk' ? { signingKey: desk.signingKey, revokedAfter: null } : null),
  hasActors: true,
});

const fields = (values: Record<string, string | boolean>): Patch =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));

function op(
  kind: string,
  id: string,
  patch: Patch,
  signed: { readonly by?: string; readonly with?: typeof ada } | null = {},
): OpEnvelope {
  const unsigned = {
    id: OpId.parse('op_1'),
    hlc: '018bcfe56800-00005-de_desk',
    device: DeviceId.parse('de_desk'),
    actor: ActorId.parse(signed?.by ?? 'ac_ada'),
    correlation: 'cr_1',
    entity: { kind, id },
    patch,
  };
  const signature = signed === null ? null : (signed.with ?? ada).sign(signingText(unsigned));
  return { ...unsigned, signature };
}

const enrolRuth = fields({ name: 'Ruth', publicKey: ruth.publicKey, fingerprint: ruth.fingerprint });
const judged = (one: OpEnvelope, keys: KnownKeys) => {
  const verdict = verifyOp(one, keys, keyChecks);
  return verdict.kind === 'accepted' ? 'accepted' : `${verdict.kind}: ${verdict.reason}`;
};

describe('an enrolment that replaces a key', () => {
  const replacing = (actor: string, proof: string): OpEnvelope =>
    op('actor', 'ac_ruth', { ...enrolRuth, replaces: { value: { actor, proof } } });

  test('counts where both keys say so', () => {
    const proof = ruth.sign(replacingText('ac_ruth', 'ac_ada'));
    expect(judged(replacing('ac_ada', proof), known())).toBe('accepted');
  });

  test.each([
    ['the new key did not agree', 'ac_ada', ada.sign(replacingText('ac_ruth', 'ac_ada'))],
    ['the new key agreed to something else', 'ac_ada', ruth.sign(replacingText('ac_ruth', 'ac_tom'))],
    ['the old key is somebody else’s', 'ac_tom', ruth.sign(replacingText('ac_ruth', 'ac_tom'))],
  ])('is set aside where %s', (_why, actor, proof) => {
    expect(judged(replacing(actor, proof), known())).toBe('set-aside: key.not-replaced');
  });

  test('can’t be said of a key that was enrolled without, nor unsaid', () => {
    const later = op('actor', 'ac_ruth', { replaces: { value: null } });
    expect(judged(later, known())).toBe('set-aside: key.not-replaced');
  });
});

describe('an op', () => {
  test('needs no signature unless it decides who belongs here', () => {
    expect(judged(op('settings', 'settings', fields({ theme: 'dark' }), null), known())).toBe('accepted');
    expect(judged(op('device', 'de_new', fields({ name: 'desk' }), null), known())).toBe('accepted');
    for (const one of [
      op('actor', 'ac_ruth', enrolRuth, null),
      op('device', 'de_new', fields({ signingKey: desk.signingKey }), null),
      op('device', 'de_new', fields({ revoked: true }), null),
    ]) {
      expect(judged(one, known())).toBe('set-aside: signature.missing');
    }
  });

  test('that is signed by an enrolled actor is accepted, whatever its kind', () => {
    expect(judged(op('actor', 'ac_ruth', enrolRuth), known())).toBe('accepted');
    expect(judged(op('settings', 'settings', fields({ theme: 'dark' })), known())).toBe('accepted');
  });

  test('waits while its actor is unknown, and is set aside when another key signed it', () => {
    expect(judged(op('actor', 'ac_x', enrolRuth, { by: 'ac_tom' }), known())).toBe('parked: actor.unknown');
    expect(judged(op('actor', 'ac_ruth', enrolRuth, { with: ruth }), known())).toBe(
      'set-aside: signature.wrong',
    );
  });

  test('can enrol its own signer only where nobody is enrolled yet', () => {
    const itself = op('actor', 'ac_ruth', enrolRuth, { by: 'ac_ruth', with: ruth });
    expect(judged(itself, none)).toBe('accepted');
    expect(judged(itself, known())).toBe('parked: actor.unknown');
  });

  test('is set aside behind its actor’s revocation, and accepted before it', () => {
    const one = op('actor', 'ac_ruth', enrolRuth);
    expect(judged(one, known('018bcfe56800-00004-de_desk'))).toBe('set-aside: actor.revoked');
    expect(judged(one, known('018bcfe56800-00006-de_desk'))).toBe('accepted');
  });

  test('never changes a key, nor claims another key’s fingerprint', () => {
    const newKey = fields({ publicKey: ruth.publicKey, fingerprint: ruth.fingerprint });
    expect(judged(op('actor', 'ac_ada', newKey), known())).toBe('set-aside: key.changed');
    const deviceKey = fields({ signingKey: other.signingKey, fingerprint: other.fingerprint });
    expect(judged(op('device', 'de_desk', deviceKey), known())).toBe('set-aside: key.changed');
    expect(judged(op('device', 'de_other', deviceKey), known())).toBe('accepted');
    const lying = { ...enrolRuth, fingerprint: { value: ada.fingerprint } };
    expect(judged(op('actor', 'ac_ruth', lying), known())).toBe('set-aside: fingerprint.wrong');
    expect(judged(op('actor', 'ac_ruth', fields({ publicKey: 'no key' })), known())).toBe(
      'set-aside: fingerprint.wrong',
    );
    expect(judged(op('actor', 'ac_ada', fields({ fingerprint: ruth.fingerprint })), known())).toBe(
      'set-aside: fingerprint.wrong',
    );
  });
});
