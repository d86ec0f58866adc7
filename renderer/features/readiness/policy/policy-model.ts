import type { RowOf } from '../../../../core/contract/index.ts';
import { EVIDENCE_TIERS, type EvidenceTier } from '../../../../core/domain/readiness/evidence.ts';
import { SignoffPolicy } from '../../../../core/domain/readiness/signoff/policy.ts';

export type PolicyView = RowOf<'signoffs.policy'>;
type Policy = PolicyView['policy'];
type Role = Policy['roles'][number];

export interface RoleForm {
  /** Of the line, while the page is open. */
  readonly key: string;
  /** Null for a role that is new: it follows from the title until it is saved. */
  readonly id: string | null;
  readonly title: string;
  readonly holders: Role['holders'];
  readonly required: boolean;
}

/** The policy as it is typed. */
export interface PolicyForm {
  readonly roles: readonly RoleForm[];
  readonly ownRequests: boolean;
  readonly atLeast: string;
  readonly tier: EvidenceTier;
}

export interface PolicyRead {
  /** Null while there are problems. */
  readonly policy: Policy | null;
  /** By the key of a role. */
  readonly roles: Readonly<Record<string, string>>;
  readonly required: string | null;
  readonly atLeast: string | null;
}

export const mostRoles = 20;

export function formOf(policy: Policy): PolicyForm {
  return {
    roles: policy.roles.map(({ id, title, holders }) => ({
      key: id,
      id,
      title,
      holders,
      required: policy.required.includes(id),
    })),
    ownRequests: policy.ownRequests,
    atLeast: String(policy.evidence.atLeast),
    tier: policy.evidence.tier,
  };
}

/** "Data protection" as `data-protection`: how statements name a role. */
export function roleIdOf(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replace(/^[^a-z]+/u, '')
    .slice(0, 40)
    .replace(/-+$/u, '');
}

export function idOf({ id, title }: Pick<RoleForm, 'id' | 'title'>): string {
  return id ?? roleIdOf(title);
}

/** What was typed as the engine takes it, or what is wrong with it. */
export function readPolicy({ roles, ownRequests, atLeast, tier }: PolicyForm): PolicyRead {
  const problems = roleProblems(roles);
  const required = roles.filter((role) => role.required).map(idOf);
  const typed = atLeast.trim();
  const pieces = /^\d{1,2}$/u.test(typed) && Number(typed) <= 20 ? Number(typed) : null;
  const read = SignoffPolicy.safeParse({
    roles: roles.map((role) => ({ id: idOf(role), title: role.title.trim(), holders: role.holders })),
    required,
    ownRequests,
    evidence: { atLeast: pieces, tier },
  });
  return {
    policy: read.success && Object.keys(problems).length === 0 ? read.data : null,
    roles: problems,
    required: required.length === 0 ? 'At least one role has to be required.' : null,
    atLeast: pieces === null ? 'A whole number from 0 to 20.' : null,
  };
}

function roleProblems(roles: readonly RoleForm[]): Record<string, string> {
  const taken = new Set<string>();
  const problems: Record<string, string> = {};
  for (const role of roles) {
    const id = idOf(role);
    const title = role.title.trim();
    if (title === '') problems[role.key] = 'A role needs a name.';
    else if (title.length > 80) problems[role.key] = 'At most 80 characters.';
    else if (id === '') problems[role.key] = 'A name needs a Latin letter: statements name the role by it.';
    else if (taken.has(id)) problems[role.key] = 'Another role is named so already.';
    taken.add(id);
  }
  return problems;
}

export function tierOf(id: string): EvidenceTier {
  return EVIDENCE_TIERS.find((tier) => tier === id) ?? 'claimed';
}
