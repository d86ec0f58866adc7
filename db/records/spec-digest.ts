import { hash } from 'node:crypto';
import type { TaskSpec } from '../../core/domain/fleet/tasks/task.ts';
import { canonicalJson } from '../../core/kernel/canonical-json.ts';

/** One digest for one wording, whatever the order of its fields: the same key with another one is a conflict. */
export function specDigest(spec: TaskSpec): string {
  return hash('sha256', canonicalJson(spec), 'hex');
}
