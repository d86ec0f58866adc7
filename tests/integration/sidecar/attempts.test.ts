import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { quick, runTestSidecar } from '../../support/fleet/running-sidecar.ts';
import { hubToken, startScriptedHub, writeAgent } from '../../support/fleet/scripted-hub.ts';
import { onLinux } from '../../support/not-run.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Of the processes that a file names, those that run. */
const livingOf = (pids: string): string[] =>
  readFileSync(pids, 'utf8')
    .trim()
    .split('\n')
    .filter(
      (pid) =>
        existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')),
    );

const shell = (command: string) => ({ work: { kind: 'shell' as const, command } });

describe('a sidecar and its hub', () => {
  it('takes a task, works, tells its end once and clears its folder', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    runTestSidecar(folder);
    hub.submit('one', shell('echo hello from the task; echo seen >&2'));
    const end = await hub.frame('complete');
    expect(end.result).toMatchObject({ verified: null, branch: null, commit: null });
    expect(end.transcript.lines.map((line) => line.text)).toEqual(
      expect.arrayContaining(['hello from the task', 'seen']),
    );
    await hub.until(() => readdirSync(join(folder, 'attempts')).length === 0);
    expect(readdirSync(join(folder, 'workspaces'))).toEqual([]);
    expect(hub.broken).toEqual([]);
    expect(hub.frames[0]).toMatchObject({ t: 'hello', agentId: 'ag_tester', holding: [] });
  });

  it('fails verification once, corrects the work and passes, with a report of each run', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    runTestSidecar(folder);
    hub.submit('fix', {
      ...shell('if [ -f first ]; then touch done; else touch first; fi'),
      verification: [
        { type: 'file_exists', path: 'done' },
        { type: 'command_succeeds', command: 'echo looked; test -f first' },
      ],
      fixAttempts: 2,
    });
    const end = await hub.frame('complete');
    expect(end.result.verified).toBe(true);
    const reports = hub.frames.flatMap((frame) => (frame.t === 'verified' ? [frame.report] : []));
    expect(reports.map(({ run, status }) => [run, status])).toEqual([
      [1, 'fail'],
      [2, 'pass'],
    ]);
    expect(reports[0]?.checks.map((check) => check.status)).toEqual(['fail', 'pass']);
    expect(reports[0]?.checks[1]?.tail).toContain('looked');
  });

  it('gives up after the allowed corrections and names what still fails', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    runTestSidecar(folder);
    hub.submit('hopeless', {
      ...shell('true'),
      verification: [{ type: 'command_succeeds', command: 'echo not yet; exit 3' }],
      fixAttempts: 1,
    });
    const end = await hub.frame('fail');
    expect(end).toMatchObject({ reason: 'verification', retryable: true });
    expect(end.error).toContain('not yet');
    expect(end.error).toContain('exit code 3');
    expect(hub.frames.filter((frame) => frame.t === 'verified')).toHaveLength(2);
  });

  it('tells an end again after the line was cut before the answer, and the hub counts it once', async () => {
    let cuts = 0;
    const hub = await startScriptedHub({
      answer(frame, socket) {
        if (frame.t !== 'complete' || cuts > 1) return null;
        cuts += 1;
        socket.terminate();
        return 'silence';
      },
    });
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    runTestSidecar(folder);
    const taskId = hub.submit('again', shell('true'));
    await hub.until(() => hub.tasks.get(taskId)?.status === 'completed');
    expect(hub.tasks.get(taskId)?.ends).toEqual(['1:complete']);
    expect(hub.connections).toBe(3);
    expect(hub.frames.findLast((frame) => frame.t === 'hello')).toMatchObject({
      holding: [{ taskId, generation: 1 }],
    });
  });

  it('goes on working while the line is down and keeps what the hub says is still its own', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    runTestSidecar(folder);
    const go = join(folder, 'go');
    const taskId = hub.submit(
      'patient',
      shell(`echo started; while [ ! -f ${go} ]; do sleep 0.05; done; echo went`),
    );
    await hub.frame('output', (frame) => frame.lines.some((line) => line.text === 'started'));
    hub.cut();
    await hub.until(
      () => hub.connections === 2 && hub.frames.filter((frame) => frame.t === 'hello').length === 2,
    );
    writeFileSync(go, '');
    await hub.until(() => hub.tasks.get(taskId)?.status === 'completed');
    expect(hub.tasks.get(taskId)?.ends).toEqual(['1:complete']);
  });

  it('drops an attempt the hub gave to someone else: the work is ended and nothing is told', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    const sidecar = runTestSidecar(folder);
    const taskId = hub.submit('lost', shell('echo started; sleep 600'));
    await hub.frame('output', (frame) => frame.lines.some((line) => line.text === 'started'));
    hub.reclaim(taskId);
    hub.cut();
    const next = hub.submit('next', shell('true'));
    await hub.until(() => hub.tasks.get(next)?.status === 'completed');
    expect(
      hub.frames.some((frame) => 'taskId' in frame && frame.taskId === taskId && frame.t === 'fail'),
    ).toBe(false);
    expect(sidecar.log.join('\n')).toContain('does not want this attempt');
  });

  it('drops an attempt when the hub calls a word about it stale, also without having been told to stop', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    runTestSidecar(folder);
    const taskId = hub.submit('stale', shell('while :; do echo tick; sleep 0.1; done'));
    await hub.frame('output');
    hub.reclaim(taskId);
    await hub.until(() => readdirSync(join(folder, 'attempts')).length === 0);
    expect(hub.frames.some((frame) => frame.t === 'fail' || frame.t === 'complete')).toBe(false);
  });

  it('stops at once when the hub says so, with everything the command had forked', async (context) => {
    onLinux(context);
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    runTestSidecar(folder);
    const pids = join(folder, 'pids');
    const taskId = hub.submit(
      'forks',
      shell(
        `setsid sh -c 'echo $$ >> ${pids}; exec sleep 600' & sleep 600 & echo $! >> ${pids}; sleep 0.2; echo up; wait`,
      ),
    );
    await hub.frame('output', (frame) => frame.lines.some((line) => line.text === 'up'));
    hub.reclaim(taskId);
    hub.send({ t: 'stop', taskId, generation: 1, reason: 'cancelled', text: 'cancelled by a person' });
    const next = hub.submit('after', shell('true'));
    await hub.until(() => hub.tasks.get(next)?.status === 'completed');
    expect(livingOf(pids)).toEqual([]);
  });

  it('does not wait for what a command left behind with its output open, and leaves nothing of it', async (context) => {
    onLinux(context);
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    runTestSidecar(folder);
    const pids = join(folder, 'pids');
    hub.submit(
      'orphan',
      shell(
        `setsid sh -c 'trap "" HUP; echo $$ >> ${pids}; exec sleep 300' & echo leader done; while [ ! -s ${pids} ]; do sleep 0.05; done`,
      ),
    );
    const end = await hub.frame('complete');
    expect(end.transcript.lines.map(({ text }) => text)).toContain('leader done');
    expect(livingOf(pids)).toEqual([]);
  });

  it('tries the wake command again, then fails the attempt in words', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url, { wake: { command: 'echo x >> tries; echo no power; exit 7' } });
    runTestSidecar(folder);
    hub.submit('asleep', shell('true'));
    const end = await hub.frame('fail');
    expect(end.error).toContain('The wake command failed: it ended with code 7. no power');
    expect(readFileSync(join(folder, 'tries'), 'utf8')).toBe('x\n'.repeat(quick.wakePausesMs.length + 1));
  });

  it('cuts a flood and says what was cut, and shows binary as replacement characters', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url, { limits: { outputBytes: 256 * 1024 * 1024 } });
    runTestSidecar(folder);
    hub.submit('flood', shell('seq 1 400000; head -c 3000000 /dev/urandom; echo; echo the end'));
    const end = await hub.frame('complete');
    expect(end.transcript.lines.length).toBeLessThanOrEqual(500);
    expect(end.transcript.cutLines).toBeGreaterThan(300_000);
    expect(end.transcript.lines.some((line) => line.text === 'the end')).toBe(true);
    expect(end.transcript.lines.some((line) => line.text.includes('\uFFFD'))).toBe(true);
    const cut = hub.frames.reduce((sum, frame) => sum + (frame.t === 'output' ? frame.cutLines : 0), 0);
    const shown = hub.frames.reduce((sum, frame) => sum + (frame.t === 'output' ? frame.lines.length : 0), 0);
    expect(cut).toBeGreaterThan(300_000);
    expect(shown).toBeLessThan(20_000);
    expect(hub.broken).toEqual([]);
  });

  it('ends a command that prints more than it may', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url, { limits: { outputBytes: 1024 * 1024 } });
    runTestSidecar(folder);
    hub.submit('gigabyte', shell('head -c 1000000000 /dev/zero'));
    const end = await hub.frame('fail');
    expect(end.error).toContain('1,048,576 bytes');
  });

  it('ends an attempt whose minutes are used up, counting those of earlier attempts', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    runTestSidecar(folder);
    const budget = { money: null, tokens: null, minutes: 10 };
    hub.submit('long', { ...shell('sleep 600'), budget, workedBeforeMs: 10 * 60_000 - 300 });
    const end = await hub.frame('fail');
    expect(end).toMatchObject({
      reason: 'budget',
      retryable: false,
      error: 'The budget of 10 minutes is used up.',
    });
  });

  it('never writes the token to its log, nor hands it to a task', async () => {
    const hub = await startScriptedHub();
    const folder = tempFolder();
    writeAgent(folder, hub.url);
    const sidecar = runTestSidecar(folder, { environment: { ...process.env, QUARTERDECK_TOKEN: hubToken } });
    hub.submit('env', shell('env'));
    const end = await hub.frame('complete');
    await sidecar.stop();
    expect(JSON.stringify(end)).not.toContain(hubToken);
    const text = readFileSync(join(folder, 'logs', 'sidecar.log'), 'utf8');
    expect(text).toContain('Took a task');
    expect(text).not.toContain(hubToken);
    expect(statSync(join(folder, 'logs', 'sidecar.log')).mode & 0o077).toBe(0);
  });
});
