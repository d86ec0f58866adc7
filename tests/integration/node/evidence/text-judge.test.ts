import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createTextJudge,
  type TextBounds,
  type TextJudge,
} from '../../../../node/evidence/texts/text-judge.ts';

const { signal } = new AbortController();
const doc = (text: string) =>
  ({ type: 'doc', name: 'a.md', bytes: new TextEncoder().encode(text), heading: 'Here' }) as const;
/** Seconds of work. */
const LONG = doc('## Heading\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n'.repeat(180_000));
const SHORT = doc('# Here\n');

function judgeOf(bounds: Partial<TextBounds> = {}): TextJudge {
  const judge = createTextJudge({ seconds: 60, memoryMb: 1024, ...bounds });
  onTestFinished(() => judge.close());
  return judge;
}

describe('the thread that judges texts', () => {
  it('judges them in turn, contracts and documents', async () => {
    const texts = judgeOf();
    const text = 'openapi: 3.1.0\ninfo: {title: a, version: "1"}\npaths: {}\n';
    const contract = {
      type: 'contract',
      name: 'a',
      bytes: new TextEncoder().encode(text),
      pointer: '/info',
    } as const;
    const judged = await Promise.all([SHORT, contract, SHORT].map((task) => texts.judge(task, signal)));
    expect(judged.map(({ result }) => result)).toEqual(['verified', 'verified', 'verified']);
  });

  it('is ended by a text that takes too long, and begun again for the next', async () => {
    const many = (count: number, entry: (at: number) => string) =>
      Array.from({ length: count }, (_, at) => entry(at)).join('');
    // Each of the last lines stands for thousands, within how often anchors may be used: hours of checking.
    const text = `openapi: 3.0.3
info: {title: a, version: "1"}
paths: {}
components:
  schemas:
    A: &a
      properties:
${many(5000, (at) => `        p${at}: {type: string}\n`)}${many(9000, (at) => `    B${at}: *a\n`)}`;
    const contract = {
      type: 'contract',
      name: 'a.yaml',
      bytes: new TextEncoder().encode(text),
      pointer: '',
    } as const;
    const texts = judgeOf({ seconds: 5 });
    expect(await texts.judge(contract, signal)).toEqual({
      result: 'failed',
      says: 'a.yaml could not be read: that took longer than 5 seconds.',
    });
    expect(await texts.judge(SHORT, signal)).toMatchObject({ result: 'verified' });
  });

  it('is ended for a caller who gives up, and those behind are still judged', async () => {
    const texts = judgeOf();
    expect(await texts.judge(SHORT, signal)).toMatchObject({ result: 'verified' });
    const cancel = new AbortController();
    const long = texts.judge(LONG, cancel.signal);
    const behind = texts.judge(SHORT, signal);
    const reason = new Error('closed');
    setImmediate(() => cancel.abort(reason));
    await expect(long).rejects.toBe(reason);
    expect(await behind).toMatchObject({ result: 'verified' });
  });

  it('lets a caller go who gives up while others are judged', async () => {
    const texts = judgeOf();
    const [first, second] = [new AbortController(), new AbortController()];
    const long = texts.judge(LONG, first.signal);
    const waiting = texts.judge(SHORT, second.signal);
    second.abort(new Error('closed'));
    await expect(waiting).rejects.toThrow('closed');
    first.abort(new Error('closed too'));
    await expect(long).rejects.toThrow('closed too');
  });

  it('says of a text that it was not read when the program ends, and not that it failed', async () => {
    const texts = judgeOf();
    expect(await texts.judge(SHORT, signal)).toMatchObject({ result: 'verified' });
    const long = texts.judge(LONG, signal);
    const behind = texts.judge(SHORT, signal);
    await new Promise((resolve) => setImmediate(resolve));
    await texts.close();
    expect([await long, await behind].map(({ result }) => result)).toEqual(['unreachable', 'unreachable']);
  });

  it('ends with a text that takes more memory than it may have, and the program goes on', async () => {
    const texts = judgeOf({ memoryMb: 64 });
    const bytes = new TextEncoder().encode(`openapi: 3.1.0\nx-a: [${'a, '.repeat(1_000_000)}a]\n`);
    const contract = { type: 'contract', name: 'a.yaml', bytes, pointer: '' } as const;
    const judged = await texts.judge(contract, signal);
    expect(judged).toMatchObject({ result: 'failed' });
    expect(judged.says).toMatch(/memory/u);
    expect(await texts.judge(SHORT, signal)).toMatchObject({ result: 'verified' });
  });
});
