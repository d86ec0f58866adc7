import { unreachable } from '../../../kernel/unreachable.ts';
import { counted } from '../../trackers/read/counted.ts';
import { EVIDENCE_TIERS, type EvidenceTier } from '../evidence.ts';
import { asSentence, failure, itemCalled } from './failures.ts';
import type { ItemsCriterion } from './gate-document.ts';
import type { Candidate, EvidenceFact, ItemFact } from './gate-facts.ts';
import type { GateFailure } from './report.ts';

type Demand = NonNullable<ItemsCriterion['require']['evidence']>;

/** What an item's evidence comes to, for one criterion. */
export interface EvidenceJudgement {
  /** Attached, and does not hold: whatever the criterion asks, it may not count as proof. */
  readonly broken: readonly GateFailure[];
  /** What the criterion asks for and is not there. */
  readonly lacking: readonly GateFailure[];
}

export function judgeEvidence(
  item: ItemFact,
  pieces: readonly EvidenceFact[],
  demand: Demand | undefined,
  candidate: Candidate | null,
): EvidenceJudgement {
  const attached = pieces.filter(({ withdrawn }) => !withdrawn);
  const broken = attached.flatMap((piece) => brokenness(item, piece) ?? []);
  return { broken, lacking: demand === undefined ? [] : lacking(item, pieces, demand, candidate) };
}

function brokenness(item: ItemFact, piece: EvidenceFact): GateFailure | null {
  if (piece.state === 'verified' && !piece.future) return null;
  const about = { item, evidence: piece };
  const where = piece.where();
  const says = ` ${asSentence(piece.says())}`.trimEnd();
  const what = `Evidence ${where} for ${itemCalled(item)}`;
  const renew = `Bring ${where} back and verify it again, or withdraw it.`;
  if (piece.future)
    return failure(
      'evidence-future',
      `${what} is dated in the future.`,
      `Set the clock of the device that added or verified ${where} right, and verify it again.`,
      about,
    );
  switch (piece.state) {
    case 'verified':
      return null;
    case 'unverified':
      return failure('evidence-unverified', `${what} was never verified.`, `Verify ${where}.`, about);
    case 'unreachable':
      return failure(
        'evidence-unverified',
        `${what} is out of reach.${says}`,
        `Verify ${where} on a device that has its repository or folder.`,
        about,
      );
    case 'stale':
      return failure(
        'evidence-stale',
        `${what} was verified too long ago to count.`,
        `Verify ${where} again.`,
        about,
      );
    case 'missing':
      return failure('evidence-missing', `${what} is missing.${says}`, renew, about);
    case 'failed':
      return failedEvidence(what, says, renew, about);
    default:
      return unreachable(piece.state);
  }
}

function failedEvidence(
  what: string,
  says: string,
  renew: string,
  about: { readonly item: ItemFact; readonly evidence: EvidenceFact },
): GateFailure {
  const { found, digest } = about.evidence;
  if (about.evidence.skipped())
    return failure(
      'evidence-skipped',
      `${what} was not tried: the test was skipped.${says}`,
      `Run the test, and verify ${about.evidence.where()} again.`,
      about,
    );
  const isChanged = digest !== null && found?.digest != null && found.digest !== digest;
  return isChanged
    ? failure('evidence-tampered', `${what} is not the file it was.${says}`, renew, about)
    : failure('evidence-failed', `${what} does not hold.${says}`, renew, about);
}

function lacking(
  item: ItemFact,
  pieces: readonly EvidenceFact[],
  { atLeast, types, tier, commit }: Demand,
  candidate: Candidate | null,
): readonly GateFailure[] {
  const called = itemCalled(item);
  const typed = pieces.filter(({ type }) => types === undefined || types.includes(type));
  const good = typed.filter(({ withdrawn, state, future }) => !withdrawn && !future && state === 'verified');
  const ofCommit = good.filter(({ found }) => commit === 'any' || isOf(candidate, found?.commit ?? null));
  const counting = ofCommit.filter((piece) => rank(piece.tier) >= rank(tier));
  if (counting.length >= atLeast) return [];

  const asked = `${counted(atLeast, 'pieces')} of verified ${types?.join(' or ') ?? ''} evidence`.replace(
    '  ',
    ' ',
  );
  const has = `${called} has ${counting.length} of ${asked} that ${atLeast === 1 ? 'is' : 'are'} asked for`;
  const weak = ofCommit.find((piece) => !counting.includes(piece));
  if (weak !== undefined)
    return [
      failure(
        'evidence-tier',
        `${has}: ${weak.where()} is of the tier "${weak.tier}", and "${tier}" or better is needed.`,
        `Add evidence of the tier "${tier}" for ${called}.`,
        { item, evidence: weak },
      ),
    ];
  const elsewhere = good.find((piece) => !ofCommit.includes(piece));
  if (elsewhere !== undefined) return [wrongCommit(item, elsewhere, has, candidate)];
  const withdrawn = typed.find((piece) => piece.withdrawn);
  if (withdrawn !== undefined)
    return [
      failure(
        'evidence-withdrawn',
        `${has}: ${withdrawn.where()} was withdrawn.`,
        `Add other evidence for ${called}, or restore ${withdrawn.where()}.`,
        { item, evidence: withdrawn },
      ),
    ];
  return [failure('evidence-missing', `${has}.`, `Add evidence for ${called} and verify it.`, { item })];
}

function wrongCommit(
  item: ItemFact,
  evidence: EvidenceFact,
  has: string,
  candidate: Candidate | null,
): GateFailure {
  const called = itemCalled(item);
  const about = { item, evidence };
  const commit = evidence.found?.commit ?? null;
  if (candidate === null)
    return failure(
      'evidence-wrong-commit',
      `${has}: evidence for the candidate counts, and no commit was named.`,
      'Name the commit that is to be released when you run the gate.',
      about,
    );
  const [of, short] = [evidence.where(), candidate.commit.slice(0, 12)];
  return commit === null
    ? failure(
        'evidence-wrong-commit',
        `${has}: nothing says which commit ${of} belongs to, and evidence for ${short} counts.`,
        `Add evidence for ${called} that names a commit: code, like path@commit.`,
        about,
      )
    : failure(
        'evidence-wrong-commit',
        `${has}: ${of} belongs to ${commit.slice(0, 12)}, which did not go into ${short}.`,
        `Add evidence for ${called} of ${short} or of a commit that went into it.`,
        about,
      );
}

function isOf(candidate: Candidate | null, commit: string | null): boolean {
  return candidate !== null && commit !== null && candidate.includes.has(commit);
}

function rank(tier: EvidenceTier): number {
  return EVIDENCE_TIERS.indexOf(tier);
}
