import type { z } from 'zod';

export interface NumberRead {
  readonly value: number | null;
  readonly problem: string | null;
}

/** A typed number against the rule of its setting: the value, or what is wrong with it in words. */
export function readNumber(text: string, rule: z.ZodType<number | undefined>, unit: string): NumberRead {
  const typed = text.trim();
  if (typed === '') return { value: null, problem: 'A number is needed.' };
  const value = Number(typed);
  if (Number.isNaN(value)) return { value: null, problem: 'Digits only.' };
  const parsed = rule.safeParse(value);
  if (parsed.success) return { value, problem: null };
  const issue = parsed.error.issues[0];
  if (issue?.code === 'too_small') return { value: null, problem: `At least ${issue.minimum} ${unit}.` };
  if (issue?.code === 'too_big') return { value: null, problem: `At most ${issue.maximum} ${unit}.` };
  return { value: null, problem: 'A whole number is needed.' };
}
