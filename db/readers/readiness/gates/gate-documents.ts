import { builtInGates, GATE_KINDS } from '../../../../core/domain/readiness/gate/built-in/built-in-gates.ts';
import { gateVersion } from '../../../../core/domain/readiness/gate/evaluate-gate.ts';
import type { GateDocument } from '../../../../core/domain/readiness/gate/gate-document.ts';
import type { GateProblem } from '../../../../core/domain/readiness/gate/read-gate.ts';
import type { ActorId, TrackerId } from '../../../../core/kernel/ids.ts';
import type { Reader } from '../../../handle.ts';
import { readGates } from '../../../records/readiness/gate.ts';
import { gateReading } from '../kept-readings.ts';
import { digestOf, itemFacts, trackerFacts } from './gate-facts.ts';

/** A gate there is, whoever wrote it. */
export interface KnownGate {
  readonly id: string;
  readonly text: string;
  /** Null while it can't be read; then there are problems. */
  readonly document: GateDocument | null;
  readonly problems: readonly GateProblem[];
  /** The tracker that asks for it; null for one that only people wrote. */
  readonly trackerId: TrackerId | null;
  /** Null for one that nobody edited. */
  readonly saved: { readonly by: ActorId; readonly at: number } | null;
}

/** Those that people wrote, and those that trackers ask for and nobody edited. */
export function knownGates(read: Reader): readonly KnownGate[] {
  const written = readGates(read).map(({ id, document: text, savedBy, savedAt }): KnownGate => {
    const found = readKnown(id, text);
    return { id, text, ...found, trackerId: null, saved: { by: savedBy, at: savedAt } };
  });
  const titles = written.map(({ id, document }) => ({ id, title: document?.title ?? id }));
  const known = new Map(written.map((gate) => [gate.id, gate]));
  for (const { id, text, trackerId } of builtInGates(
    trackerFacts(read),
    itemFacts(read, GATE_KINDS),
    titles,
  )) {
    const edited = known.get(id);
    known.set(
      id,
      edited === undefined
        ? { id, text, ...readKnown(id, text), trackerId, saved: null }
        : { ...edited, trackerId },
    );
  }
  return [...known.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function readKnown(id: string, text: string): Pick<KnownGate, 'document' | 'problems'> {
  const found = gateReading(text);
  if (!found.ok) return { document: null, problems: found.problems };
  return found.value.gate === id
    ? { document: found.value, problems: [] }
    : {
        document: null,
        problems: [{ line: 1, message: `It calls itself "${found.value.gate}", and is kept as "${id}".` }],
      };
}

/** The version that a text would be; null where it is no gate. */
export function gateVersionIn(text: string): string | null {
  const found = gateReading(text);
  return found.ok ? gateVersion(found.value, digestOf) : null;
}

/** As a gate is judged with them. */
export function documentsOf(gates: readonly KnownGate[]): ReadonlyMap<string, GateDocument | null> {
  return new Map(gates.map(({ id, document }) => [id, document]));
}
