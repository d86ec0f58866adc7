import { hash } from 'node:crypto';
import { canonicalJson } from '../../../core/kernel/canonical-json.ts';
import { MoveId } from '../../../core/kernel/ids.ts';
import type { Json } from '../../../core/kernel/versioned-json.ts';

/** Nobody can say something else of a move that began. */
export function moveIdOf(begun: Json): MoveId {
  return MoveId.parse(`mv_${digestOf(begun)}`);
}

/** What is approved is named by all that was seen when it was. */
export function approvalIdOf(command: Json): string {
  return digestOf(command);
}

const digestOf = (value: Json): string =>
  hash('sha256', canonicalJson(value), 'base64url').slice(0, 32).replace(/^-/u, '_');
