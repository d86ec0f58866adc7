import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runTestSidecar } from '../../support/fleet/running-sidecar.ts';
import { hubToken, startScriptedHub, writeAgent } from '../../support/fleet/scripted-hub.ts';
import { tempFolder } from '../../support/temp-folder.ts';

it('the agent’s token, which a task can come by, is in nothing that is told of the task', async () => {
  const hub = await startScriptedHub();
  const agent = join(tempFolder(), 'agent');
  writeAgent(agent, hub.url);
  const { log } = runTestSidecar(agent);
  hub.submit('shows', {
    work: { kind: 'shell', command: 'cat ../../token; cat ../../token >&2' },
    verification: [{ type: 'command_succeeds', command: 'cat ../../token; false' }],
  });
  const end = await hub.frame('fail');
  expect(end.transcript.lines.map((line) => line.text)).toContain('[redacted]');
  await hub.until(() => hub.frames.some((frame) => frame.t === 'verified'));
  expect(JSON.stringify([hub.frames, log])).not.toContain(hubToken);
});
