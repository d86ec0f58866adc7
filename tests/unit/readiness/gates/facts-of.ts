import { hash } from 'node:crypto';
import type { GateDocument } from '../../../../core/domain/readiness/gate/gate-document.ts';
import type {
  EvidenceFact,
  ExceptionFact,
  GateFacts,
  ItemFact,
} from '../../../../core/domain/readiness/gate/gate-facts.ts';
import { readGate } from '../../../../core/domain/readiness/gate/read-gate.ts';
import type { SignoffStanding } from '../../../../core/domain/readiness/signoff/standing.ts';
import {
  ActorId,
  EvidenceId,
  ExceptionId,
  ItemId,
  SignoffId,
  TrackerId,
} from '../../../../core/kernel/ids.ts';

export const NOW = Date.parse('2026-11-30T12:00:00Z');
const trackerId = TrackerId.parse('tr_harbour');

export function item(key: string, more: Partial<ItemFact> = {}): ItemFact {
  return {
    id: ItemId.parse(`it_${key.replaceAll(/[^A-Za-z0-9]/gu, '')}`),
    trackerId,
    trackerName: 'Harbour',
    trackerOwner: null,
    address: `harbour/work/${key}`,
    key,
    kind: 'milestone',
    title: `${key} Lay the keel`,
    sectionPath: 'harbour/work',
    sectionTitle: 'Work',
    state: 'done',
    status: 'done',
    owner: null,
    notes: null,
    due: null,
    deferred: false,
    ...more,
  };
}

interface Piece extends Partial<Omit<EvidenceFact, 'where' | 'says' | 'skipped'>> {
  readonly where?: string;
  readonly says?: string;
  readonly skipped?: boolean;
}

export const DIGEST = 'a'.repeat(64);

/** A verified artifact, unless said otherwise. */
export function piece(
  of: ItemFact,
  { where = 'build/app.tgz', says, skipped, ...more }: Piece = {},
): EvidenceFact {
  return {
    id: EvidenceId.parse(`ed_${of.key.replaceAll(/[^A-Za-z0-9]/gu, '')}${where.length}`),
    itemId: of.id,
    type: 'artifact',
    tier: 'ci-run',
    digest: DIGEST,
    state: 'verified',
    found: { digest: DIGEST, commit: null, value: null },
    future: false,
    withdrawn: false,
    where: () => where,
    says: () => says ?? 'It is there.',
    skipped: () => skipped ?? false,
    ...more,
  };
}

export function standing(of: ItemFact, more: Partial<SignoffStanding> = {}): SignoffStanding {
  return {
    itemId: of.id,
    state: 'signed',
    requestId: null,
    requestedBy: null,
    roles: [
      {
        role: 'architecture',
        signed: { id: SignoffId.parse('so_1'), by: ActorId.parse('ac_rosa'), at: NOW },
      },
    ],
    because: [],
    ...more,
  };
}

export function exception(more: Partial<ExceptionFact> = {}): ExceptionFact {
  return {
    id: ExceptionId.parse('ex_1'),
    gate: 'release',
    criterion: null,
    item: null,
    owner: 'Jon',
    ownerActor: null,
    reason: 'The survey is due on Monday.',
    rollback: 'Take the old pontoon back.',
    expiresAt: NOW + 86_400_000,
    approver: ActorId.parse('ac_rosa'),
    approverName: 'Rosa',
    own: false,
    byAgent: false,
    revoked: false,
    ...more,
  };
}

export interface Known extends Partial<Omit<GateFacts, 'evidence' | 'signoffs'>> {
  readonly evidence?: readonly EvidenceFact[];
  readonly signoffs?: readonly SignoffStanding[];
}

export function factsOf({ evidence = [], signoffs = [], ...more }: Known = {}): GateFacts {
  return {
    now: NOW,
    environment: null,
    candidate: null,
    trackers: [{ id: trackerId, name: 'Harbour', ids: [trackerId] }],
    items: [],
    evidence: Map.groupBy(evidence, ({ itemId }) => itemId),
    signoffs: new Map(signoffs.map((one) => [one.itemId, one])),
    findings: [],
    slo: () => [],
    gates: new Map(),
    exceptions: [],
    policyVersion: DIGEST,
    digestOf: (text) => hash('sha256', text, 'hex'),
    ...more,
  };
}

export function gateOf(criteria: string, head = 'gate: release\ntitle: Release\n'): GateDocument {
  const read = readGate(`${head}criteria:\n${criteria}`);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}
