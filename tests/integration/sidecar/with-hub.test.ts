import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { FleetEvent } from '../../../core/domain/fleet/events.ts';
import { RepositoryId } from '../../../core/kernel/ids.ts';
import { createFleetStore } from '../../../db/usecases/fleet/fleet-store.ts';
import { runTestSidecar } from '../../support/fleet/running-sidecar.ts';
import { writeAgent } from '../../support/fleet/scripted-hub.ts';
import { testHub as hubOfTests } from '../../support/fleet/test-hub.ts';
import { git, makeRemote } from '../../support/git-remote.ts';
import { startProgram } from '../../support/programs/child-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { person, type TestHub, testHub } from '../hub/hub-fixture.ts';

async function agentFolder(hub: TestHub, name: string): Promise<string> {
  const { agentId, token } = await hub.addAgent(name);
  const folder = tempFolder();
  writeAgent(folder, hub.server.url, { agentId, name });
  writeFileSync(join(folder, 'token'), token, { mode: 0o600 });
  return folder;
}

/** Resolves with the event once it is committed. */
function committed<Type extends FleetEvent['type']>(
  hub: TestHub,
  type: Type,
  fits: (event: Extract<FleetEvent, { type: Type }>) => boolean = () => true,
): Promise<Extract<FleetEvent, { type: Type }>> {
  return new Promise((resolve) => {
    const recheck = (): void => {
      const found = hub.committed(type).find(fits);
      if (found !== undefined) resolve(found);
    };
    hub.core.onEvents(recheck);
    recheck();
  });
}

describe('real sidecars on a real hub', () => {
  it('fail verification once, fix, pass, and leave reports, transcript and the moves of the agent', async () => {
    const hub = await testHub();
    runTestSidecar(await agentFolder(hub, 'Rowan'));
    await hub.submit({
      description: 'Make a file on the second try',
      work: { kind: 'shell', command: 'if [ -f first ]; then touch done; else touch first; fi; echo worked' },
      verification: [{ type: 'file_exists', path: 'done' }],
    });
    const done = await committed(hub, 'task.completed');
    expect(done.result.verified).toBe(true);
    expect(hub.committed('task.verified').map((event) => event.report.status)).toEqual(['fail', 'pass']);
    const [transcript] = hub.committed('task.transcript');
    expect(transcript?.lines.map((line) => line.text)).toContain('worked');
    await committed(hub, 'agent.moved', (move) => move.to === 'idle' && move.from === 'working');
    expect([...hub.server.clients().values()].map((client) => client.violations)).toEqual([0]);
  });

  it('finish the task of one that was killed, and its late word changes nothing', async () => {
    const hub = await testHub({ settings: { returnSeconds: 1 } });
    const first = await agentFolder(hub, 'Rowan');
    const victim = startProgram('tests/support/programs/sidecar-program.ts', [first, '-']);
    await committed(hub, 'agent.connected');
    const marks = tempFolder();
    const taskId = await hub.submit({
      description: 'Slow at first',
      work: {
        kind: 'shell',
        command: `echo x >> ${marks}/$QUARTERDECK_GENERATION; [ $QUARTERDECK_GENERATION -gt 1 ] || sleep 600`,
      },
    });
    await committed(hub, 'task.accepted');
    await victim.kill('SIGKILL');
    runTestSidecar(await agentFolder(hub, 'Alder'));
    const done = await committed(hub, 'task.completed');
    expect(done).toMatchObject({ taskId, agentId: 'ag_alder', generation: 2 });

    const { promise: dropped, resolve } = Promise.withResolvers<void>();
    runTestSidecar(first, {
      log: ({ message }) => {
        if (message.includes('does not want this attempt any more')) resolve();
      },
    });
    await dropped;
    expect(hub.committed('task.completed')).toHaveLength(1);
    expect(hub.committed('attempt.ended').map((event) => [event.generation, event.reason])).toEqual([
      [1, 'disconnected'],
    ]);
  });

  it('get finished work again that the remote refused, and only hand it over', async () => {
    const hub = await testHub({ settings: { retrySeconds: 1 } });
    const folder = tempFolder();
    const remote = makeRemote(folder);
    const hook = join(remote.url, 'hooks', 'pre-receive');
    writeFileSync(hook, '#!/bin/sh\necho "not from agents" >&2\nexit 1\n');
    chmodSync(hook, 0o755);
    const repositoryId = RepositoryId.parse('re_one');
    await hub.core.run({ type: 'repository.add', by: person, repositoryId, name: 'one', url: remote.url });
    for (const name of ['Rowan', 'Alder']) runTestSidecar(await agentFolder(hub, name));
    const runs = join(folder, 'runs');
    const command = `echo run >> ${runs}; echo done > done.txt`;
    const taskId = await hub.submit({
      description: 'Once',
      repositoryId,
      retries: 1,
      work: { kind: 'shell', command },
    });
    const first = await committed(hub, 'attempt.ended');
    expect(first).toMatchObject({ reason: 'undelivered', error: expect.stringContaining('not from agents') });
    await committed(hub, 'attempt.ended', ({ next }) => next === 'dead-letter');
    rmSync(hook);
    const at = { wall: Date.now(), steady: performance.now() };
    const found = await createFleetStore(hub.db, hubOfTests).deadLetter(taskId, at);
    await hub.core.run({ type: 'task.requeue', by: person, taskId, found, status: 'dead-letter' });
    const done = await committed(hub, 'task.completed');
    expect(done).toMatchObject({ agentId: first.agentId, generation: 3 });
    expect(git(remote.url, 'rev-parse', `quarterdeck/${taskId}`)).toBe(done.result.commit);
    expect(readFileSync(runs, 'utf8')).toBe('run\n');
  });

  it('keep their result while the hub’s disk is full, and hand it in when it is not', async () => {
    const hub = await testHub();
    const go = join(tempFolder(), 'go');
    runTestSidecar(await agentFolder(hub, 'Rowan'));
    await hub.submit({
      description: 'Wait',
      work: { kind: 'shell', command: `while [ ! -f ${go} ]; do sleep 0.05; done` },
    });
    await committed(hub, 'task.accepted');
    hub.diskFull(true);
    writeFileSync(go, '');
    await vi.waitFor(
      () => expect(hub.logged.some((line) => /warn|error/.test(line.level))).toBe(true),
      20_000,
    );
    hub.diskFull(false);
    await committed(hub, 'task.completed');
    expect(hub.committed('attempt.ended')).toEqual([]);
  });
});
