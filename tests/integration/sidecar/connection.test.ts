import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { runTestSidecar } from '../../support/fleet/running-sidecar.ts';
import { startScriptedHub, writeAgent } from '../../support/fleet/scripted-hub.ts';
import { startProgram } from '../../support/programs/child-program.ts';
import { isRunning } from '../../support/programs/is-running.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Resolves when the log has a line with this text. */
function logged(text: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const log = ({ message }: { readonly message: string }): void => {
    if (message.includes(text)) resolve();
  };
  return { fits: promise, log };
}

describe('the line to the hub', () => {
  it('says clearly that the token is not accepted, and asks again slowly', async () => {
    let asked = 0;
    const hub = await startScriptedHub({
      refuse: () => {
        asked += 1;
        return { status: 401 };
      },
    });
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    const { fits, log } = logged('does not accept this agent’s token');
    const sidecar = runTestSidecar(folder, { log });
    await fits;
    expect(await sidecar.stop()).toEqual({ kind: 'stopped' });
    expect(asked).toBe(1);
  });

  it('tells why it was turned away, instead of blaming its token', async () => {
    const server = createServer();
    server.on('upgrade', (_, socket) => {
      const body = JSON.stringify({
        error: { code: 'hub.wrong-host', message: 'The hub answers elsewhere only.' },
      });
      socket.end(
        `HTTP/1.1 403 Forbidden\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const address = z.object({ port: z.number() }).parse(server.address());
    const folder = tempFolder();
    writeAgent(folder, `http://127.0.0.1:${address.port}`);
    const { fits, log } = logged('turned this agent away (HTTP 403). The hub answers elsewhere only.');
    runTestSidecar(folder, { log });
    await fits;
  });

  it('stays away as long as a hub that is too busy asks for', async () => {
    const at: number[] = [];
    const hub = await startScriptedHub({
      refuse: () => {
        at.push(performance.now());
        return at.length === 1 ? { status: 429, headers: '1' } : null;
      },
    });
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    runTestSidecar(folder);
    await hub.frame('hello');
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(1000);
  });

  it('comes back after a farewell when the hub said it may', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    runTestSidecar(folder);
    await hub.frame('hello');
    const left = performance.now();
    hub.send({ t: 'bye', code: 'hub.stopping', message: 'back soon', retryAfterMs: 400 });
    hub.cut();
    await hub.until(() => hub.connections === 2);
    expect(performance.now() - left).toBeGreaterThanOrEqual(390);
  });

  it('sends heartbeats as often as the hub asks, and resources only when they are due', async () => {
    const hub = await startScriptedHub({ heartbeatMs: 30 });
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    runTestSidecar(folder);
    const hello = await hub.frame('hello');
    expect(hello.resources?.ramTotalBytes).toBeGreaterThan(0);
    await hub.until(() => hub.frames.filter((frame) => frame.t === 'heartbeat').length >= 3);
    expect(hub.frames.every((frame) => frame.t !== 'heartbeat' || frame.resources === null)).toBe(true);
  });

  it('notices a hub that fell silent without closing the line', async () => {
    let paused = false;
    const hub = await startScriptedHub({
      heartbeatMs: 40,
      answer(frame, socket) {
        if (frame.t !== 'heartbeat' || paused) return null;
        paused = true;
        socket.pause();
        return 'silence';
      },
    });
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    const { fits, log } = logged('fell silent');
    runTestSidecar(folder, { log });
    await fits;
    await hub.until(() => hub.connections >= 2);
    expect(paused).toBe(true);
  });

  it('leaves frames aside that it does not understand, and goes on', async () => {
    const hub = await startScriptedHub({
      answer(frame, socket) {
        if (frame.t === 'accept') {
          socket.send('no json');
          socket.send('{"t":"from-the-future"}');
          socket.send(Buffer.from([1, 2, 3]));
        }
        return null;
      },
    });
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    const sidecar = runTestSidecar(folder);
    hub.submit('one', {});
    await hub.frame('complete');
    expect(sidecar.log.filter((line) => line.includes('does not understand'))).toHaveLength(3);
    expect(hub.connections).toBe(1);
  });

  it('waits and asks again when the hub limits it, and loses nothing', async () => {
    let limited = 0;
    const hub = await startScriptedHub({
      answer(frame) {
        if (frame.t !== 'complete' || limited === 2) return null;
        limited += 1;
        return { t: 'rate-limited', n: frame.n, tier: 'heavy', retryAfterMs: 20 };
      },
    });
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    runTestSidecar(folder);
    const taskId = hub.submit('one', {});
    await hub.until(() => hub.tasks.get(taskId)?.status === 'completed');
    expect(hub.frames.filter((frame) => frame.t === 'complete')).toHaveLength(3);
  });

  it('keeps a result that a hub could not store, and tells it again', async () => {
    let refused = 0;
    const hub = await startScriptedHub({
      answer(frame) {
        if (frame.t !== 'complete' || refused === 1) return null;
        refused += 1;
        const message = 'the disk is full';
        return { t: 'refused', n: frame.n, code: 'store.full', message, taskId: frame.taskId, stale: false };
      },
    });
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    runTestSidecar(folder);
    const taskId = hub.submit('one', {});
    await hub.until(() => hub.tasks.get(taskId)?.status === 'completed');
    expect(hub.tasks.get(taskId)?.ends).toEqual(['1:complete']);
  });

  it('tells a failure instead of a result the hub refuses', async () => {
    const hub = await startScriptedHub({
      answer: (frame) =>
        frame.t === 'complete'
          ? {
              t: 'refused',
              n: frame.n,
              code: 'frame.invalid',
              message: 'too strange',
              taskId: frame.taskId,
              stale: false,
            }
          : null,
    });
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    runTestSidecar(folder);
    hub.submit('one', {});
    const end = await hub.frame('fail');
    expect(end.error).toContain('too strange');
  });

  it('declines what it cannot carry out', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url, { executors: [{ kind: 'ollama' }] });
    runTestSidecar(folder);
    hub.submit('one', {});
    const declined = await hub.frame('decline');
    expect(declined.reason).not.toBe('');
    expect(readdirSync(join(folder, 'attempts'))).toEqual([]);
  });

  it('declines a task its disk cannot keep, and goes on when it can again', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    runTestSidecar(folder);
    await hub.frame('hello');
    const attempts = join(folder, 'attempts');
    rmSync(attempts, { recursive: true });
    const taskId = hub.submit('one', {});
    const declined = await hub.frame('decline');
    expect(declined.reason).toContain("can't keep the task on its disk");
    mkdirSync(attempts);
    await hub.until(() => hub.tasks.get(taskId)?.status === 'completed');
    expect(hub.frames.some((frame) => frame.t === 'complete')).toBe(true);
  });

  it('ends at its start what a killed sidecar left running, wherever it moved itself', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    const pids = join(folder, 'pids');
    const victim = startProgram('tests/support/programs/sidecar-program.ts', [folder, '-']);
    const command = `setsid sh -c 'echo $$ >> ${pids}; exec sleep 600' & echo $$ >> ${pids}; sleep 0.2; echo up; sleep 600`;
    hub.submit('one', { work: { kind: 'shell', command } });
    await hub.frame('output', (frame) => frame.lines.some((line) => line.text === 'up'));
    await victim.kill('SIGKILL');
    const left = readFileSync(pids, 'utf8').trim().split('\n').map(Number);
    expect(left.map(isRunning)).toEqual([true, true]);
    runTestSidecar(folder);
    await hub.frame('fail');
    expect(left.map(isRunning)).toEqual([false, false]);
  });

  it('starts with foreign and torn records, sets them aside, and works', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    const attempts = join(folder, 'attempts');
    mkdirSync(join(attempts, 'a-folder'), { recursive: true });
    writeFileSync(join(attempts, 'ta_x.g1.json'), '{"v":1,"d":{"assign');
    writeFileSync(join(attempts, 'ta_y.g1.json'), '{"v":99,"d":{}}');
    writeFileSync(join(attempts, 'ta_z.g1.json.tmp'), 'half');
    writeFileSync(join(attempts, 'notes.txt'), 'mine');
    const sidecar = runTestSidecar(folder);
    hub.submit('one', {});
    await hub.frame('complete');
    await hub.until(() => readdirSync(attempts).join() === 'set-aside');
    expect(readdirSync(join(attempts, 'set-aside')).toSorted()).toEqual([
      'a-folder',
      'notes.txt',
      'ta_x.g1.json',
      'ta_y.g1.json',
    ]);
    expect(sidecar.log.filter((line) => line.includes('no record of an attempt'))).toHaveLength(4);
  });

  it('refuses a second sidecar on the same folder and names the first', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    runTestSidecar(folder);
    await hub.frame('hello');
    expect(await runTestSidecar(folder).ended).toMatchObject({
      kind: 'running-already',
      holder: { pid: process.pid },
    });
  });

  it('takes over the lock of a process that is gone', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    const dead = { nonce: 'gone', pid: process.pid, started: 'another boot/1', machine: hostname() };
    writeFileSync(join(folder, 'sidecar.lock'), JSON.stringify(dead));
    runTestSidecar(folder);
    await hub.frame('hello');
    expect(hub.connections).toBe(1);
  });

  it('ends within moments when it is told to stop, also while it works', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    const sidecar = runTestSidecar(folder);
    hub.submit('one', { work: { kind: 'shell', command: 'echo up; exec sleep 600' } });
    await hub.frame('output', (frame) => frame.lines.some((line) => line.text === 'up'));
    expect(await sidecar.stop()).toEqual({ kind: 'stopped' });
    expect(readdirSync(join(folder, 'attempts'))).toEqual(['ta_one.g1.json']);
    expect(readdirSync(folder)).not.toContain('sidecar.lock');

    // Back again: what ran is told as a failure, not run twice.
    runTestSidecar(folder);
    const end = await hub.frame('fail');
    expect(end).toMatchObject({ taskId: 'ta_one', generation: 1, retryable: true });
    expect(end.error).toContain('restarted while working');
  });
});
