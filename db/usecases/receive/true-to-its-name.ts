import { z } from 'zod';
import { takesBack } from '../../../core/domain/readiness/signoff/signoff-ops.ts';
import type { ReceivedOp } from '../../../core/kernel/op.ts';
import type { Json } from '../../../core/kernel/versioned-json.ts';
import { evidenceIdOf } from '../../records/readiness/evidence.ts';
import { exceptionIdOf } from '../../records/readiness/gate.ts';
import { digestOf, gapIdOf, requestIdOf, signoffIdOf } from '../../records/readiness/signoff.ts';
import { sloValueIdOf } from '../../records/readiness/slo.ts';
import { approvalIdOf, moveIdOf } from '../../tables/readiness/move-ids.ts';

interface Content {
  /** The field that says what it is, once and for all. */
  readonly field: string;
  /** Its id for that content; null where it can have none. */
  readonly idOf: (content: Json) => string | null;
  /** Who alone may say it; null: anybody. */
  readonly authorOf: ((content: Json) => string | null) | null;
}

const Said = z.object({ by: z.string() });
/** Also where the statement is of a newer version. */
const Given = z.object({ statement: z.record(z.string(), z.json()) });
const Signed = z.object({ statement: z.object({ actor: z.string() }) });
const Approved = z.object({ approver: z.string() });
const authorIn = (content: Json): string | null => Said.safeParse(content).data?.by ?? null;

/** Entities whose id is the hash of what they are, so that nothing said later can put another thing under a name relied on. */
const CONTENTS: Readonly<Record<string, Content>> = {
  evidence: { field: 'added', idOf: evidenceIdOf, authorOf: null },
  'signoff-request': { field: 'asked', idOf: requestIdOf, authorOf: authorIn },
  gap: { field: 'raised', idOf: gapIdOf, authorOf: authorIn },
  signoff: {
    field: 'signed',
    idOf(content) {
      const given = Given.safeParse(content);
      return given.success ? signoffIdOf(given.data.statement) : null;
    },
    authorOf: (content) => Signed.safeParse(content).data?.statement.actor ?? null,
  },
  exception: {
    field: 'given',
    idOf: exceptionIdOf,
    authorOf: (content) => Approved.safeParse(content).data?.approver ?? null,
  },
  'slo-value': { field: 'typed', idOf: sloValueIdOf, authorOf: null },
  move: { field: 'begun', idOf: moveIdOf, authorOf: null },
  'command-approval': { field: 'approved', idOf: approvalIdOf, authorOf: null },
  'signoff-policy': { field: 'policy', idOf: digestOf, authorOf: null },
};

/** What is wrong with an op on one of these; null where nothing is. */
export function untrueToItsName({ entity, patch, actor }: ReceivedOp): string | null {
  const content = CONTENTS[entity.kind];
  if (content === undefined) return null;
  const forAnother = Object.keys(patch).find((field) => (takesBack(field) ?? actor) !== actor);
  if (forAnother !== undefined) return 'it takes back in the name of another';
  const revoked = patch['revoked'];
  if (entity.kind === 'exception' && revoked !== undefined && revoked.value !== true)
    return 'it takes a revocation back';
  const said = patch[content.field]?.value;
  if (said === undefined) return null;
  if (content.idOf(said) !== entity.id) return 'its id is not the hash of what it adds';
  return content.authorOf === null || content.authorOf(said) === actor
    ? null
    : 'it says something in the name of another';
}
