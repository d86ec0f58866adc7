import type { SignatureFacts } from '../../../core/domain/readiness/signoff/judge-signature.ts';
import type { KeyChecks } from '../../../core/domain/sync/known-keys.ts';
import { canonicalJson } from '../../../core/kernel/canonical-json.ts';
import { digestOf } from '../../records/signoff.ts';

/** Results that are remembered; all of a workspace's signatures in any that was seen. */
const REMEMBERED = 200_000;

/**
 * What of a signature has to be computed: whether it is its key's, and whether the values beside it are those that were
 * signed. An id is the hash of its statement, so the answer for it, a key and a signature is always the same.
 */
export interface GenuineSignatures {
  isOf(publicKey: string, one: SignatureFacts): boolean;
  holdsValues(one: SignatureFacts): boolean;
}

const known = new WeakMap<KeyChecks, GenuineSignatures>();

export function genuineSignatures(checks: KeyChecks): GenuineSignatures {
  const kept = known.get(checks) ?? remembering(checks);
  known.set(checks, kept);
  return kept;
}

function remembering(checks: KeyChecks): GenuineSignatures {
  const byKey = new Map<string, boolean>();
  const byValues = new Map<string, boolean>();
  return {
    isOf: (publicKey, { id, statement, signature }) =>
      remembered(byKey, `${id} ${signature} ${publicKey}`, () =>
        checks.verify(publicKey, canonicalJson(statement), signature),
      ),
    holdsValues: ({ id, statement, values }) => {
      const text = JSON.stringify(values);
      return remembered(byValues, `${id} ${text}`, () => digestOf(values) === statement.fields);
    },
  };
}

function remembered(results: Map<string, boolean>, key: string, compute: () => boolean): boolean {
  const before = results.get(key);
  if (before !== undefined) return before;
  const result = compute();
  if (results.size >= REMEMBERED) results.clear();
  results.set(key, result);
  return result;
}
