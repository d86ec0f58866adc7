import type { EvidenceId } from '../../../kernel/ids.ts';
import type { Digest } from '../evidence.ts';
import { SIGNED_FIELDS, type SignedEvidence, type SignedFields } from './statement.ts';

/** Evidence of an item as it is now. */
export interface EvidenceNow {
  readonly id: EvidenceId;
  readonly digest: Digest | null;
  /** Of what its number is held to; left out where none is measured. */
  readonly guard?: Digest | null;
  /** What was found when it was last looked at, against its digest. `null`: nothing is known, or it is held to no digest. */
  readonly found: 'other' | 'gone' | null;
}

/** An item as far as a signature covers it; `fields` is null for one that is in no text any more. */
export interface SignedItem {
  readonly fields: SignedFields | null;
  readonly evidence: readonly EvidenceNow[];
}

export interface FieldDifference {
  readonly field: (typeof SIGNED_FIELDS)[number];
  readonly before: string | null;
  readonly after: string | null;
}

export type EvidenceChange = 'added' | 'withdrawn' | 'changed' | 'gone' | 'guarded';

export interface EvidenceDifference {
  readonly id: EvidenceId;
  readonly change: EvidenceChange;
}

export interface Differences {
  /** The item is in no text any more. */
  readonly itemGone: boolean;
  readonly fields: readonly FieldDifference[];
  readonly evidence: readonly EvidenceDifference[];
}

export const NO_DIFFERENCES: Differences = { itemGone: false, fields: [], evidence: [] };

interface SignedContent {
  readonly fields: SignedFields;
  readonly evidence: SignedEvidence;
}

/** What an item says now, against what it said when somebody signed or asked. */
export function differencesSince(before: SignedContent, now: SignedItem): Differences {
  const { fields } = now;
  if (isAsBefore(before, now)) return NO_DIFFERENCES;
  const current = new Map(now.evidence.map((piece) => [piece.id, piece]));
  const signed = new Set(before.evidence.map(({ id }) => id));
  return {
    itemGone: fields === null,
    fields:
      fields === null
        ? []
        : SIGNED_FIELDS.filter((field) => fields[field] !== before.fields[field]).map((field) => ({
            field,
            before: before.fields[field],
            after: fields[field],
          })),
    evidence: [
      ...before.evidence.flatMap(({ id, ...signed }) => {
        const change = changeOf(signed, current.get(id));
        return change === null ? [] : [{ id, change }];
      }),
      ...now.evidence.filter(({ id }) => !signed.has(id)).map(({ id }) => ({ id, change: 'added' as const })),
    ],
  };
}

/** Nearly every item is: thousands are compared at once. */
function isAsBefore(before: SignedContent, { fields, evidence }: SignedItem): boolean {
  return (
    fields !== null &&
    SIGNED_FIELDS.every((field) => fields[field] === before.fields[field]) &&
    evidence.length === before.evidence.length &&
    evidence.every((piece, at) => {
      const signed = before.evidence[at];
      return signed?.id === piece.id && changeOf(signed, piece) === null;
    })
  );
}

function changeOf(
  { digest, guard }: Omit<SignedEvidence[number], 'id'>,
  now: EvidenceNow | undefined,
): EvidenceChange | null {
  if (now === undefined) return 'withdrawn';
  if (now.digest !== digest || now.found === 'other') return 'changed';
  if (now.found !== null) return now.found;
  return guard === undefined || guard === now.guard ? null : 'guarded';
}

export function isDifferent({ itemGone, fields, evidence }: Differences): boolean {
  return itemGone || fields.length > 0 || evidence.length > 0;
}

interface Verbs {
  readonly says: string;
  readonly is: string;
  readonly was: string;
}

const ONE: Verbs = { says: 'says', is: 'is', was: 'was' };
const MANY: Verbs = { says: 'say', is: 'are', was: 'were' };

const EVIDENCE_WORDS: Readonly<Record<EvidenceChange, string>> = {
  added: 'was added as evidence',
  withdrawn: 'was withdrawn as evidence',
  changed: 'says something else now',
  gone: 'is not there any more',
  guarded: 'is held to something else now',
};

/** One sentence each. `where`: what a person calls a piece of evidence. */
export function differenceSentences(
  { itemGone, fields, evidence }: Differences,
  where: (id: EvidenceId) => string,
): string[] {
  return [
    ...(itemGone ? ['The item is no longer in any text.'] : []),
    ...fields.map(
      ({ field, before, after }) => `Its ${field} ${wording(before, after, field === 'notes' ? MANY : ONE)}.`,
    ),
    ...evidence.map(({ id, change }) => `${where(id)} ${EVIDENCE_WORDS[change]}.`),
  ];
}

function wording(before: string | null, after: string | null, { says, is, was }: Verbs): string {
  const now = after === null || after === '' ? `${is} empty now` : `${says} "${short(after)}" now`;
  return before === null || before === '' ? `${now} and ${was} empty` : `${now} and said "${short(before)}"`;
}

const LONGEST_QUOTED = 120;

function short(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line.length <= LONGEST_QUOTED ? line : `${line.slice(0, LONGEST_QUOTED - 1).toWellFormed()}…`;
}
