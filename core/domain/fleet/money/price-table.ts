import { ModelPrice } from './prices.ts';

const MILLION = 1_000_000;
const dollars = (amount: number): number => Math.round(amount * MILLION);

/** A cache write for minutes costs 1.25 times the input, one for an hour twice the input. */
const claude = (model: string, from: string, input: number, output: number, cacheRead: number) => ({
  model,
  from,
  currency: 'USD',
  input: dollars(input),
  output: dollars(output),
  cacheRead: dollars(cacheRead),
  cacheWrite: dollars(input * 1.25),
  cacheWriteHour: dollars(input * 2),
});

/** Where no cache write is billed apart, it costs what input costs. */
const plain = (input: number, output: number, cacheRead: number, cacheWrite = input) => ({
  input: dollars(input),
  output: dollars(output),
  cacheRead: dollars(cacheRead),
  cacheWrite: dollars(cacheWrite),
});

const dated = (model: string, from: string) => ({ model, from, currency: 'USD' });

/**
 * List prices of hosted models in US dollars per million tokens, without discounts for batches or priority. Read on
 * 2026-11-20 from copies of the providers' price pages: Claude from "Pricing" of the Claude platform's documentation
 * (as of October 2026), GPT and Gemini from the model prices in GitHub's documentation, compared with the providers'
 * announcements. Models on which the sources disagree are left out: their cost is unknown, not guessed. A host adds
 * or corrects prices in its `agent.json`.
 */
export const priceTable: readonly ModelPrice[] = [
  claude('claude-fable-5-1', '2026-10-01', 10, 50, 0.25),
  claude('claude-fable-5', '2026-07-01', 10, 50, 1),
  claude('claude-opus-5-5', '2026-10-01', 4, 20, 0.2),
  claude('claude-opus-5', '2026-07-24', 5, 25, 0.5),
  claude('claude-opus-4-8', '2026-06-01', 5, 25, 0.5),
  claude('claude-opus-4-7', '2026-04-01', 5, 25, 0.5),
  claude('claude-opus-4-6', '2026-02-05', 5, 25, 0.5),
  claude('claude-opus-4-5', '2025-11-24', 5, 25, 0.5),
  claude('claude-opus-4-1', '2025-08-05', 15, 75, 1.5),
  claude('claude-sonnet-5-5', '2026-09-28', 2, 10, 0.2),
  claude('claude-sonnet-5-5', '2026-10-07', 2, 10, 0.1),
  claude('claude-sonnet-5', '2026-09-01', 2, 10, 0.2),
  claude('claude-sonnet-4-6', '2026-02-17', 3, 15, 0.3),
  claude('claude-sonnet-4-5', '2025-09-29', 3, 15, 0.3),
  {
    ...claude('claude-haiku-5-5', '2026-10-07', 0.1, 0.5, 0.01),
    longInput: { over: 100_000, ...plain(0.5, 2.5, 0.05, 0.625), cacheWriteHour: dollars(1) },
  },
  claude('claude-haiku-4-5', '2025-10-15', 1, 5, 0.1),
  {
    ...dated('gpt-5.6-sol', '2026-06-26'),
    ...plain(5, 30, 0.5, 6.25),
    longInput: { over: 272_000, ...plain(10, 45, 1, 12.5) },
  },
  {
    ...dated('gpt-5.5', '2026-06-01'),
    ...plain(5, 30, 0.5),
    longInput: { over: 272_000, ...plain(10, 45, 1) },
  },
  {
    ...dated('gpt-5.4', '2026-03-05'),
    ...plain(2.5, 15, 0.25),
    longInput: { over: 272_000, ...plain(5, 22.5, 0.5) },
  },
  { ...dated('gpt-5.4-mini', '2026-04-01'), ...plain(0.75, 4.5, 0.075) },
  { ...dated('gpt-5.4-nano', '2026-04-01'), ...plain(0.2, 1.25, 0.02) },
  { ...dated('gpt-5.3-codex', '2026-03-01'), ...plain(1.75, 14, 0.175) },
  { ...dated('gpt-5-mini', '2025-08-07'), ...plain(0.25, 2, 0.025) },
  {
    ...dated('gemini-3.1-pro-preview', '2026-03-01'),
    ...plain(2, 12, 0.2),
    longInput: { over: 200_000, ...plain(4, 18, 0.4) },
  },
  { ...dated('gemini-3.5-flash', '2026-06-01'), ...plain(1.5, 9, 0.15) },
].map((price) => ModelPrice.parse(price));
