import type { Measure } from '../../../core/domain/readiness/measure/measure.ts';
import { measureText, readLabels } from '../../../core/domain/readiness/measure/measure-text.ts';
import { failed, type Judgement, missing, quoted } from '../judgement.ts';
import { measured } from './measured.ts';

/** In characters; no exporter writes longer ones. */
const LONGEST_LINE = 64 * 1024;
const VALUE = /^[ \t]+(?<value>[^ \t#]+)(?:[ \t]+(?<at>-?\d{1,17}(?:\.\d{1,9})?))?[ \t]*(?:#.*)?$/u;
/** As Go writes and reads them; no hexadecimal ones. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/u;

/** Looks for one sample in Prometheus text or OpenMetrics that comes in pieces. Lines about others are not read. */
export class MetricsReport {
  readonly #wanted: Extract<Measure, { in: 'metrics' }>;
  readonly #decoder = new TextDecoder();
  #rest = '';
  #line = 0;
  #found: { readonly value: string; readonly at: string | undefined } | null = null;
  #several = false;
  /** OpenMetrics ends like that, and tells times in seconds. */
  #ended = false;
  #problem: string | null = null;

  constructor(wanted: Extract<Measure, { in: 'metrics' }>) {
    this.#wanted = wanted;
  }

  take(piece: Uint8Array): void {
    if (this.#problem === null) this.#read(this.#decoder.decode(piece, { stream: true }), false);
  }

  judge(name: string): Judgement {
    if (this.#problem === null) this.#read(this.#decoder.decode(), true);
    if (this.#problem !== null)
      return failed(`${name} is no text of metrics that can be read: ${this.#problem}.`);
    const sample = quoted(measureText(this.#wanted));
    if (this.#found === null) return missing(`${name} has no sample ${sample}.`);
    if (this.#several)
      return failed(`${name} has several samples ${sample}: name more of the labels of one.`);
    const { value, at } = this.#found;
    const time = at === undefined ? undefined : Number(at) * (this.#ended ? 1000 : 1);
    return NUMBER.test(value)
      ? measured(name, this.#wanted, Number(value), time)
      : failed(`In ${name}, ${sample} is ${quoted(value, 40)}, which is no number.`);
  }

  #read(text: string, isLast: boolean): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = isLast ? '' : (lines.pop() ?? '');
    for (const line of lines) {
      this.#line += 1;
      if (line.length > LONGEST_LINE) break;
      this.#take(line.endsWith('\r') ? line.slice(0, -1) : line);
      if (this.#problem !== null) return;
    }
    if (this.#rest.length > LONGEST_LINE || lines.some((line) => line.length > LONGEST_LINE))
      this.#problem = `line ${this.#line} is longer than ${LONGEST_LINE} characters`;
  }

  #take(line: string): void {
    const { name, labels } = this.#wanted;
    if (line === '# EOF') this.#ended = true;
    if (!line.startsWith(name)) return;
    const behind = line[name.length];
    if (behind !== '{' && behind !== ' ' && behind !== '\t') return;
    const has = behind === '{' ? readLabels(line, name.length + 1) : { labels: new Map(), end: name.length };
    const { value, at } = has === null ? {} : (VALUE.exec(line.slice(has.end))?.groups ?? {});
    if (has === null || value === undefined) {
      this.#problem = `line ${this.#line} is no sample`;
      return;
    }
    if (Object.entries(labels).some(([label, wanted]) => has.labels.get(label) !== wanted)) return;
    this.#several = this.#found !== null;
    this.#found = { value, at };
  }
}
