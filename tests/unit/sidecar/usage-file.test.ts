import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeUsageFile, readUsage } from '../../../sidecar/executors/commands/usage-file.ts';
import { onLinux } from '../../support/not-run.ts';

const usd = (micros: number) => ({ micros, currency: 'USD' });

describe('what a command tells of its usage', () => {
  it('adds up line by line, with the last model named', () => {
    const text = [
      { model: 'small', tokensIn: 10, tokensOut: 2, cost: usd(5) },
      { tokensIn: 1, cost: usd(7) },
    ];
    expect(readUsage(text.map((line) => `${JSON.stringify(line)}\n`).join(''))).toEqual({
      spent: { cost: usd(12), tokensIn: 11, tokensOut: 2 },
      model: 'small',
      skipped: 0,
    });
  });

  it('leaves out and counts what cannot be read, and never adds two currencies', () => {
    const text = `{"tokensIn":3,"cost":{"micros":4,"currency":"USD"}}\nno json\n{"tokensIn":-1}\n{"tokensIn":9,"cost":{"micros":1,"currency":"EUR"}}`;
    expect(readUsage(text)).toEqual({
      spent: { cost: usd(4), tokensIn: 3, tokensOut: 0 },
      model: null,
      skipped: 3,
    });
  });

  it('is read from a regular file only, and no more of it than is bearable', async (context) => {
    onLinux(context);
    for (const make of ['mkfifo usage.jsonl', 'ln -s /dev/zero usage.jsonl', 'mkdir usage.jsonl']) {
      const file = await makeUsageFile();
      execFileSync('sh', ['-c', make], { cwd: dirname(file.path) });
      expect([make, await file.read()]).toEqual([make, null]);
      await file.remove();
    }
    const file = await makeUsageFile();
    writeFileSync(file.path, '{"tokensIn":1}\n'.repeat(100_000));
    expect((await file.read())?.spent.tokensIn).toBeLessThan(5000);
    await file.remove();
  });

  it('is nothing when nothing was told', () => {
    expect(readUsage('')).toBeNull();
    expect(readUsage('\n \n')).toBeNull();
  });
});
