import type { ActorId, EvidenceId, ExceptionId, FindingId, ItemId, TrackerId } from '../../../kernel/ids.ts';
import type { Severity } from '../../trackers/findings/severity.ts';
import type { ItemState } from '../../trackers/vocabulary/states.ts';
import type { Digest, EvidenceState, EvidenceTier, EvidenceType, Verification } from '../evidence.ts';
import type { SignoffStanding } from '../signoff/standing.ts';
import type { SloStanding } from '../slo/standing.ts';
import type { ExceptionTerms } from './exception.ts';
import type { GateDocument } from './gate-document.ts';

export interface TrackerFact {
  readonly id: TrackerId;
  readonly name: string;
  /** Its own id and those that it is shown for. */
  readonly ids: readonly string[];
}

export interface ItemFact {
  readonly id: ItemId;
  readonly trackerId: TrackerId;
  readonly trackerName: string;
  /** Who keeps its document, as that says. */
  readonly trackerOwner: string | null;
  readonly address: string;
  readonly key: string;
  readonly kind: string;
  readonly title: string;
  readonly sectionPath: string;
  readonly sectionTitle: string;
  readonly state: ItemState | null;
  readonly status: string | null;
  readonly owner: string | null;
  readonly notes: string | null;
  readonly due: string | null;
  readonly deferred: boolean;
}

export interface EvidenceFact {
  readonly id: EvidenceId;
  readonly itemId: ItemId;
  readonly type: EvidenceType;
  readonly tier: EvidenceTier;
  /** It was added with. */
  readonly digest: Digest | null;
  readonly state: EvidenceState;
  /** The verification that the state follows from. */
  readonly found: (Pick<Verification, 'digest' | 'commit'> & { readonly value: number | null }) | null;
  /** It was added or verified at a time that has not come yet. */
  readonly future: boolean;
  readonly withdrawn: boolean;
  /** The locator in one line. These three are worked out only for what is told of. */
  where(): string;
  /** What was found, in a sentence; empty where nothing was. */
  says(): string;
  /** The test was skipped: nothing was tried. */
  skipped(): boolean;
}

export interface FindingFact {
  readonly id: FindingId;
  readonly severity: Severity;
  readonly title: string;
  /** The first of its places; which trackers all of them are in. */
  readonly place: string;
  readonly itemId: ItemId | null;
  readonly trackerIds: readonly string[];
}

export interface ExceptionFact extends ExceptionTerms {
  readonly id: ExceptionId;
  readonly approver: ActorId;
  readonly approverName: string;
  /** Who approved it is its owner, by this key or by one that it replaced. */
  readonly own: boolean;
  /** No person approved it. */
  readonly byAgent: boolean;
  readonly revoked: boolean;
}

/** The commit that is to be released. */
export interface Candidate {
  readonly commit: string;
  /** Commits that evidence names and that are the candidate or went into it. */
  readonly includes: ReadonlySet<string>;
}

/** All that a gate is judged by, as it was read in one moment. */
export interface GateFacts {
  readonly now: number;
  readonly environment: string | null;
  /** Null where nobody named one. */
  readonly candidate: Candidate | null;
  readonly trackers: readonly TrackerFact[];
  /** Tracker by tracker, in the order of the document. */
  readonly items: readonly ItemFact[];
  readonly evidence: ReadonlyMap<ItemId, readonly EvidenceFact[]>;
  readonly signoffs: ReadonlyMap<ItemId, SignoffStanding>;
  /** Those that nobody accepted. */
  readonly findings: readonly FindingFact[];
  readonly slo: (policy: string, stage: string, profile: string | null) => readonly SloStanding[];
  /** Null for a gate that there is, and whose document can't be read. */
  readonly gates: ReadonlyMap<string, GateDocument | null>;
  readonly exceptions: readonly ExceptionFact[];
  readonly policyVersion: Digest;
  /** SHA-256 of the text. */
  readonly digestOf: (text: string) => Digest;
}
