import type { Measure } from '../../../core/domain/readiness/measure/measure.ts';
import { measureText } from '../../../core/domain/readiness/measure/measure-text.ts';
import { failed, type Judgement, missing, quoted } from '../judgement.ts';
import { measured } from '../measures/measured.ts';
import { valueAt } from './json-references.ts';
import { type JsonText, parseJson } from './parse-json.ts';

/** The number that a JSON document has at a pointer. */
export function measureJson(
  name: string,
  text: string,
  measure: Extract<Measure, { in: 'json' }>,
): Judgement {
  const read: JsonText = parseJson(text);
  if (!read.ok) return failed(`${name} is no JSON: ${read.problem}.`);
  const where = quoted(measureText(measure));
  const found = valueAt(read.value, measure.pointer);
  if (found === undefined) return missing(`${name} has nothing at ${where}.`);
  if (typeof found !== 'number' && typeof found !== 'boolean')
    return failed(`In ${name}, ${where} is ${kindOf(found)}, no number.`);
  if (measure.at === undefined) return measured(name, measure, Number(found));
  const at = timeOf(valueAt(read.value, measure.at));
  return at === null
    ? failed(`In ${name}, ${quoted(measure.at)} does not say when it was measured.`)
    : measured(name, measure, Number(found), at);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string' ? `the text "${quoted(value, 40)}"` : 'an object';
}

const DATED = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/u;
const ZONED = /(?:Z|[+-]\d\d:?\d\d)$/u;
/** 1973 in milliseconds, and the year 5138 in seconds: what is below is meant in seconds. */
const SECONDS_BELOW = 100_000_000_000;

/** A time without a zone is UTC, on every device. */
function timeOf(value: unknown): number | null {
  if (typeof value === 'number') return value > 0 ? value * (value < SECONDS_BELOW ? 1000 : 1) : null;
  if (typeof value !== 'string' || !DATED.test(value)) return null;
  const text = value.length > 10 && !ZONED.test(value) ? `${value}Z` : value;
  const at = Date.parse(text.replace(' ', 'T'));
  return Number.isNaN(at) ? null : at;
}
