import type { SignoffPolicy } from '../../../../core/domain/readiness/signoff/policy.ts';
import type { SignoffGiven } from '../../../../core/domain/readiness/signoff/signoff-ops.ts';
import type { SignoffId } from '../../../../core/kernel/ids.ts';
import type { Reader } from '../../../handle.ts';
import { type ActorRecord, readActor } from '../../../records/actor.ts';
import { readPolicies, readSignoffs } from '../../../records/readiness/signoff.ts';

/** A sign-off that a report names, as it was given. */
export interface NamedSignoff {
  readonly id: SignoffId;
  readonly given: SignoffGiven;
  readonly by: string;
  /** Whose key signed it; null for somebody who is unknown here. */
  readonly actor: ActorRecord | null;
  /** That it was signed under; null where it is not known here. */
  readonly policy: SignoffPolicy | null;
}

export function signoffsNamed(read: Reader, ids: ReadonlySet<SignoffId>): readonly NamedSignoff[] {
  if (ids.size === 0) return [];
  const requests = read.column<string>(
    'SELECT DISTINCT request_id FROM signoff WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify([...ids]),
  );
  const policies = readPolicies(read);
  return readSignoffs(read, JSON.stringify(requests))
    .filter(({ id }) => ids.has(id))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, statement, signature, values }) => {
      const actor = readActor(read, statement.actor);
      return {
        id,
        given: { statement, signature, values },
        by: actor?.name ?? statement.actor,
        actor,
        policy: policies.known(statement.policy),
      };
    });
}
