import type { Digest } from '../evidence.ts';
import { FIRST_POLICY, type SignoffPolicy } from './policy.ts';

export interface PolicyVersion {
  readonly version: Digest;
  readonly policy: SignoffPolicy;
}

export interface Adoption extends PolicyVersion {
  /** Its clock. */
  readonly hlc: string;
}

export interface PolicyHistory {
  /** The one adopted last by then; by the clock, so that every device says the same. `null`: by now. */
  inForce(hlc: string | null): PolicyVersion;
  known(version: Digest): SignoffPolicy | null;
}

/** `first`: the version of `FIRST_POLICY`, which is in force until another is adopted. */
export function policyHistory(first: Digest, adoptions: readonly Adoption[]): PolicyHistory {
  const ordered = adoptions.toSorted((a, b) => (a.hlc < b.hlc ? -1 : Number(a.hlc > b.hlc)));
  const before: PolicyVersion = { version: first, policy: FIRST_POLICY };
  return {
    inForce: (hlc) => ordered.findLast((one) => hlc === null || one.hlc <= hlc) ?? before,
    known: (version) => [before, ...ordered].find((one) => one.version === version)?.policy ?? null,
  };
}

/** What is wrong with a policy that has the right form; null where nothing is. */
export function policyFault({ roles, required }: SignoffPolicy): string | null {
  const ids = roles.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) return `The role "${twice}" is there twice.`;
  const missing = required.find((id) => !ids.includes(id));
  return missing === undefined ? null : `"${missing}" is required and is none of the roles.`;
}
