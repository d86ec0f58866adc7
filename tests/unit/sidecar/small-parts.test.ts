import { expect, test } from 'vitest';
import { argumentsOf, profileOf } from '../../../sidecar/executors/commands/command-profiles.ts';
import { withoutSecrets } from '../../../sidecar/executors/commands/without-secrets.ts';
import { isLocalAddress } from '../../../sidecar/executors/local-address.ts';
import { createSpentCounter } from '../../../sidecar/executors/models/spent-counter.ts';
import { createLineEmitter } from '../../../sidecar/streams/line-emitter.ts';
import { fitted, type Message, sizeOf } from '../../../sidecar/tools/conversation.ts';

test('addresses of one’s own machine and network are told from others', () => {
  const own = [
    'localhost:11434',
    '127.0.0.1',
    '[::1]:8000',
    '10.2.3.4',
    '172.20.0.1',
    '192.168.1.9',
    'gpu-box',
  ];
  const other = ['api.openai.com', '8.8.8.8', '172.32.0.1', '[2001:db8::1]', 'example.localhost.org'];
  expect(own.filter((host) => !isLocalAddress(`http://${host}/v1`))).toEqual([]);
  expect(other.filter((host) => isLocalAddress(`https://${host}/v1`))).toEqual([]);
  expect(isLocalAddress('http://studio.local:1234')).toBe(true);
  expect(isLocalAddress('not an address')).toBe(false);
});

test('given keys and what looks like a key are hidden', () => {
  expect(withoutSecrets('key abc-1 and abc-1', ['abc-1', null, ''])).toBe('key [hidden] and [hidden]');
  expect(withoutSecrets('sk-proj-a1b2c3d4e5 AIzaSyA1234567890123456789 x', [])).toBe('[hidden] [hidden] x');
  expect(withoutSecrets('Authorization: Bearer abc.def-123456', [])).toBe('Authorization: Bearer [hidden]');
  expect(withoutSecrets('the task of a bearer was cut short', [])).toBe('the task of a bearer was cut short');
});

test('a sum of costs is unknown as soon as one is, or when currencies differ', () => {
  const price = {
    currency: 'USD',
    from: '2026-01-01',
    input: 1_000_000,
    output: 0,
    cacheRead: 0,
    cacheWrite: 0,
  };
  const more = { cacheWriteHour: null, longInput: null };
  const prices = [
    { model: 'finch', ...price, ...more },
    { model: 'wren', ...price, ...more, currency: 'EUR' },
  ];
  const counter = () => createSpentCounter({ prices, free: false, now: () => Date.parse('2026-11-20') });
  const tokens = (input: number) => ({
    input,
    cacheRead: 0,
    cacheWrite: 0,
    cacheWriteHour: 0,
    output: 1,
    singleRequest: true,
  });

  const known = counter();
  known.count(1, tokens(5), 'finch');
  known.count(1, tokens(7), 'finch');
  expect(known.count(2, tokens(3), 'finch')).toEqual({
    cost: { micros: 10, currency: 'USD' },
    tokensIn: 10,
    tokensOut: 2,
  });
  expect(known.count(3, tokens(3), 'stork')).toEqual({ cost: null, tokensIn: 13, tokensOut: 3 });

  const mixed = counter();
  mixed.count(1, tokens(5), 'finch');
  expect(mixed.count(2, tokens(5), 'wren').cost).toBeNull();
  expect(counter().count(1, null, 'finch')).toEqual({ cost: null, tokensIn: 0, tokensOut: 0 });
});

test('text in any portions becomes whole lines, a long one comes in pieces, the rest at the end', () => {
  const shown: string[] = [];
  const emitter = createLineEmitter((line) => shown.push(line));
  for (const text of ['on', 'e\ntw', 'o\r', '\n10 %\r20', ' %\n\n', '\u{1B}[1mbold\u{1B}[0m'])
    emitter.push(text);
  expect(shown).toEqual(['one', 'two', '20 %', '']);
  emitter.flush();
  emitter.flush();
  expect(shown.slice(4)).toEqual(['bold']);
  emitter.push('x'.repeat(4500));
  emitter.flush();
  expect(shown.slice(5).map((line) => line.length)).toEqual([2000, 2000, 500]);
});

test('a conversation is made to fit by leaving out old results, and never those the model works with', () => {
  const call = { id: 'c', name: 'read_file', input: {}, written: '{}' };
  const round = (text: string): Message[] => [
    { role: 'model', text: '', calls: [call], original: null },
    { role: 'tools', results: [{ call, text, failed: false }] },
  ];
  const long = 'x'.repeat(1000);
  const messages: Message[] = [{ role: 'user', text: 'Do it.' }, ...[1, 2, 3, 4].flatMap(() => round(long))];
  expect(fitted(messages, 5000)).toBe(messages);
  const shorter = fitted(messages, 3500) ?? [];
  expect(sizeOf(shorter)).toBeLessThanOrEqual(3500);
  const lengths = shorter.flatMap((message) =>
    message.role === 'tools' ? message.results.map((result) => result.text.length === 1000) : [],
  );
  expect(lengths).toEqual([false, true, true, true]);
  expect(fitted(messages, 2000)).toBeNull();
  expect(messages).toHaveLength(9);
});

test('the built-in agents are called as their documentation says', () => {
  const base = {
    kind: 'command' as const,
    model: null,
    command: null,
    output: null,
    own: null,
    flatRate: false,
  };
  const argumentsFor = (profile: string, model: string | null, session: string | null) => {
    const found = profileOf({ ...base, profile });
    return found.ok
      ? argumentsOf(found.value, { prompt: 'Do it.', model, session }).join(' ')
      : found.error.message;
  };
  expect(argumentsFor('claude', 'opus', 's-1')).toBe(
    '-p --output-format stream-json --verbose --permission-mode acceptEdits --model opus --resume s-1',
  );
  expect(argumentsFor('codex', 'gpt-5.4', 's-1')).toBe(
    'exec --json --skip-git-repo-check --sandbox workspace-write --model gpt-5.4 -',
  );
  expect(argumentsFor('gemini', null, null)).toBe('--output-format stream-json --approval-mode auto_edit');
});
