import { stringify } from 'yaml';
import type { z } from 'zod';
import type { TrackerId } from '../../../../kernel/ids.ts';
import type { GateDocument } from '../gate-document.ts';
import type { ItemFact, TrackerFact } from '../gate-facts.ts';
import { readExitCriterion } from './exit-criteria.ts';
import { itself, type WrittenCriterion } from './written-criterion.ts';

type Written = z.input<typeof GateDocument>;

/** A gate that a tracker's own text asks for. It is made anew each time, until somebody edits it. */
export interface BuiltInGate {
  readonly id: string;
  readonly title: string;
  readonly trackerId: TrackerId;
  readonly text: string;
}

/** Kinds of items that ask for a gate. */
export const GATE_KINDS = ['acceptance', 'exit-criterion', 'phase', 'criterion'] as const;

/** More phases than that are judged together. */
const MOST_PHASES = 90;

/**
 * The gates of trackers: that all acceptance rows of a programme are met, the exit criteria of a plan, and its phases.
 * `written`: gates that people wrote, which an exit criterion may name.
 */
export function builtInGates(
  trackers: readonly TrackerFact[],
  items: readonly ItemFact[],
  written: readonly { readonly id: string; readonly title: string }[],
): readonly BuiltInGate[] {
  const byTracker = Map.groupBy(items, ({ trackerId }) => trackerId);
  const taken = new Map<string, number>();
  const counts = Map.groupBy(trackers, ({ name }) => name);
  return trackers
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((tracker) => {
      const own = byTracker.get(tracker.id) ?? [];
      // A name can be read; an id is told where two trackers have the same.
      const named = counts.get(tracker.name)?.length === 1 ? tracker.name : tracker.id;
      return gatesOf(tracker, named, own, written).map(({ kind, title, criteria }) => {
        const id = unique(`${idPart(tracker.name, 56 - kind.length)}-${kind}`, taken);
        const document: Written = { gate: id, title, criteria };
        return { id, title, trackerId: tracker.id, text: stringify(document, { lineWidth: 110 }) };
      });
    });
}

interface OfTracker {
  readonly kind: string;
  readonly title: string;
  readonly criteria: WrittenCriterion[];
}

function gatesOf(
  { name }: TrackerFact,
  tracker: string,
  items: readonly ItemFact[],
  written: readonly { readonly id: string; readonly title: string }[],
): readonly OfTracker[] {
  const ofKind = (kind: string) => items.filter((item) => item.kind === kind);
  const [acceptance, exits, phases] = [ofKind('acceptance'), ofKind('exit-criterion'), ofKind('phase')];
  const gates: OfTracker[] = [];
  if (acceptance.length > 0)
    gates.push({
      kind: 'acceptance',
      title: `Acceptance of ${name}`,
      criteria: [
        {
          id: 'acceptance',
          title: 'Every acceptance row is met',
          items: { tracker, kind: 'acceptance' },
        },
      ],
    });
  if (exits.length > 0)
    gates.push({
      kind: 'exit-criteria',
      title: `Exit criteria of ${name}`,
      criteria: exits.map((item, index) => ({
        id: `exit-${index + 1}`,
        title: item.title.slice(0, 300),
        ...readExitCriterion(item, { tracker, phases, written }),
      })),
    });
  if (phases.length > 0)
    gates.push({
      kind: 'phases',
      title: `Phases of ${name}`,
      criteria:
        phases.length > MOST_PHASES
          ? [{ id: 'phases', title: 'Every phase is complete', items: { tracker, kind: 'phase' } }]
          : phaseCriteria(tracker, phases, ofKind('criterion')),
    });
  return gates;
}

function phaseCriteria(
  tracker: string,
  phases: readonly ItemFact[],
  criteria: readonly ItemFact[],
): WrittenCriterion[] {
  const taken = new Map<string, number>();
  return phases.flatMap((phase) => {
    const id = unique(`phase-${phase.key.replaceAll(/[^A-Za-z0-9._-]+/gu, '-').slice(0, 60)}`, taken);
    const complete: WrittenCriterion = {
      id,
      title: `${phase.title.slice(0, 280)} is complete`,
      items: itself(tracker, phase),
    };
    const hasOwn = criteria.some(({ sectionPath }) => sectionPath === phase.sectionPath);
    if (!hasOwn || phases.filter(({ sectionPath }) => sectionPath === phase.sectionPath).length > 1)
      return [complete];
    return [
      complete,
      {
        id: `${id}.done`,
        title: `Its done criteria hold: ${phase.title.slice(0, 270)}`,
        items: { tracker, kind: 'criterion', section: phase.sectionPath },
        require: { evidence: {}, enough: 'either' },
      },
    ];
  });
}

function idPart(name: string, most: number): string {
  const ascii = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '');
  const cut = ascii.slice(0, most).replace(/-+$/u, '');
  return cut === '' ? 'tracker' : cut;
}

function unique(id: string, taken: Map<string, number>): string {
  const count = (taken.get(id) ?? 0) + 1;
  taken.set(id, count);
  return count === 1 ? id : `${id}-${count}`;
}
