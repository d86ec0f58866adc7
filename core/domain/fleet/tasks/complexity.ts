import type { Complexity, TaskSpec, Tier } from './task.ts';

/** Words that announce work across many places. */
const weighty: ReadonlyMap<string, RegExp> = new Map([
  ['refactor', /\brefactor/i],
  ['architecture', /\barchitect/i],
  ['migration', /\bmigrat/i],
  ['redesign', /\bre-?design/i],
  ['security', /\bsecurity\b/i],
  ['overhaul', /\boverhaul/i],
  ['rewrite', /\brewrit/i],
  ['concurrency', /\b(concurren|race condition|deadlock)/i],
]);

interface Sign {
  readonly suggests: Tier;
  readonly weight: number;
  readonly reason: string;
}

/** One sign per countable fact: none or little of it speaks for trivial, a lot for complex. */
function bySize(count: number, what: string, trivialTo: number, complexFrom: number, weight: number): Sign {
  const suggests = count <= trivialTo ? 'trivial' : count >= complexFrom ? 'complex' : 'standard';
  return { suggests, weight, reason: `${what}: ${count}, which is ${suggests}.` };
}

/**
 * How hard a task looks from what is written, decided by facts a person can check:
 * - words of the description: under 10 trivial, over 50 complex (weight 3);
 * - context files: none trivial, 4 or more complex (weight 1);
 * - success criteria and verification steps together: at most 1 trivial, 4 or more complex (weight 1);
 * - words for far-reaching work, such as "refactor" or "migration": complex at once (weight 3 each);
 * - a shell command: trivial at once, since there is nothing to think about.
 * The tier with the most weight wins; of equal ones the harder. Confidence is the winner's share of all weight. A tier the
 * submitter chose is used as it is; what would have been inferred is kept beside it.
 */
export function inferComplexity(spec: TaskSpec): Complexity {
  const { tier: inferred, confidence, reasons } = infer(spec);
  if (spec.tier === null) return { tier: inferred, source: 'inferred', inferred, confidence, reasons };
  const chosen = `Chosen by the submitter: ${spec.tier}.`;
  return { tier: spec.tier, source: 'chosen', inferred, confidence, reasons: [chosen, ...reasons] };
}

function infer(spec: TaskSpec): { tier: Tier; confidence: number; reasons: string[] } {
  if (spec.work.kind === 'shell')
    return { tier: 'trivial', confidence: 1, reasons: ['A shell command: trivial.'] };
  const words = spec.description.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const checks = spec.successCriteria.length + spec.verification.length;
  const signs: Sign[] = [
    bySize(words, 'Words', 9, 51, 3),
    bySize(spec.contextFiles.length, 'Context files', 0, 4, 1),
    bySize(checks, 'Criteria and checks', 1, 4, 1),
  ];
  for (const [name, pattern] of weighty)
    if (pattern.test(spec.description))
      signs.push({ suggests: 'complex', weight: 3, reason: `Speaks of ${name}: complex.` });
  const weights: Record<Tier, number> = { complex: 0, standard: 0, trivial: 0 };
  let total = 0;
  for (const { suggests, weight } of signs) {
    weights[suggests] += weight;
    total += weight;
  }
  const hasWeighty = signs.length > 3;
  const most = Math.max(weights.complex, weights.standard, weights.trivial);
  const harder = (['complex', 'standard', 'trivial'] as const).find((one) => weights[one] === most);
  const tier = hasWeighty ? 'complex' : (harder ?? 'standard');
  const ordered = [...signs].toSorted((a, b) => Number(b.suggests === tier) - Number(a.suggests === tier));
  return {
    tier,
    confidence: Math.round((weights[tier] / total) * 100) / 100,
    reasons: ordered.map(({ reason }) => reason),
  };
}
