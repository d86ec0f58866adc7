import type { EntityOp } from '../../../core/domain/entity-kinds.ts';
import type { ExceptionGiven, ExceptionTerms } from '../../../core/domain/readiness/gate/exception.ts';
import type { ExceptionId } from '../../../core/kernel/ids.ts';
import type { Patch } from '../../../core/kernel/op.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { readReviewers } from '../../readers/readiness/signoff-standings.ts';
import {
  exceptionIdOf,
  isAgent,
  isOwnException,
  readException,
  readGate,
} from '../../records/readiness/gate.ts';
import type { Transaction } from '../../transaction.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { appendOps } from '../append.ts';
import type { Signing } from './evidence.ts';

/** Writes a gate, or another version of it. Its text was read before. */
export function saveGate(db: WorkspaceDb, signing: Signing, id: string, document: string): Result<null> {
  return db.write('full', (tx) => {
    decide(tx, signing, 'gate', id, { document: { value: document }, removed: { value: false } });
    return ok(null);
  });
}

/** One that a tracker asks for stands again as the tracker says. */
export function removeGate(db: WorkspaceDb, signing: Signing, id: string): Result<null> {
  return db.write('full', (tx) => {
    if (readGate(tx.db, id) === null) return noWrittenGate(id);
    decide(tx, signing, 'gate', id, { removed: { value: true } });
    return ok(null);
  });
}

/** Whoever signs it approves it. */
export function addException(
  db: WorkspaceDb,
  signing: Signing,
  terms: ExceptionTerms,
): Result<{ readonly exceptionId: ExceptionId }> {
  return db.write('full', (tx) => {
    const { actorId: approver } = signing;
    const people = readReviewers(tx.db);
    if (isAgent(approver, people))
      return fail(
        'exception.by-agent',
        `${people.nameOf(approver)} is an agent, and only a person approves an exception. Nothing was added.`,
        { approver },
      );
    if (isOwnException(terms, approver, people)) {
      const approverName = people.nameOf(approver);
      return fail(
        'exception.own',
        `${approverName} can not both approve the exception and answer for it. Nothing was added; name another owner, or have another person approve it.`,
        { approver: approverName },
      );
    }
    if (terms.expiresAt <= tx.now)
      return fail('exception.expired', 'It would have expired already. Nothing was added; name a later day.');
    const given: ExceptionGiven = { ...terms, approver };
    const exceptionId = exceptionIdOf(given);
    const known = readException(tx.db, exceptionId);
    if (known !== null) {
      return fail(
        'exception.exists',
        known.revokedAt === null
          ? 'This very exception stands already. Nothing was added.'
          : 'This very exception was revoked, which is for good. Nothing was added; give a new one another reason or expiry.',
        { exceptionId },
      );
    }
    decide(tx, signing, 'exception', exceptionId, { given: { value: given } });
    return ok({ exceptionId });
  });
}

/** For good: a new one has to be approved. */
export function revokeException(db: WorkspaceDb, signing: Signing, id: ExceptionId): Result<null> {
  return db.write('full', (tx) => {
    const known = readException(tx.db, id);
    if (known === null) return noException(id);
    if (known.revokedAt === null) decide(tx, signing, 'exception', id, { revoked: { value: true } });
    return ok(null);
  });
}

function decide(
  tx: Transaction,
  { actorId, sign }: Signing,
  kind: 'gate' | 'exception',
  id: string,
  patch: Patch,
): void {
  const ops: EntityOp[] = [{ entity: { kind, id }, patch }];
  appendOps(tx, { actorId, sign, correlation: tx.id('cr'), ops });
}

export function noException(id: string) {
  return fail('exception.not-found', `There is no exception ${id}. Nothing was changed.`, {
    exceptionId: id,
  });
}

function noWrittenGate(id: string) {
  return fail(
    'gate.not-found',
    `Nobody wrote or edited a gate ${id}: there is nothing to remove. Nothing was changed.`,
    { gateId: id },
  );
}
