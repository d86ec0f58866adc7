import { parseArgs } from 'node:util';
import { measureShape, WORKS, type Work } from './cost-of-shape.ts';
import { MARKDOWN_SHAPES } from './document-shapes.ts';
import { PUMPED_LINES, PUMPED_QUEUES } from './pumped-lines.ts';
import { YAML_SHAPES } from './queue-shapes.ts';
import type { Shape } from './shape.ts';

/**
 * `npm run growth -- [--size CHARACTERS] [--only PART-OF-A-NAME] [--work WORK] [--profile ID] [--all]`: what documents of
 * many shapes cost at a quarter of the size, half of it and the whole, and how that grows. Told are those that grow faster
 * than their size or cost more than a document may; with `--all` every one.
 */
const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '250000' },
    only: { type: 'string', default: '' },
    work: { type: 'string' },
    profile: { type: 'string' },
    all: { type: 'boolean', default: false },
  },
});
/** Where doubling the size costs more than this power of two, it is no noise. */
const MOST_EXPONENT = 1.5;
const TELLING_MS = 100;
const MOST_MS_PER_MB = 20_000;
/** A shape that takes so long isn't tried larger. */
const ENOUGH_MS = 5000;

const size = Number(values.size);
const work = WORKS.find((one) => one === values.work) ?? null;
const sets: readonly (readonly [file: string, shapes: Readonly<Record<string, Shape>>])[] = [
  ['plan.md', { ...MARKDOWN_SHAPES, ...PUMPED_LINES }],
  ['queue.yaml', { ...YAML_SHAPES, ...PUMPED_QUEUES }],
];
let bad = 0;
for (const [file, shapes] of sets) {
  for (const [name, shape] of Object.entries(shapes)) {
    if (!`${file} ${name}`.includes(values.only)) continue;
    measureShape(shape, { file, size: 4000, profile: values.profile ?? null, only: work });
    judge(`${file} ${name}`, costs(shape, file));
  }
}
console.log(`${bad} of them cost more than they may.`);
process.exitCode = bad === 0 ? 0 : 1;

interface Cost {
  readonly size: number;
  readonly ms: number;
}

function costs(shape: Shape, file: string): ReadonlyMap<Work, readonly Cost[]> {
  const found = new Map<Work, Cost[]>();
  for (const part of [size / 4, size / 2, size]) {
    const all = measureShape(shape, { file, size: part, profile: values.profile ?? null, only: work });
    for (const { work: done, ms } of all) found.set(done, [...(found.get(done) ?? []), { size: part, ms }]);
    if (all.some(({ ms }) => ms > ENOUGH_MS)) break;
  }
  return found;
}

function judge(name: string, found: ReadonlyMap<Work, readonly Cost[]>): void {
  for (const [done, all] of found) {
    const [before, last] = all.length > 1 ? all.slice(-2) : [undefined, all[0]];
    if (last === undefined) continue;
    const exponent = before === undefined ? Number.NaN : Math.log2(last.ms / Math.max(0.1, before.ms));
    const perMb = (last.ms * 1e6) / last.size;
    const isBad = last.ms > TELLING_MS && (!(exponent <= MOST_EXPONENT) || perMb > MOST_MS_PER_MB);
    if (isBad) bad += 1;
    if (!isBad && !values.all) continue;
    console.log(
      `${isBad ? 'over' : 'ok'}\t${name}\t${done}\t${last.size}\t${last.ms.toFixed(0)} ms\t^${exponent.toFixed(2)}\t${perMb.toFixed(0)} ms/MB`,
    );
  }
}
