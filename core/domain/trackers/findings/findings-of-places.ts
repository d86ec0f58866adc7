import { isIsoDate } from '../../../kernel/time.ts';
import type { Condition } from '../../expression/compile.ts';
import type { Field, ParsedItem } from '../model.ts';
import { fieldSpan } from '../text/span.ts';
import { isFinished } from '../vocabulary/states.ts';
import type { CompiledRule } from './compile-rules.ts';
import { draft, type FindingDraft, itemPlace, lineAround, place } from './finding-draft.ts';
import type { DocumentFacts } from './finding-facts.ts';
import type { FindingCheck } from './finding-rule.ts';
import { isSure, spokenStatus } from './sureness.ts';

type PlacesCheck = Extract<FindingCheck<Condition>, { kind: 'two-places' }>;

/** What the two places of an item say of one thing, where they say different things. */
interface Contradiction {
  readonly label: string;
  readonly first: string | null;
  readonly other: string | null;
  readonly fields: readonly [Field | undefined, Field | undefined];
}

/** Items that a summary and a section of their own tell differently. */
export function contradictingPlaces(
  rule: CompiledRule,
  { where, about }: PlacesCheck,
  facts: DocumentFacts,
): FindingDraft[] {
  return facts.further.flatMap(({ first, other }) => {
    const shown = facts.byAddress.get(first.address);
    if (shown === undefined || !where(facts.itemNames(shown))) return [];
    const found = about === 'state' ? ofState(first, other) : ofDay(first, other, about);
    if (found === null) return [];
    const names = {
      ...facts.itemNames(shown),
      label: found.label.toLowerCase(),
      summary: other.carrier === 'table-row' ? 'table' : 'list',
      inSummary: found.other,
      inSection: found.first,
    };
    const places = [at(facts, other, found.fields[1]), at(facts, first, found.fields[0])];
    const subject = [first.address, about, found.first, found.other];
    return [
      draft(
        rule,
        facts.input.trackerId,
        subject,
        names,
        places.map((one) => ({ ...one, address: first.address })),
      ),
    ];
  });
}

function ofState(first: ParsedItem, other: ParsedItem): Contradiction | null {
  const states = [first.state, other.state];
  if (states.some((state) => state === null || state === 'unknown') || first.state === other.state)
    return null;
  if (first.status === null || other.status === null || !isSure(first) || !isSure(other)) return null;
  if (states.every((state) => state !== null && isFinished(state))) return null;
  const fields = [undefined, undefined] as const;
  return { label: 'status', first: spokenStatus(first), other: spokenStatus(other), fields };
}

function ofDay(first: ParsedItem, other: ParsedItem, name: string): Contradiction | null {
  const fields = [fieldOf(first, name), fieldOf(other, name)] as const;
  const [one, two] = fields.map((field) => field?.value ?? '');
  if (one === undefined || two === undefined || one === two) return null;
  if (!isIsoDate(one) || !isIsoDate(two)) return null;
  return { label: fields[0]?.label ?? name, first: one, other: two, fields };
}

function fieldOf(item: ParsedItem, name: string): Field | undefined {
  return item.fields.find((field) => field.name === name);
}

function at(facts: DocumentFacts, item: ParsedItem, field: Field | undefined) {
  if (field === undefined) return itemPlace(facts, item);
  const { start } = fieldSpan(item, field);
  return place(facts, item.address, start, lineAround(facts.input.doc.text, start));
}
