import { fail, ok, type Result } from '../../../kernel/result.ts';
import { unreachable } from '../../../kernel/unreachable.ts';
import { Measure } from './measure.ts';

/** How each is written in one line. */
export const MEASURE_FORMS: readonly string[] = [
  'json:/summary/p95_ms',
  'junit:pass-rate',
  'junit:seconds:suite.class.test name',
  'metrics:http_request_seconds{quantile="0.95"}',
  'sarif:high',
];

export function parseMeasure(text: string): Result<Measure, 'measure.unreadable'> {
  const read = Measure.safeParse(measureOf(text));
  return read.success
    ? ok(read.data)
    : fail(
        'measure.unreadable',
        `"${text}" names no number of a report; write it like ${MEASURE_FORMS.join(', ')}.`,
        { text },
      );
}

function measureOf(text: string): unknown {
  const colon = text.indexOf(':');
  const form = text.slice(0, Math.max(colon, 0));
  const rest = text.slice(colon + 1);
  switch (form) {
    case 'json':
      return { in: form, pointer: rest };
    case 'junit': {
      const [count = '', ...test] = rest.split(':');
      return { in: form, count, ...(test.length === 0 ? {} : { test: test.join(':') }) };
    }
    case 'metrics':
      return { in: form, ...sampleOf(rest) };
    case 'sarif':
      return { in: form, results: rest };
    default:
      return null;
  }
}

function sampleOf(text: string): { readonly name: string; readonly labels: unknown } {
  const brace = text.indexOf('{');
  if (brace < 0) return { name: text.trim(), labels: {} };
  const read = readLabels(text, brace + 1);
  const isWhole = read !== null && text.slice(read.end).trim() === '';
  return { name: text.slice(0, brace).trim(), labels: isWhole ? Object.fromEntries(read.labels) : null };
}

const LABEL = /\s*([A-Za-z_]\w*)\s*=\s*"((?:[^"\\\n]|\\.)*)"\s*(,?)/y;

/** Labels as Prometheus writes them, from behind the brace to behind the closing one; null for what is not that. */
export function readLabels(
  text: string,
  from: number,
): { readonly labels: ReadonlyMap<string, string>; readonly end: number } | null {
  const labels = new Map<string, string>();
  let at = from;
  for (let goesOn = true; goesOn; ) {
    LABEL.lastIndex = at;
    const found = LABEL.exec(text);
    if (found === null) break;
    const [whole, name = '', value = '', comma] = found;
    if (labels.has(name)) return null;
    labels.set(
      name,
      value.replaceAll(/\\(.)/gu, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped)),
    );
    at += whole.length;
    goesOn = comma !== '';
  }
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return text[at] === '}' ? { labels, end: at + 1 } : null;
}

/** One line that `parseMeasure` reads again. */
export function measureText(measure: Measure): string {
  switch (measure.in) {
    case 'json':
      return `json:${measure.pointer}`;
    case 'junit':
      return `junit:${measure.count}${measure.test === undefined ? '' : `:${measure.test}`}`;
    case 'metrics': {
      const labels = Object.entries(measure.labels).map(([name, value]) => `${name}="${escaped(value)}"`);
      return `metrics:${measure.name}${labels.length === 0 ? '' : `{${labels.join(',')}}`}`;
    }
    case 'sarif':
      return `sarif:${measure.results}`;
    default:
      return unreachable(measure);
  }
}

function escaped(value: string): string {
  return value
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`);
}
