import { isIsoDate } from '../../../kernel/time.ts';
import type { ExpressionValue } from '../../expression/values.ts';
import type { MetaField, ParsedItem } from '../model.ts';
import { quotedIfDated } from '../text/change-words.ts';
import { plainText } from '../text/plain-text.ts';
import type { CompiledRule } from './compile-rules.ts';
import type { DocumentFacts } from './finding-facts.ts';
import { MAX_PLACES } from './place-limit.ts';
import type { Severity } from './severity.ts';

/** A place in a document and what it says there, word for word. */
export interface FindingPlace {
  readonly trackerId: string;
  /** Null for a place that belongs to no item. */
  readonly address: string | null;
  readonly line: number;
  readonly says: string;
}

export interface FindingDraft {
  /** The same while the same thing is found, wherever its lines move; names the finding in acceptances. */
  readonly key: string;
  /** Tracker id, or `workspace` for what lies between documents. */
  readonly scope: string;
  readonly rule: string;
  readonly group: string;
  readonly severity: Severity;
  readonly title: string;
  readonly explanation: string;
  readonly places: readonly FindingPlace[];
}

const LONGEST_QUOTE = 240;
const LONGEST_LINE = 4000;

export function draft(
  rule: CompiledRule,
  scope: string,
  subject: readonly (string | null)[],
  names: Readonly<Record<string, ExpressionValue>>,
  places: readonly FindingPlace[],
): FindingDraft {
  return {
    key: [rule.id, scope, ...subject.map((part) => part ?? '')].join('|'),
    scope,
    rule: rule.id,
    group: rule.group,
    severity: rule.severity,
    title: fill(rule.title, names),
    explanation: fill(rule.explanation, names),
    places: places.slice(0, MAX_PLACES),
  };
}

/** An item at the line where it states its status, else where it begins. */
export function itemPlace(facts: DocumentFacts, item: ParsedItem): FindingPlace {
  const field = item.fields.find((entry) => entry.kind === 'status' || entry.kind === 'check');
  const offset = item.span.start + (field?.within.start ?? 0);
  const line = lineAround(facts.input.doc.text, offset);
  const named = line.includes(item.title.slice(0, 20)) || plainText(line).includes(item.title.slice(0, 20));
  const own = named ? line : `${item.title}: ${line}`;
  return place(facts, item.address, offset, own);
}

export function metaPlace(facts: DocumentFacts, field: MetaField): FindingPlace {
  return place(facts, null, field.span.start, lineAround(facts.input.doc.text, field.span.start));
}

export function place(
  facts: DocumentFacts,
  address: string | null,
  offset: number,
  says: string,
): FindingPlace {
  const line = facts.lineAt(offset);
  const quote = says.trim();
  const cut = quote.length > LONGEST_QUOTE ? `${quote.slice(0, LONGEST_QUOTE).trimEnd()}…` : quote;
  return { trackerId: facts.input.trackerId, address, line, says: cut };
}

export function lineAround(text: string, offset: number): string {
  // Looked for in a window: a text without `\r` would else be searched to its beginning for every place.
  const from = Math.max(0, offset - LONGEST_LINE);
  const before = text.slice(from, offset);
  const start = from + Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  return /^[^\r\n]*/u.exec(text.slice(start, start + LONGEST_LINE))?.[0] ?? '';
}

/** `{name}` in a rule's words, `{count:one entry|{count} entries}` by its number; what is not known reads as such. */
function fill(template: string, names: Readonly<Record<string, ExpressionValue>>): string {
  const valueOf = (name: string) => (Object.hasOwn(names, name) ? (names[name] ?? null) : null);
  return template
    .replace(CHOICE, (_, name: string, one: string, many: string) => (valueOf(name) === 1 ? one : many))
    .replace(/("?)\{(\w+)\}/gu, (_, quote: string, name: string) => {
      const value = valueOf(name);
      const shown = show(value);
      const isName = quote === '' && typeof value === 'string' && !isIsoDate(value);
      return quote + (isName ? quotedIfDated(shown) : shown);
    });
}

const CHOICE = /\{(\w+):((?:[^{}|]|\{\w+\})*)\|((?:[^{}|]|\{\w+\})*)\}/gu;

function show(value: ExpressionValue): string {
  if (value === null) return 'unknown';
  if (typeof value === 'number') return String(Math.round(value * 10) / 10);
  if (typeof value === 'string') return value.length > 100 ? `${value.slice(0, 100)}…` : value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return 'kind' in value && value.kind === 'date' ? value.iso : 'several';
}
