import type { DocumentVersionRow } from '../../../core/domain/readiness/document-version.ts';
import { parseHlc } from '../../../core/kernel/hlc.ts';
import { patchJson } from '../../../core/kernel/op.ts';
import type { Reader } from '../../handle.ts';
import { opsOn } from '../../tables/op.ts';

const VERSIONS_LISTED = 100;

/** What people wrote or removed of a document, the newest first. `versionOf`: null where a text can't be read. */
export function documentVersions(
  read: Reader,
  kind: 'gate' | 'slo-policy',
  id: string,
  versionOf: (text: string) => string | null,
): DocumentVersionRow[] {
  const ops = opsOn(read, kind, id).toReversed();
  return ops.slice(0, VERSIONS_LISTED).flatMap(({ id: opId, hlc, actor, patch }): DocumentVersionRow[] => {
    const decided = patchJson.read(patch);
    if (!decided.ok) return [];
    const text = decided.value['document']?.value;
    if (typeof text !== 'string' && decided.value['removed']?.value !== true) return [];
    const by = read.value<string>('SELECT name FROM actor WHERE id = ?', actor) ?? actor;
    const at = parseHlc(hlc)?.millis ?? 0;
    return typeof text === 'string'
      ? [{ id: opId, at, by, version: versionOf(text), text }]
      : [{ id: opId, at, by, version: null, text: null }];
  });
}
