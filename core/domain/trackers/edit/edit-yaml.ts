import { isMap, isScalar, parseDocument, stringify } from 'yaml';
import { isIsoDay } from '../../../kernel/time.ts';

export interface ScalarPlace {
  /** The quotes stand outside the text given: the span covers the content only. */
  readonly quoteOutside: '"' | "'" | null;
  /** Inside braces or brackets, where a comma or a closing bracket ends a plain scalar. */
  readonly flow: boolean;
  /** It holds days, which stand plain in most files: readers of YAML 1.1 make days of them, as they should. */
  readonly day: boolean;
}

/** Other tools read by either: `no`, `12:30` and `0777` are words in one and something else in the other. */
const VERSIONS = ['1.1', '1.2'] as const;
type Version = (typeof VERSIONS)[number];

/**
 * A scalar in the quoting style of the one it replaces where that reads back as meant, else in double quotes. Null when
 * the old value is no one-line scalar, or when no style holds the new one.
 */
export function yamlScalar(raw: string, value: string, place: ScalarPlace): string | null {
  const { quoteOutside, flow, day } = place;
  if (day && raw === '' && isIsoDay(value)) return value;
  if (quoteOutside === null && /^[|>&*!{[]/u.test(raw)) return null;
  if (value === '' && raw === '' && quoteOutside === null) return '';
  const quote = quoteOutside ?? /^["']/u.exec(raw)?.[0] ?? null;
  const styles = quoteOutside !== null || quote === '"' ? [] : [doubleQuoted(value)];
  const first = quote === '"' ? doubleQuoted(value) : quote === "'" ? singleQuoted(value) : value;
  const fits = [first, ...styles].find(
    (scalar) => readsBack(scalar, value, raw, flow) && (scalar !== value || isPlain(value, flow)),
  );
  return fits === undefined ? null : quoteOutside === null ? fits : fits.slice(1, -1);
}

function singleQuoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function doubleQuoted(value: string): string {
  return stringify(value, { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0 }).trimEnd();
}

/** Words and signs that some readers stumble over although the two versions allow them plain. */
function isPlain(value: string, flow: boolean): boolean {
  return !(/^(?:=|<<|-{3}|\.{3})$|[\t\uFEFF]/u.test(value) || (flow && /[,[\]{}:#]/u.test(value)));
}

/** In both versions of YAML it is this text; where the old value was no text in one of them, it may be of the same kind. */
function readsBack(scalar: string, value: string, raw: string, flow: boolean): boolean {
  const now = VERSIONS.map((version) => read(scalar, flow, version));
  if (now.some((one) => one?.text !== value)) return false;
  const kinds = now.map((one) => kindOf(one?.value));
  if (kinds.every((kind) => kind === 'string')) return true;
  const [one, other] = now;
  const differ = kinds.every((kind) => kind === 'number') && one?.value !== other?.value;
  return !differ && VERSIONS.every((version, at) => kindOf(read(raw, flow, version)?.value) === kinds[at]);
}

function kindOf(value: unknown): string {
  return value instanceof Date ? 'date' : typeof value;
}

/** What stands there for YAML, and as the tracker shows it; null when the scalar does not stay the only value. */
function read(scalar: string, flow: boolean, version: Version): { value: unknown; text: string } | null {
  const { contents, errors } = parseDocument(flow ? `{k: ${scalar}, l: 1}` : `k: ${scalar} # c\nl: 1\n`, {
    version,
  });
  if (errors.length > 0 || !isMap(contents) || contents.items.length !== 2) return null;
  const node = contents.items[0]?.value;
  if (!isScalar(node) || node.anchor !== undefined || node.tag !== undefined) return null;
  const { value, source } = node;
  if (value === null) return { value: undefined, text: '' };
  return { value, text: typeof value === 'string' ? value : (source ?? '') };
}
