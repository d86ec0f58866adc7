import { isMap, isScalar, parseDocument } from 'yaml';

export interface ScalarPlace {
  /** The quotes stand outside the text given: the span covers the content only. */
  readonly quoteOutside: '"' | "'" | null;
  /** Inside braces or brackets, where a comma or a closing bracket ends a plain scalar. */
  readonly flow: boolean;
}

/** A scalar in the quoting style of the one it replaces. Null when the old value is no one-line scalar. */
export function yamlScalar(raw: string, value: string, { quoteOutside, flow }: ScalarPlace): string | null {
  if (quoteOutside === '"') return JSON.stringify(value).slice(1, -1);
  if (quoteOutside === "'") return value.replaceAll("'", "''");
  if (/^[|>&*!{[]/u.test(raw)) return null;
  if (raw.startsWith('"')) return JSON.stringify(value);
  if (raw.startsWith("'")) return `'${value.replaceAll("'", "''")}'`;
  return plainOrQuoted(raw, value, flow);
}

/**
 * Plain where plain reads back as meant; a text that would turn into a number, a date or nothing, or that would end
 * early, is quoted.
 */
function plainOrQuoted(raw: string, value: string, flow: boolean): string {
  if (value === '') return raw === '' ? '' : '""';
  const after = read(value, flow);
  const sameKind = typeof after?.value === 'string' || typeof after?.value === typeof read(raw, flow)?.value;
  return after !== null && after.text === value && sameKind ? value : JSON.stringify(value);
}

/** What stands there for YAML, and as the tracker shows it; null when the scalar does not stay the only value. */
function read(scalar: string, flow: boolean): { value: unknown; text: string } | null {
  const { contents, errors } = parseDocument(flow ? `{k: ${scalar}}` : `k: ${scalar}\n`);
  if (errors.length > 0 || !isMap(contents) || contents.items.length !== 1) return null;
  const node = contents.items[0]?.value;
  if (!isScalar(node) || node.anchor !== undefined || node.tag !== undefined) return null;
  const { value, source } = node;
  if (value === null) return { value: undefined, text: '' };
  return { value, text: typeof value === 'string' ? value : (source ?? '') };
}
