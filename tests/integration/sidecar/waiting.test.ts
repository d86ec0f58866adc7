import { expect, test } from 'vitest';
import { runTestSidecar } from '../../support/fleet/running-sidecar.ts';
import { startScriptedHub, writeAgent } from '../../support/fleet/scripted-hub.ts';
import { messagesAnswer, messagesRefusal } from '../../support/simulators/messages-simulator.ts';
import { startScriptedServer } from '../../support/simulators/scripted-server.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const model = 'claude-sonnet-4-5';
const wish = { work: { kind: 'prompt' as const }, target: { kind: 'messages-api' as const, model } };

async function bench(minutes: number) {
  const [hub, api, folder] = [await startScriptedHub(), await startScriptedServer(), tempFolder()];
  const executors = [{ kind: 'messages-api', models: [model], url: api.url }];
  writeAgent(folder, hub.url, { executors, limits: { minutes } });
  runTestSidecar(folder, { environment: { ...process.env, ANTHROPIC_API_KEY: 'sk-ant-test-0123456789' } });
  const busy = (seconds: number) =>
    messagesRefusal(429, 'rate_limit_error', 'Slow down', { 'retry-after': String(seconds) });
  return { hub, api, busy };
}

test('an attempt waits as long as its endpoint asks, which is none of its host’s minutes, and says so to every hub it meets', async () => {
  const { hub, api, busy } = await bench(3 / 60);
  api.script(busy(4), messagesAnswer({ text: ['Done.'] }));
  hub.submit('one', wish);
  const later = await hub.frame('later');
  expect(later).toMatchObject({ model, waitMs: 4000, reason: expect.stringContaining('Slow down') });
  hub.cut();
  const again = await hub.frame('later', (frame) => frame.waitMs < later.waitMs);
  expect(again.generation).toBe(later.generation);
  expect((await hub.frame('complete')).result.summary).toBe('Done.');
  expect(hub.frames.filter((frame) => frame.t === 'fail')).toEqual([]);
}, 20_000);

test('an endpoint that asks to come back after the deadline ends the attempt in words', async () => {
  const { hub, api, busy } = await bench(60);
  api.script(busy(3600));
  hub.submit('two', { ...wish, deadlineLeftMs: 600_000 });
  expect(await hub.frame('fail')).toMatchObject({
    error: 'The endpoint asks to wait 3600 s, and the deadline of the task is before that.',
    retryable: true,
  });
});
