import { fail, ok, type Result } from '../../../kernel/result.ts';

/** A longer list is a mistake in writing. */
const MOST_KEYS = 1000;

const BETWEEN = /\.\.+|…|–|—|-|\bto\b|\bthrough\b/giu;
const NUMBERED = /^(?<prefix>.*?)(?<number>\d{1,6})$/u;

/** The keys that a text names: `A-E`, `UC-01..UC-10`, `WS1, WS3`, "A and B". A key may itself hold a hyphen. */
export function keysIn(text: string): Result<readonly string[], 'gate.bad-keys'> {
  const keys = new Set<string>();
  for (const part of text.split(/,|;|\band\b|&/iu)) {
    const name = part.trim();
    if (name === '') continue;
    const named = rangeIn(name) ?? [name];
    if (keys.size + named.length > MOST_KEYS)
      return fail('gate.bad-keys', `"${text}" names more than ${MOST_KEYS} keys.`);
    for (const key of named) keys.add(key);
  }
  return keys.size === 0 ? fail('gate.bad-keys', `"${text}" names no key.`) : ok([...keys]);
}

/** Null for what is one key: a hyphen in "UC-01" has no two like ends beside it. */
function rangeIn(text: string): readonly string[] | null {
  for (const { index, 0: between } of text.matchAll(BETWEEN)) {
    const keys = keysBetween(text.slice(0, index).trim(), text.slice(index + between.length).trim());
    if (keys !== null) return keys;
  }
  return null;
}

function keysBetween(first: string, last: string): readonly string[] | null {
  if (/^[A-Z]$/u.test(first) && /^[A-Z]$/u.test(last)) {
    const from = first.charCodeAt(0);
    return counted(from, last.charCodeAt(0), (code) => String.fromCharCode(code));
  }
  const from = NUMBERED.exec(first)?.groups;
  const to = NUMBERED.exec(last)?.groups;
  if (from === undefined || to === undefined || from['prefix'] !== to['prefix']) return null;
  const { prefix = '', number = '' } = from;
  return counted(
    Number(number),
    Number(to['number']),
    (one) => `${prefix}${String(one).padStart(number.length, '0')}`,
  );
}

function counted(from: number, to: number, name: (n: number) => string): readonly string[] | null {
  // One beyond the most is enough to be refused.
  const length = Math.min(to - from, MOST_KEYS) + 1;
  return length < 2 ? null : Array.from({ length }, (_unused, index) => name(from + index));
}
