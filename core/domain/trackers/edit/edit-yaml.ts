import { parse } from 'yaml';

/**
 * A scalar in the quoting style of the one it replaces. `inner` says that the quotes stand outside the text given
 * (the span covers the content only). Null when the old value is no one-line scalar.
 */
export function yamlScalar(raw: string, value: string, quoteOutside: '"' | "'" | null): string | null {
  if (quoteOutside === '"') return JSON.stringify(value).slice(1, -1);
  if (quoteOutside === "'") return value.replaceAll("'", "''");
  if (/^[|>&*!{[]/u.test(raw)) return null;
  if (raw.startsWith('"')) return JSON.stringify(value);
  if (raw.startsWith("'")) return `'${value.replaceAll("'", "''")}'`;
  return plainOrQuoted(raw, value);
}

/** Plain where plain reads back as meant; a text that would turn into a number, a date or nothing is quoted. */
function plainOrQuoted(raw: string, value: string): string {
  if (value === '') return raw === '' ? '' : '""';
  const before = read(raw);
  const after = read(value);
  const readsBack =
    typeof after === 'string' ? after === value : after !== undefined && typeof after === typeof before;
  if (readsBack && (typeof after !== 'object' || after === null)) return value;
  return JSON.stringify(value);
}

function read(scalar: string): unknown {
  try {
    const whole: unknown = parse(`k: ${scalar}\n`);
    return typeof whole === 'object' && whole !== null && 'k' in whole ? whole.k : undefined;
  } catch {
    return undefined;
  }
}
