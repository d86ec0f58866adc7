import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { VerificationStep } from '../../../core/domain/fleet/tasks/task.ts';
import { VerificationReport } from '../../../core/domain/fleet/tasks/verification.ts';
import { detectTestCommand } from '../../../sidecar/verification/test-command.ts';
import { type VerifyDeps, verify } from '../../../sidecar/verification/verify.ts';
import { git } from '../../support/git-remote.ts';
import { onLinux } from '../../support/not-run.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const timekeeper = { moment: () => ({ wall: Date.now(), steady: performance.now() }) };
const check = (
  folder: string,
  steps: readonly VerificationStep[],
  seconds = 20,
  heard: Partial<Pick<VerifyDeps, 'print' | 'alive'>> = {},
) =>
  verify(steps, 1, {
    print: () => {},
    alive: () => {},
    ...heard,
    folder,
    environment: process.env,
    extra: {},
    secretVariables: ['SECRET_KEY'],
    timekeeper,
    signal: new AbortController().signal,
    seconds,
  });
const command = (text: string): VerificationStep => ({ type: 'command_succeeds', command: text });

describe('verification', () => {
  it('runs every step, also after one failed, and judges by the worst', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'here'), '');
    const report = await check(folder, [
      { type: 'file_exists', path: 'here' },
      { type: 'file_exists', path: 'gone' },
      command('echo out; echo err >&2'),
      command('echo why; exit 4'),
    ]);
    expect(report.status).toBe('fail');
    expect(report.checks.map((one) => one.status)).toEqual(['pass', 'fail', 'pass', 'fail']);
    expect(report.checks[3]?.tail).toBe('why\n(exit code 4)');
    expect(VerificationReport.safeParse(report).success).toBe(true);
  });

  it('shows what checks print as they print it, also a line that is overwritten', async () => {
    const lines: string[] = [];
    let states = 0;
    await check(tempFolder(), [command("echo one; printf '10 %%\r20 %%\rdone'; echo two >&2")], 20, {
      print: (stream, text) => void lines.push(`${stream} ${text}`),
      alive: () => {
        states += 1;
      },
    });
    expect(lines.toSorted()).toEqual(['stderr two', 'stdout done', 'stdout one']);
    expect(states).toBeGreaterThan(0);
  });

  it('looks for files inside the workspace only', async () => {
    const folder = tempFolder();
    symlinkSync('/etc', join(folder, 'out'));
    const report = await check(folder, [
      { type: 'file_exists', path: '../../etc/passwd' },
      { type: 'file_exists', path: 'out/passwd' },
      { type: 'file_exists', path: '/etc/passwd' },
    ]);
    expect(report.checks.map((one) => one.status)).toEqual(['error', 'error', 'error']);
  });

  it('shares its time among the steps and ends what takes longer, with what it forked', async () => {
    const folder = tempFolder();
    const report = await check(folder, [command('sleep 600 & sleep 600'), command('true')], 0.3);
    expect(report.checks.map((one) => one.status)).toEqual(['timeout', 'timeout']);
    expect(report.checks[1]?.tail).toContain('over before');
    expect(report.status).toBe('timeout');
  });

  it('keeps the end of what a check printed, within bounds, and nothing that moves a cursor', async () => {
    const folder = tempFolder();
    const report = await check(folder, [command("seq 1 100000; printf '\\033[31mred\\033[0m\\001'; exit 1")]);
    const tail = report.checks[0]?.tail ?? '';
    expect(tail.length).toBeLessThanOrEqual(4000);
    expect(tail).toMatch(/100000\nred\uFFFD\n\(exit code 1\)$/);
  });

  it('finds uncommitted files', async () => {
    const folder = tempFolder();
    expect((await check(folder, [{ type: 'git_clean' }])).checks[0]?.status).toBe('error');
    git(folder, 'init', '--quiet');
    expect((await check(folder, [{ type: 'git_clean' }])).status).toBe('pass');
    writeFileSync(join(folder, 'new.txt'), '');
    const report = await check(folder, [{ type: 'git_clean' }]);
    expect([report.status, report.checks[0]?.tail]).toEqual(['fail', 'Not committed:\n?? new.txt\n']);
  });

  it('runs the tests the repository names', async () => {
    const folder = tempFolder();
    const step: VerificationStep = { type: 'test_passes', command: null };
    expect((await check(folder, [step])).checks[0]).toMatchObject({ status: 'error' });
    writeFileSync(join(folder, 'Makefile'), 'test:\n\t@echo tested; false\n');
    const report = await check(folder, [step]);
    expect(report.checks[0]?.status).toBe('fail');
    expect(report.checks[0]?.tail).toContain('tested');
  });
});

describe('how a repository is tested', () => {
  it('is told by what lies in its root', () => {
    const found = (name: string, text: string): string | null => {
      const folder = tempFolder();
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, name), text);
      return detectTestCommand(folder);
    };
    expect(found('package.json', '{"scripts":{"test":"vitest run"}}')).toBe('npm test');
    expect(
      found('package.json', '{"scripts":{"test":"echo \\"Error: no test specified\\" && exit 1"}}'),
    ).toBeNull();
    expect(found('package.json', '{')).toBeNull();
    expect(found('Makefile', 'all:\n\ntest: all\n')).toBe('make test');
    expect(found('Makefile', 'test := 1\n')).toBeNull();
    expect(found('Cargo.toml', '')).toBe('cargo test');
    expect(found('go.mod', '')).toBe('go test ./...');
    expect(found('mix.exs', '')).toBe('mix test');
    expect(found('pyproject.toml', '')).toBe('python3 -m pytest');
    expect(found('notes.txt', '')).toBeNull();
  });

  it('is not asked of links, pipes and devices, which are neither followed nor waited for', (context) => {
    onLinux(context);
    const folder = tempFolder();
    symlinkSync('/dev/zero', join(folder, 'package.json'));
    execFileSync('sh', ['-c', 'mkfifo Makefile'], { cwd: folder });
    expect(detectTestCommand(folder)).toBeNull();
  });
});
