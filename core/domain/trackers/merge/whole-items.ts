import { sectionOf } from '../identity/identity.ts';
import { itemName } from '../identity/item-name.ts';
import type { ParsedDocument, ParsedItem } from '../model.ts';

/** An item with all its lines, as far as a merge looks at it: they move, stay or go with it. */
export interface Whole {
  /** What the merge calls it. */
  readonly item: string;
  readonly address: string;
  /** Its own id, if it has one. */
  readonly explicit: string | null;
  /** Its first line. */
  readonly head: string;
  /** A blank line there would stand for nothing. */
  readonly isTask: boolean;
  /** The item it stands inside of. */
  readonly outer: Whole | null;
}

/** Answers which item a line that starts here belongs to: the innermost that spans it. Asked in the order of the text. */
export function wholesOf(
  doc: ParsedDocument,
  identity: (item: ParsedItem) => string,
): (start: number) => Whole | null {
  const items = doc.items.toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const open: { readonly end: number; readonly whole: Whole }[] = [];
  // Many may begin in one long line.
  let [headAt, head] = [-1, ''];
  const headOf = (start: number) => {
    if (start !== headAt) [headAt, head] = [start, /^[^\r\n]*/u.exec(doc.text.slice(start))?.[0] ?? ''];
    return head;
  };
  let next = 0;
  return (start) => {
    for (let item = items[next]; item !== undefined && item.span.start <= start; item = items[++next]) {
      closeBefore(open, item.span.start);
      open.push({
        end: item.span.end,
        whole: wholeOf(item, headOf(item.span.start), identity(item), open.at(-1)?.whole ?? null),
      });
    }
    closeBefore(open, start);
    return open.at(-1)?.whole ?? null;
  };
}

function closeBefore(open: { readonly end: number }[], start: number): void {
  for (let last = open.at(-1); last !== undefined && last.end <= start; last = open.at(-1)) open.pop();
}

function wholeOf(item: ParsedItem, head: string, name: string, outer: Whole | null): Whole {
  const { address, carrier } = item;
  return {
    item: name,
    address,
    explicit: itemName({ ...item, sectionPath: sectionOf(address) }).explicit,
    head,
    isTask: carrier === 'yaml-task',
    outer,
  };
}

interface Line {
  readonly text: string;
  readonly within: Whole | null;
}

/**
 * What the lines of each item are told by. An item that both documents have goes by its name there; one that only this
 * has by its own id, else by its first line, which may be the same; what is no item in the other goes by nothing.
 */
export function scopesOf(tokens: readonly Line[], others: readonly Line[]): string[] {
  const shared = new Set(others.flatMap(({ within }) => within?.item ?? []));
  const plain = new Set(others.flatMap(({ within, text }) => (within === null ? [unended(text)] : [])));
  const scopes = new Map<Whole, string>();
  const scopeOf = (whole: Whole): string => {
    if (shared.has(whole.item)) return `=${whole.item}`;
    if (plain.has(unended(whole.head))) return '';
    return whole.explicit === null ? `~${unended(whole.head)}` : `#${whole.explicit}`;
  };
  return tokens.map(({ within }) => {
    if (within === null) return '';
    const scope = scopes.get(within) ?? scopeOf(within);
    scopes.set(within, scope);
    return scope;
  });
}

function unended(text: string): string {
  return text.replace(/[\r\n]+$/u, '');
}
