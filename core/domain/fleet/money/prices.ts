import { z } from 'zod';
import type { Money } from './money.ts';

/** A price per million tokens, in millionths of the currency: 3 dollars are 3,000,000. */
const rate = z.number().int().nonnegative();

const Rates = z.object({
  input: rate,
  output: rate,
  /** Input read from a cache, and written to one (kept for minutes, or for an hour where that costs more). */
  cacheRead: rate,
  cacheWrite: rate,
  cacheWriteHour: rate.nullable().default(null),
});
type Rates = z.infer<typeof Rates>;

/** What a model costs from a day on; a later entry of the same model replaces it from its own day on. */
export const ModelPrice = Rates.extend({
  /** Exact name; a date or `-latest` behind it and a mark in brackets (`[1m]`) mean the same model. */
  model: z.string().min(1).max(200),
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** First day of the price, `YYYY-MM-DD`, in UTC. */
  from: z.iso.date(),
  /** A request with more input than this, caches included, pays these rates for all of its tokens. */
  longInput: Rates.extend({ over: z.number().int().positive() }).nullable().default(null),
});
export type ModelPrice = z.output<typeof ModelPrice>;

/** Tokens of one request or of several. The kinds of input don't overlap. */
export interface TokenCounts {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly cacheWriteHour: number;
  readonly output: number;
  /** False when several requests are added up: then it can't be told which of them had a long input. */
  readonly singleRequest: boolean;
}

/** All input a model was given, whether read from a cache or not. */
export const inputTokens = (counts: TokenCounts): number =>
  counts.input + counts.cacheRead + counts.cacheWrite + counts.cacheWriteHour;

/** The price of a model on a day (milliseconds since the epoch); null when the table doesn't know it. */
export function priceOf(model: string, at: number, table: readonly ModelPrice[]): ModelPrice | null {
  const name = plainName(model);
  let found: ModelPrice | null = null;
  for (const price of table) {
    if (price.model !== name || Date.parse(price.from) > at) continue;
    // Of two entries for the same day the later one in the table counts.
    if (found === null || price.from >= found.from) found = price;
  }
  return found;
}

/** What tokens cost, rounded half up to whole millionths; null (unknown, never zero) without a certain price. */
export function costOf(
  model: string,
  counts: TokenCounts,
  at: number,
  table: readonly ModelPrice[],
): Money | null {
  const price = priceOf(model, at, table);
  if (price === null) return null;
  const long = price.longInput;
  if (long === null || inputTokens(counts) <= long.over) {
    return { micros: microsOf(counts, price), currency: price.currency };
  }
  if (!counts.singleRequest) return null;
  return { micros: microsOf(counts, long), currency: price.currency };
}

/** Whole numbers of any size: a million tokens at a high price leave what a double counts exactly. */
function microsOf(counts: TokenCounts, rates: Rates): number {
  const part = (tokens: number, price: number) => BigInt(tokens) * BigInt(price);
  const millionths =
    part(counts.input, rates.input) +
    part(counts.output, rates.output) +
    part(counts.cacheRead, rates.cacheRead) +
    part(counts.cacheWrite, rates.cacheWrite) +
    part(counts.cacheWriteHour, rates.cacheWriteHour ?? rates.cacheWrite);
  return Number((millionths + 500_000n) / 1_000_000n);
}

/** The name a provider bills by, of a name that pins a date or carries a mark. */
function plainName(model: string): string {
  return model
    .toLowerCase()
    .replace(/\[[^\]]*\]$/, '')
    .replace(/-(latest|\d{8}|\d{4}-\d{2}-\d{2})$/, '');
}
