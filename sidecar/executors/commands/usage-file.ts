import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { Money, type Spent } from '../../../core/domain/fleet/money/money.ts';
import { isCostUnknown } from '../../../core/domain/fleet/money/spending.ts';
import { parseOutsideJson } from '../../../core/kernel/outside-json.ts';
import { readRegular } from '../../../node/files/read-regular.ts';

/** What a command may tell of what it used: one JSON object per line, each adding to those before. */
const UsageLine = z.object({
  model: z.string().min(1).max(200).optional(),
  tokensIn: z.number().int().nonnegative().default(0),
  tokensOut: z.number().int().nonnegative().default(0),
  cost: Money.optional(),
});

const maxBytes = 64 * 1024;

export interface UsageFile {
  /** Goes to the command as QUARTERDECK_USAGE_FILE. It lies outside the workspace, which stays clean. */
  readonly path: string;
  read(): Promise<Usage | null>;
  remove(): Promise<void>;
}

export interface Usage {
  readonly spent: Spent;
  /** The last one named. */
  readonly model: string | null;
  /** Lines that were left out, because they can't be read or name a second currency. */
  readonly skipped: number;
}

export async function makeUsageFile(): Promise<UsageFile> {
  const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-usage-'));
  const path = join(folder, 'usage.jsonl');
  return {
    path,
    // Nothing was told where nothing of the kind is there.
    read: async () => readUsage(Buffer.from(readRegular(path, maxBytes) ?? []).toString('utf8')),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Null when nothing was told. */
export function readUsage(text: string): Usage | null {
  let spent: Spent = { cost: null, tokensIn: 0, tokensOut: 0 };
  let model: string | null = null;
  let skipped = 0;
  let isUnknown = false;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  for (const line of lines) {
    const read = UsageLine.safeParse(parse(line));
    const cost = read.success ? sum(spent.cost, read.data.cost ?? null) : undefined;
    if (!read.success || cost === undefined) {
      skipped += 1;
      continue;
    }
    const { tokensIn, tokensOut } = read.data;
    isUnknown ||= isCostUnknown({ cost: read.data.cost ?? null, tokensIn, tokensOut });
    spent = { cost, tokensIn: spent.tokensIn + tokensIn, tokensOut: spent.tokensOut + tokensOut };
    model = read.data.model ?? model;
  }
  if (isUnknown) spent = { ...spent, cost: null };
  return lines.length === 0 ? null : { spent, model, skipped };
}

/** Undefined for two currencies: they are never added. */
function sum(before: Money | null, more: Money | null): Money | null | undefined {
  if (before === null || more === null) return before ?? more;
  if (before.currency !== more.currency) return undefined;
  return { micros: before.micros + more.micros, currency: before.currency };
}

function parse(line: string): unknown {
  const parsed = parseOutsideJson(line);
  return parsed.ok ? parsed.value : null;
}
