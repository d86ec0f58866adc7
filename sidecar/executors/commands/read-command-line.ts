import type { Money, Spent } from '../../../core/domain/fleet/money/money.ts';
import type { TokenCounts } from '../../../core/domain/fleet/money/prices.ts';
import { cutText } from '../../../core/kernel/cut-text.ts';
import { parseOutsideJson } from '../../../core/kernel/outside-json.ts';
import type { ExecutorDeps } from '../executor-deps.ts';
import { createSpentCounter, type SpentCounter } from '../models/spent-counter.ts';
import type { Reading, Rule, UsageRule, Values } from './command-profile.ts';
import { numberAt, textAt, textOf, valuesAt } from './json-path.ts';

/** What a line of a command's output shows; null for a line that is not what the profile describes. */
export interface ReadLine {
  readonly texts: readonly string[];
  readonly tools: readonly string[];
  readonly spent: Spent | null;
}

/** What a command said of itself in all lines so far. */
export interface CommandFacts {
  readonly model: string | null;
  readonly result: string | null;
  readonly error: string | null;
  readonly session: string | null;
  /** What its last word was; null while it has not said it. */
  readonly end: 'success' | 'failure' | null;
}

export const noFacts: CommandFacts = { model: null, result: null, error: null, session: null, end: null };

export interface CommandReader {
  read(line: string): ReadLine | null;
  facts(): CommandFacts;
}

const DETAIL_CHARACTERS = 300;

/** Reads JSON lines by a profile. What the command says its run cost wins over the price table. */
export function createCommandReader(
  reading: Reading,
  options: { readonly model: string | null; readonly deps: ExecutorDeps },
): CommandReader {
  let facts = noFacts;
  let reported: Money | null = null;
  let spent: Spent | null = null;
  let counter = newCounter(options.deps);
  const keys = new Map<string, number>();

  const use = (json: unknown): void => {
    const model = facts.model ?? options.model ?? '';
    for (const rule of reading.usage) {
      const counts = matches(json, rule.when) ? countsAt(json, rule) : null;
      if (counts === null) continue;
      if (rule.scope === 'total') counter = newCounter(options.deps);
      const key = rule.key === null ? null : textAt(json, rule.key);
      const number = key === null ? keys.size + 1 : (keys.get(key) ?? keys.size + 1);
      keys.set(key ?? `line ${number}`, number);
      spent = counter.count(number, counts, model);
    }
    const amount = first(json, reading.cost, numberAt);
    if (amount !== null && amount >= 0 && reading.costCurrency !== null) {
      reported = { micros: Math.floor(amount * 1_000_000 + 0.5), currency: reading.costCurrency };
    }
  };

  return {
    facts: () => facts,
    read(line) {
      const parsed = parseOutsideJson(line);
      const json = parsed.ok ? parsed.value : null;
      if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
      const before = { spent, reported };
      const result = first(json, reading.result, textAt);
      const went = endOf(json, reading);
      const error = went === 'success' ? null : first(json, reading.error, textAt);
      const texts = all(json, reading.text).flatMap((value) => textOf(value) ?? []);
      const tools = toolsIn(json, reading);
      facts = {
        model: first(json, reading.model, textAt) ?? facts.model,
        session: first(json, reading.session, textAt) ?? facts.session,
        result: result ?? facts.result,
        // What comes after an error and is a result shows that it was overcome.
        error: error ?? (result === null ? facts.error : null),
        // What works on after its last word has another one to say.
        end: went ?? (texts.length > 0 || tools.length > 0 ? null : facts.end),
      };
      use(json);
      const changed = before.spent !== spent || before.reported !== reported;
      const tokens = spent ?? { cost: null, tokensIn: 0, tokensOut: 0 };
      return {
        texts,
        tools,
        spent: changed ? { ...tokens, cost: reported ?? tokens.cost } : null,
      };
    },
  };
}

const newCounter = (deps: ExecutorDeps): SpentCounter =>
  createSpentCounter({ prices: deps.prices, free: false, now: () => deps.timekeeper.moment().wall });

const matches = (json: unknown, when: Values): boolean =>
  Object.entries(when).every(([path, wanted]) => textAt(json, path) === wanted);

function endOf(json: unknown, reading: Reading): CommandFacts['end'] {
  if (!reading.end.some((values) => matches(json, values))) return null;
  return reading.success.some((values) => matches(json, values)) ? 'success' : 'failure';
}

const all = (json: unknown, rules: readonly Rule[]): unknown[] =>
  rules.flatMap((rule) => (matches(json, rule.when) ? valuesAt(json, rule.path) : []));

function first<Value>(
  json: unknown,
  rules: readonly Rule[],
  read: (json: unknown, path: string) => Value | null,
): Value | null {
  for (const rule of rules) {
    const value = matches(json, rule.when) ? read(json, rule.path) : null;
    if (value !== null && value !== '') return value;
  }
  return null;
}

function toolsIn(json: unknown, reading: Reading): string[] {
  const details = all(json, reading.toolDetails);
  return all(json, reading.tools).flatMap((value, index) => {
    const name = textOf(value);
    if (name === null) return [];
    const detail = details[index];
    const words = textOf(detail) ?? (detail === undefined ? '' : JSON.stringify(detail));
    return [`${name} ${cutText(words.replaceAll(/\s+/g, ' '), DETAIL_CHARACTERS)}`.trim()];
  });
}

/** Null when the line has none of the numbers. */
function countsAt(json: unknown, rule: UsageRule): TokenCounts | null {
  const read = (path: string | null) => (path === null ? null : numberAt(json, path));
  const input = read(rule.input);
  const output = read(rule.output);
  if (input === null && output === null) return null;
  const whole = (value: number | null) => Math.max(0, Math.round(value ?? 0));
  const cacheRead = whole(read(rule.cacheRead));
  const cacheWrite = whole(read(rule.cacheWrite));
  const cached = rule.inputIncludesCache ? cacheRead + cacheWrite : 0;
  return {
    input: Math.max(0, whole(input) - cached),
    cacheRead,
    cacheWrite,
    cacheWriteHour: 0,
    output: whole(output),
    singleRequest: rule.scope === 'part' && rule.key !== null,
  };
}
