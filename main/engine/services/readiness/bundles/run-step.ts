import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StepName, StepResult } from '../../../../../core/domain/readiness/environment/environment.ts';
import type { Digest } from '../../../../../core/domain/readiness/evidence.ts';
import { cutText, cutTextBefore } from '../../../../../core/kernel/cut-text.ts';
import { printableText } from '../../../../../core/kernel/printable-text.ts';
import { redact } from '../../../../../node/log/redact.ts';
import { childEnvironment } from '../../../../../node/processes/child-environment.ts';
import { describeEnd } from '../../../../../node/processes/describe-end.ts';
import { type ProcessEnd, runProcess } from '../../../../../node/processes/run-process.ts';
import type { EvidencePorts } from '../../../files/evidence-ports.ts';

/** A deployment may take its time; whoever waits can cancel it. */
const SECONDS = 3600;
const OUTPUT_BYTES = 16 * 1024 * 1024;
const GRACE_MS = 10_000;
const TOLD = 300;
/** As much of the newest output as its last line is looked for in. */
const NEWEST = 8192;

const stepWords: Readonly<Record<StepName, string>> = {
  preview: 'The preview',
  apply: 'The apply command',
  canary: 'The canary',
};

export interface StepRequest {
  readonly step: StepName;
  readonly command: string;
  /** Where it is run; null: in an empty folder. */
  readonly folder: string | null;
  /** What it is told, beside the environment of the engine without its secrets. */
  readonly variables: Readonly<Record<string, string>>;
  readonly store: EvidencePorts['store'];
  readonly signal: AbortSignal;
  /** Told the last line that it wrote, as it goes on. */
  readonly onLine: (line: string) => void;
}

/**
 * Runs a command that a person approved, bounded, and keeps what it wrote and its JUnit report as evidence. Never rejects: a
 * move has to be told what became of its command, also where a full disk takes nothing of it.
 */
export async function runStep(request: StepRequest): Promise<StepResult> {
  try {
    return await runAndKeep(request);
  } catch (error) {
    const { step, command } = request;
    const says = `${step} could not be run: ${printableText(cutText(String(error), TOLD))}.`;
    return { step, command, passed: false, says, exitCode: null, output: null, junit: null };
  }
}

async function runAndKeep({
  step,
  command,
  folder,
  variables,
  store,
  signal,
  onLine,
}: StepRequest): Promise<StepResult> {
  const own = await mkdtemp(join(tmpdir(), 'quarterdeck-move-'));
  const junit = join(own, 'junit.xml');
  const output = join(own, 'output.txt');
  const empty = join(own, 'folder');
  try {
    await mkdir(empty);
    const [shell, flag] = process.platform === 'win32' ? ['cmd.exe', '/c'] : ['/bin/sh', '-c'];
    let text = '';
    let newest = '';
    const end = await runProcess({
      command: shell,
      args: [flag, command],
      folder: folder ?? empty,
      env: childEnvironment(process.env, [], {
        ...variables,
        QUARTERDECK_STEP: step,
        QUARTERDECK_JUNIT: junit,
      }),
      seconds: SECONDS,
      outputBytes: OUTPUT_BYTES,
      graceMs: GRACE_MS,
      signal,
      onText: (_stream, piece) => {
        text += piece;
        newest = (newest + piece).slice(-NEWEST);
        const line = lastLine(newest.slice(0, newest.lastIndexOf('\n') + 1));
        if (line !== '') onLine(line);
      },
    });
    // What it wrote is kept where that can be done; how it ended is known all the same.
    const isWritten = await writeFile(output, redact(text)).then(
      () => true,
      () => false,
    );
    // Kept also of one that was cancelled.
    const kept = new AbortController().signal;
    return {
      step,
      command,
      passed: end.how === 'exited' && end.code === 0,
      says: `${stepWords[step]} ${howItEnded(end)}${told(lastLine(text))}`,
      exitCode: end.how === 'exited' ? end.code : null,
      output: isWritten ? await keep(store, output, kept) : null,
      junit: await keep(store, junit, kept),
    };
  } finally {
    await rm(own, { recursive: true, force: true, maxRetries: 5 });
  }
}

function howItEnded(end: ProcessEnd): string {
  if (end.how === 'exited') return end.code === 0 ? 'succeeded.' : `ended with code ${end.code}.`;
  return `did not end: ${end.how === 'aborted' ? 'it was cancelled' : describeEnd(end, { seconds: SECONDS, outputBytes: OUTPUT_BYTES })}.`;
}

function lastLine(text: string): string {
  const line = redact(text).trimEnd().split('\n').at(-1)?.trim() ?? '';
  return printableText(cutTextBefore(line, TOLD));
}

function told(line: string): string {
  return line === '' ? '' : ` Its last line: ${line}`;
}

/** Null where there is no such file, or it could not be kept. */
async function keep(
  store: EvidencePorts['store'],
  path: string,
  signal: AbortSignal,
): Promise<Digest | null> {
  const isThere = await stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  );
  const stored = isThere ? await store.put(path, signal) : null;
  return stored?.ok === true ? stored.value.digest : null;
}
