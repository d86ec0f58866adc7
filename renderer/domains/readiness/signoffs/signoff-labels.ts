import type { RowOf } from '../../../../core/contract/index.ts';
import type { SignoffState } from '../../../../core/domain/readiness/signoff/standing.ts';
import { buildPath } from '../../../ui/frame/navigation.tsx';
import type { Mark } from '../../../ui/marks/mark.ts';
import { formatCount } from '../../../ui/text/format.ts';

export type Signoff = RowOf<'signoffs.item'>;
export type Gap = RowOf<'signoffs.gaps'>;
export type Statement = Signoff['statements'][number];
export type SignoffDifferences = Signoff['differences'];

export const signoffLabels: Readonly<Record<SignoffState, string>> = {
  none: 'Not put up',
  requested: 'Waits for signatures',
  returned: 'Returned',
  signed: 'Signed off',
  stale: 'Signed off, stale now',
  withdrawn: 'Withdrawn',
};

export const signoffMarks: Readonly<Record<SignoffState, Mark>> = {
  none: 'planned',
  requested: 'review',
  returned: 'at-risk',
  signed: 'locked',
  stale: 'stale',
  withdrawn: 'dropped',
};

export const fieldLabels: Readonly<Record<SignoffDifferences['fields'][number]['field'], string>> = {
  name: 'Name',
  owner: 'Owner',
  date: 'Date',
  notes: 'Notes',
};

export const evidenceChangeLabels: Readonly<
  Record<SignoffDifferences['evidence'][number]['change'], string>
> = {
  added: 'was added',
  withdrawn: 'was withdrawn',
  changed: 'says something else now',
  gone: 'is not there any more',
  guarded: 'is held to something else now',
};

export function hasDifferences({ itemGone, fields, evidence }: SignoffDifferences): boolean {
  return itemGone || fields.length > 0 || evidence.length > 0;
}

/** `/readiness/items/:item`: everything about one item's way to a sign-off. */
export function readinessPath(itemId: string): string {
  return buildPath('/readiness/items/:item', { item: itemId });
}

/** "architecture" as "A"; where several of a list begin alike, as much of each as tells them apart: "Op" and "Ow". */
export function roleInitials(roles: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return roles.map((role) => {
    const words = role.split('-').filter((word) => word !== '');
    const letters = words.map((word) => word.charAt(0).toUpperCase()).join('');
    const first = role.charAt(0).toUpperCase();
    const offered = [
      letters.slice(0, 2),
      ...Array.from({ length: Math.min(3, role.length - 1) }, (_, at) => first + role.slice(1, at + 2)),
    ];
    const free = offered.find((one) => !taken.has(one)) ?? offered.at(-1) ?? first;
    taken.add(free);
    return free;
  });
}

/** "2 of 3 roles signed". */
export function rolesFact(roles: readonly { readonly signed: unknown }[]): string {
  const signed = roles.filter((one) => one.signed !== null).length;
  return `${signed} of ${formatCount(roles.length, 'role')} signed`;
}

/** A role as a person says it: its title where the policy has one. */
export function roleTitle(
  role: string,
  reviews: readonly Pick<Signoff['reviews'][number], 'role' | 'title'>[],
) {
  return reviews.find((one) => one.role === role)?.title ?? role;
}

/** Roles in which the person at this window may sign now. */
export function openRoles({ reviews }: Pick<Signoff, 'reviews'>): readonly string[] {
  return reviews.flatMap(({ role, whyNot }) => (whyNot === null ? [role] : []));
}

export type SignoffStep = 'request' | 'approve' | 'return' | 'withdraw-request' | 'withdraw-signature';

export interface OfferedStep {
  readonly step: SignoffStep;
  /** Why it can't be done now; null where it can. */
  readonly whyNot: string | null;
}

/** What a person may do about a sign-off, and why not what they may not. Steps that make no sense here are left out. */
export function offeredSteps(signoff: Signoff): readonly OfferedStep[] {
  const { state, requestId, whyNotAsk, canTakeBack, reviews } = signoff;
  const isOpen = state === 'requested' || (state === 'withdrawn' && openRoles(signoff).length > 0);
  const refused = openRoles(signoff).length > 0 ? null : (reviews[0]?.whyNot ?? 'Nobody was asked for.');
  return [
    ...(state === 'requested' || state === 'signed' ? [] : [{ step: 'request' as const, whyNot: whyNotAsk }]),
    ...(isOpen
      ? [
          { step: 'approve' as const, whyNot: refused },
          { step: 'return' as const, whyNot: refused },
        ]
      : []),
    ...(canTakeBack ? [{ step: 'withdraw-signature' as const, whyNot: null }] : []),
    ...(requestId !== null && state === 'requested'
      ? [{ step: 'withdraw-request' as const, whyNot: null }]
      : []),
  ];
}

export const stepLabels: Readonly<Record<SignoffStep, string>> = {
  request: 'Ask for a sign-off',
  approve: 'Approve',
  return: 'Return with gaps',
  'withdraw-request': 'Withdraw the request',
  'withdraw-signature': 'Withdraw my signature',
};

/** Why it stands as it does. Differences and gaps have lists of their own. */
export function standingReasons({ state, because, openGaps, differences }: Signoff): readonly string[] {
  if (state === 'stale' && hasDifferences(differences)) return [];
  if (state === 'returned' && openGaps > 0) return [`${formatCount(openGaps, 'open gap')} to close.`];
  return because;
}

/** The engine ends a refusal with what it did not do; where nothing was tried yet that is left out. */
export function untried(sentence: string): string {
  return sentence.replace(/ (?:Nothing was (?:asked for|changed|signed)\.)$/u, '');
}
