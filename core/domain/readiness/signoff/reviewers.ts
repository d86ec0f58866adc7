import type { ActorId } from '../../../kernel/ids.ts';
import type { RoleId, SignoffPolicy } from './policy.ts';

/** An actor as far as sign-offs ask. */
export interface Reviewer {
  readonly id: ActorId;
  readonly name: string;
  readonly kind: 'person' | 'agent';
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly revokedAt: number | null;
  /** The actor whose key this one's replaced: the same person. */
  readonly replaces: ActorId | null;
}

export interface Reviewers {
  readonly actor: (id: string) => Reviewer | null;
  readonly nameOf: (id: string) => string;
  readonly samePerson: (one: string, other: string) => boolean;
}

/** Keys of one person follow each other; whoever has one of them is meant by any. */
export function reviewers(actors: readonly Reviewer[]): Reviewers {
  const byId = new Map<string, Reviewer>(actors.map((actor) => [actor.id, actor]));
  const personOf = (id: string): string => {
    if ((byId.get(id)?.replaces ?? null) === null) return id;
    const passed = new Set([id]);
    let first = id;
    for (;;) {
      const before = byId.get(first)?.replaces ?? null;
      if (before === null || passed.has(before)) return first;
      passed.add(before);
      first = before;
    }
  };
  return {
    actor: (id) => byId.get(id) ?? null,
    nameOf: (id) => byId.get(id)?.name ?? id,
    samePerson: (one, other) => one === other || personOf(one) === personOf(other),
  };
}

export type ReviewFault = 'role-unknown' | 'not-a-holder' | 'own-request';

/** Why an actor may not sign in a role what another asked for; null where they may. */
export function reviewFault(
  {
    policy,
    role,
    actor,
    askedBy,
  }: {
    readonly policy: SignoffPolicy;
    readonly role: RoleId;
    readonly actor: Reviewer;
    readonly askedBy: ActorId;
  },
  { samePerson }: Pick<Reviewers, 'samePerson'>,
): ReviewFault | null {
  const found = policy.roles.find(({ id }) => id === role);
  if (found === undefined) return 'role-unknown';
  const { holders } = found;
  const isHolder =
    holders.length === 0 ? actor.kind === 'person' : holders.some((holder) => samePerson(holder, actor.id));
  if (!isHolder) return 'not-a-holder';
  return !policy.ownRequests && samePerson(actor.id, askedBy) ? 'own-request' : null;
}
