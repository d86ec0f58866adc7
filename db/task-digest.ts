import { createHash } from 'node:crypto';
import { TaskSpec } from '../core/domain/fleet/task.ts';
import { canonicalJson } from '../core/kernel/op.ts';

/** One text for one wish, whatever the order of its keys: tells a repeated submission from another under the same key. */
export function taskDigest(spec: TaskSpec): string {
  // Through the schema: what was stored by an older version has the same defaults then.
  return createHash('sha256')
    .update(canonicalJson(TaskSpec.parse(spec)))
    .digest('hex');
}
