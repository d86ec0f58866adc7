import { isIsoDate } from '../../../../kernel/time.ts';
import type { Field, ParsedItem, Skipped } from '../../model.ts';
import { readDay } from '../../text/dates.ts';
import { recogniseWord } from '../../vocabulary/vocabulary.ts';

export interface ToldDays {
  readonly skipped: readonly Skipped[];
  readonly guesses: readonly { readonly line: number; readonly what: string }[];
}

export const NOTHING_TOLD: ToldDays = { skipped: [], guesses: [] };

/** A place that says there is no day, or none yet. */
const NO_DAY =
  /^(?:[\s?.…*_~`–—-]*|(?:n\/?a|none|no|nil|tb[acd]|t\.b\.[acd]\.?|unknown|unscheduled|unplanned|later|future|someday|open-?ended|continuous|not (?:set|scheduled|planned|known|applicable)|offen|unbekannt|keins?|später|laufend|aucune?|inconnue?|à définir|à déterminer|à venir|ninguna|por definir|pendiente|a definir|da definire|nessuna|brak|do ustalenia|нет|неизвестно|не определено|уточняется|позже|未定|なし|待定|未知|无|無|미정|없음)[.!]?)$/iu;

/**
 * What cannot be told of the days of a section, one line per column: texts that are no day ("no date" and "not
 * understood" differ), and weeks, months and quarters, of which the last day or the middle counts.
 */
export function toldDays(items: readonly ParsedItem[]): ToldDays {
  const unread = new Map<string, Group>();
  const periods = new Map<string, Group>();
  for (const item of items) {
    for (const field of item.fields) {
      if (field.kind !== 'date' || field.raw === '') continue;
      if (!isIsoDate(field.value)) {
        if (!saysNoDay(field.value)) count(unread, item, field);
      } else if (field.raw !== field.value && readDay(field.raw)?.isPeriod === true)
        count(periods, item, field);
    }
  }
  return {
    skipped: [...unread.values()].map(({ line, field, more }) => ({
      what: 'cell',
      line,
      reason: `${named(field, more)} under "${field.label}" ${more === 0 ? 'is not a day' : 'are not days'} that can be told`,
    })),
    guesses: [...periods.values()].map(({ line, field, more }) => ({
      line,
      what: `${named(field, more)} under "${field.label}" ${more === 0 ? 'is' : 'are'} taken ${edgeOf(field)}: ${field.value}`,
    })),
  };
}

interface Group {
  readonly line: number;
  readonly field: Field;
  more: number;
}

function edgeOf({ name, raw }: Field): string {
  if (readDay(raw)?.isMiddle === true) return 'as the middle';
  return `by the ${name === 'start' ? 'first' : 'last'} day`;
}

function count(groups: Map<string, Group>, item: ParsedItem, field: Field): void {
  const key = `${item.section}\n${item.carrier}\n${field.label}\n${edgeOf(field)}`;
  const group = groups.get(key);
  if (group === undefined) groups.set(key, { line: item.line, field, more: 0 });
  else group.more += 1;
}

function named({ value, raw }: Field, more: number): string {
  const said = isIsoDate(value) ? raw : value;
  const short = said.length > 40 ? `${said.slice(0, 39)}…` : said;
  return more === 0 ? `"${short}"` : `"${short}" and ${more} more`;
}

function saysNoDay(value: string): boolean {
  return NO_DAY.test(value) || (!/\p{Nd}/u.test(value) && recogniseWord(value) !== null);
}
