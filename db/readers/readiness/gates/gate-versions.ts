import { gateVersion } from '../../../../core/domain/readiness/gate/evaluate-gate.ts';
import type { GateVersionRow } from '../../../../core/domain/readiness/gate/gate-row.ts';
import { readGate } from '../../../../core/domain/readiness/gate/read-gate.ts';
import { parseHlc } from '../../../../core/kernel/hlc.ts';
import { patchJson } from '../../../../core/kernel/op.ts';
import type { Reader } from '../../../handle.ts';
import { opsOn } from '../../../tables/op.ts';
import { digestOf } from './gate-facts.ts';

const VERSIONS_LISTED = 100;

/** What people wrote or took back, the newest first. */
export function gateVersions(read: Reader, gateId: string): GateVersionRow[] {
  const ops = opsOn(read, 'gate', gateId).toReversed();
  return ops.slice(0, VERSIONS_LISTED).flatMap(({ id, hlc, actor, patch }): GateVersionRow[] => {
    const decided = patchJson.read(patch);
    if (!decided.ok) return [];
    const text = decided.value['document']?.value;
    if (typeof text !== 'string' && decided.value['removed']?.value !== true) return [];
    const by = read.value<string>('SELECT name FROM actor WHERE id = ?', actor) ?? actor;
    const at = parseHlc(hlc)?.millis ?? 0;
    if (typeof text !== 'string') return [{ id, at, by, version: null, text: null }];
    const gate = readGate(text);
    return [{ id, at, by, version: gate.ok ? gateVersion(gate.value, digestOf) : null, text }];
  });
}
