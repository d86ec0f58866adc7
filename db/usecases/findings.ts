import { hash } from 'node:crypto';
import type { Severity } from '../../core/domain/trackers/findings/severity.ts';
import { wellFormed } from '../../core/domain/trackers/text/well-formed.ts';
import { type ActorId, FindingId, type TrackerId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { Reader } from '../handle.ts';
import { itemIdsAt } from '../readers/resolve.ts';
import { forgetFingerprint, readFingerprint, writeFingerprint } from '../tables/derived.ts';
import {
  deleteFindingsOfScope,
  findingExists,
  findingsFirstSeen,
  findingTrackers,
  insertFinding,
  putFindingBasis,
  readFindingBases,
} from '../tables/trackers/finding.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { appendOps } from './append.ts';

export interface FindingInput {
  /** Names the finding across runs, so that an acceptance holds as long as the same thing is found. */
  readonly key: string;
  readonly rule: string;
  readonly group: string;
  readonly severity: Severity;
  readonly title: string;
  readonly explanation: string;
  readonly places: readonly {
    readonly trackerId: TrackerId;
    readonly address: string | null;
    readonly line: number;
    readonly says: string;
  }[];
}

export function findingId(key: string): FindingId {
  return FindingId.parse(`fi_${hash('sha256', key, 'base64url').slice(0, 16)}`);
}

/**
 * Replaces what was found in one scope (a tracker id, or `workspace` for what lies between documents). Findings
 * are derived: they are not in the logs, only their acceptance is. `basis`: with what a tracker's were made.
 */
export function replaceFindings(
  db: WorkspaceDb,
  scope: TrackerId | 'workspace',
  findings: readonly FindingInput[],
  basis: string | null = null,
): Result<{ readonly count: number }> {
  return db.write('normal', (tx) => {
    if (basis !== null) putFindingBasis(tx.db, scope, basis);
    const firstSeen = findingsFirstSeen(tx.db, scope);
    const itemAt = itemIdsAt(tx.db);
    for (const trackerId of findingTrackers(tx.db, scope)) tx.changes.reword(trackerId, 'finding');
    const removed = deleteFindingsOfScope(tx.db, scope);
    for (const finding of findings) {
      const id = findingId(finding.key);
      const [first] = finding.places;
      if (first !== undefined) tx.changes.reword(first.trackerId, 'finding');
      insertFinding(
        tx.db,
        {
          id,
          scope,
          rule: finding.rule,
          group: wellFormed(finding.group),
          severity: finding.severity,
          title: wellFormed(finding.title),
          explanation: wellFormed(finding.explanation),
          foundAt: firstSeen.get(id) ?? tx.now,
        },
        finding.places.map(({ trackerId, address, line, says }) => {
          const itemId = address === null ? null : itemAt(trackerId, wellFormed(address));
          return { trackerId, itemId, line, says: wellFormed(says) };
        }),
      );
    }
    if (removed > 0 || findings.length > 0) {
      if (scope === 'workspace') tx.changes.touch('findings');
      else tx.changes.touch('findings', scope);
    }
    return ok({ count: findings.length });
  });
}

/** With what the findings of trackers were made, by tracker. */
export function findingBases(read: Reader): ReadonlyMap<string, string> {
  return readFindingBases(read);
}

export function acceptFinding(
  db: WorkspaceDb,
  actorId: ActorId,
  id: FindingId,
  reason: string,
): Result<null> {
  const why = reason.trim();
  if (why === '') {
    return fail(
      'finding.reason-missing',
      'A finding is accepted with a reason. Nothing was changed; write one.',
      {
        findingId: id,
      },
    );
  }
  return setAcceptance(db, actorId, id, why);
}

export function reopenFinding(db: WorkspaceDb, actorId: ActorId, id: FindingId): Result<null> {
  return setAcceptance(db, actorId, id, null);
}

function setAcceptance(
  db: WorkspaceDb,
  actorId: ActorId,
  id: FindingId,
  reason: string | null,
): Result<null> {
  return db.write('full', (tx) => {
    if (!findingExists(tx.db, id)) {
      return fail('finding.not-found', 'This is not found in the texts any more. Nothing was changed.', {
        findingId: id,
      });
    }
    appendOps(tx, {
      actorId,
      correlation: tx.id('cr'),
      ops: [{ entity: { kind: 'finding', id }, patch: { accepted: { value: reason } } }],
    });
    return ok(null);
  });
}

const FINDINGS = 'findings';

/** Notes what the findings were made with; null: they are not all made yet. */
export function noteFindings(db: WorkspaceDb, fingerprint: string | null): Result<null> {
  return db.write('normal', (tx) => {
    if (fingerprint === null) forgetFingerprint(tx.db, FINDINGS);
    else writeFingerprint(tx.db, FINDINGS, fingerprint);
    return ok(null);
  });
}

export function notedFindings(read: Reader): string | null {
  return readFingerprint(read, FINDINGS);
}
