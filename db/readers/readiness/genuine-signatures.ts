import type { SignatureFacts } from '../../../core/domain/readiness/signoff/judge-signature.ts';
import type { KeyChecks } from '../../../core/domain/sync/known-keys.ts';
import { canonicalJson } from '../../../core/kernel/canonical-json.ts';
import { digestOf } from '../../records/readiness/signoff.ts';

/** Results that are remembered; all of a workspace's signatures in any that was seen. */
const REMEMBERED = 200_000;

/**
 * What of a signature has to be computed: whether it is its key's, and whether the values beside it are those that were
 * signed. An id is the hash of its statement, so the answer for it, a key and a signature is always the same.
 */
export interface GenuineSignatures {
  isOf(publicKey: string, one: SignatureFacts): boolean;
  holdsValues(publicKey: string, one: SignatureFacts): boolean;
}

const known = new WeakMap<KeyChecks, GenuineSignatures>();

export function genuineSignatures(checks: KeyChecks): GenuineSignatures {
  const kept = known.get(checks) ?? remembering(checks);
  known.set(checks, kept);
  return kept;
}

interface Checked {
  readonly signature: string;
  readonly publicKey: string;
  readonly values: SignatureFacts['values'];
  readonly isOf: boolean;
  readonly holdsValues: boolean;
}

function remembering(checks: KeyChecks): GenuineSignatures {
  const results = new Map<string, Checked>();
  function check(publicKey: string, { id, statement, signature, values }: SignatureFacts): Checked {
    const before = results.get(id);
    if (before?.signature === signature && before.publicKey === publicKey && before.values === values)
      return before;
    const result = {
      signature,
      publicKey,
      values,
      isOf: checks.verify(publicKey, canonicalJson(statement), signature),
      holdsValues: digestOf(values) === statement.fields,
    };
    if (results.size >= REMEMBERED) results.clear();
    results.set(id, result);
    return result;
  }
  return {
    isOf: (publicKey, one) => check(publicKey, one).isOf,
    holdsValues: (publicKey, one) => check(publicKey, one).holdsValues,
  };
}
