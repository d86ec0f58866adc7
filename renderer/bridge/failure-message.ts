import type { FactValue } from '../../core/kernel/result.ts';

/** What the engine names beside a failure. */
export type Facts = Readonly<Record<string, FactValue>>;
export type MessagePart = string | ((facts: Facts) => string);
/** What happened, what is kept, what to do. Whole sentences. */
export type Entry = readonly [what: MessagePart, kept: MessagePart, next: MessagePart];

export const Nothing = 'Nothing was changed.';

/** The fact as text, or the stand-in when the engine didn't name it. */
export const named = (facts: Facts, name: string, otherwise: string): string => {
  const value = facts[name];
  if (value === undefined || value === null) return otherwise;
  return typeof value === 'object' ? value.join(', ') : String(value);
};

export const quoted = (facts: Facts, name: string, otherwise: string): string => {
  const value = named(facts, name, '');
  return value === '' ? otherwise : `“${value}”`;
};
