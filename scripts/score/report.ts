import type { Judgement } from './judgement.ts';

interface Share {
  readonly right: number;
  readonly of: number;
}

/** Lines for a terminal: per measure how much is right, and for columns that most tables lack precision and recall. */
export function reportOf(judgements: readonly Judgement[]): string[] {
  const measures = [...new Set(judgements.map((entry) => entry.measure))];
  return measures.map((measure) => {
    const own = judgements.filter((entry) => entry.measure === measure);
    const accuracy = { right: own.filter((entry) => entry.outcome === 'right').length, of: own.length };
    const { precision, recall } = precisionAndRecall(own);
    const parts = [measure.padEnd(12), `right ${shown(accuracy)}`];
    if (OPTIONAL.has(measure)) parts.push(`precision ${shown(precision)}`, `recall ${shown(recall)}`);
    return parts.join('   ');
  });
}

/** Columns that most tables have none of: "none" is right so often that accuracy alone says little. */
const OPTIONAL = new Set(['key', 'due', 'done', 'start', 'owner', 'depends']);

/** Of what was read, and of what is there, how much is right. */
export function precisionAndRecall(judgements: readonly Judgement[]): { precision: Share; recall: Share } {
  const told = judgements.filter((entry) => entry.got !== '-');
  const there = judgements.filter((entry) => !(entry.expected ?? []).includes('-'));
  return { precision: shareOf(told), recall: shareOf(there) };
}

function shareOf(judgements: readonly Judgement[]): Share {
  return { right: judgements.filter((entry) => entry.outcome === 'right').length, of: judgements.length };
}

function shown({ right, of }: Share): string {
  const percent = of === 0 ? '-' : `${((100 * right) / of).toFixed(1)} %`;
  return `${`${right}/${of}`.padStart(7)} ${percent.padStart(7)}`;
}

export function missesOf(judgements: readonly Judgement[]): string[] {
  return judgements
    .filter((entry) => entry.outcome !== 'right')
    .map(
      ({ measure, file, line, expected, got }) =>
        `${measure.padEnd(12)} ${file}:${line}   expected ${(expected ?? []).join(' or ')}   got ${got}`,
    );
}
