import { captureRun } from '../processes/captured-run.ts';
import { childEnvironment } from '../processes/child-environment.ts';
import type { Asked, Attributes, FileFacts } from './file-port.ts';

const LIMIT_MS = 1000;
const OUTPUT_BYTES = 1024 * 1024;

/** The attributes of these files, each by its path without links; a file that has none is not among the answers. */
export function askAttributes(paths: readonly string[]): Promise<Asked> {
  if (process.platform === 'linux') return askLinux(paths);
  if (process.platform === 'darwin') return askMac(paths);
  return Promise.resolve({ kind: 'no-program' });
}

/** Gives a file the attributes of another one, where a program can that doesn't tell them. */
export async function copyAttributes(from: string, to: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const wanted = ['--attributes-only', '--preserve=mode,xattr', '--', from, to];
  return (await run('cp', wanted)).kind === 'said';
}

async function askLinux(paths: readonly string[]): Promise<Asked> {
  const [extended, flags] = await Promise.all([
    run('getfattr', ['--absolute-names', '-d', '-m', '-', '-e', 'hex', '--', ...paths]),
    run('lsattr', ['-d', '--', ...paths]),
  ]);
  if (extended.kind !== 'said') return extended;
  const of = linuxAttributes(extended.text);
  // Some disks keep no flags, and then the program has nothing but a complaint.
  if (flags.kind === 'said') addFlags(of, linuxFlags(flags.text, paths));
  return { kind: 'told', of };
}

async function askMac(paths: readonly string[]): Promise<Asked> {
  const listed = await run('/bin/ls', ['-lde@O', '--', ...paths]);
  return listed.kind === 'said' ? { kind: 'told', of: macAttributes(listed.text, paths) } : listed;
}

type Said = { readonly kind: 'said'; readonly text: string } | { readonly kind: 'no-program' | 'no-answer' };

/** A program that hangs on its disk can't even be killed: it is not waited for. */
async function run(command: string, args: readonly string[]): Promise<Said> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Said>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'no-answer' }), LIMIT_MS);
  });
  const asked = captureRun({
    command,
    args,
    folder: '/',
    env: childEnvironment(process.env, [], { LC_ALL: 'C' }),
    seconds: LIMIT_MS / 1000,
    outputBytes: OUTPUT_BYTES,
    graceMs: 100,
    signal: new AbortController().signal,
  }).then(({ ok, end, stdout }): Said => {
    if (ok) return { kind: 'said', text: stdout };
    return { kind: end.how === 'not-found' ? 'no-program' : 'no-answer' };
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What the kernel computes from the bytes, or takes away when they change. */
const OF_THE_BYTES = new Set(['security.ima', 'security.evm', 'security.capability']);

/** As `getfattr -d` prints them: a line with the name of each file, then one for each attribute. */
export function linuxAttributes(text: string): Map<string, Map<string, string>> {
  const of = new Map<string, Map<string, string>>();
  let current: Map<string, string> | null = null;
  for (const line of text.split('\n')) {
    const named = /^# file: (.*)$/u.exec(line);
    if (named?.[1] !== undefined) {
      current = new Map();
      of.set(withoutOctals(named[1]), current);
      continue;
    }
    const end = line.indexOf('=');
    const name = withoutOctals(end < 0 ? line : line.slice(0, end));
    if (name !== '' && !OF_THE_BYTES.has(name)) current?.set(name, end < 0 ? '' : line.slice(end + 1));
  }
  return of;
}

/** Blanks and line ends in names, as Linux and its programs write them: `\\040`. */
export function withoutOctals(name: string): string {
  return name.replaceAll(/\\([0-7]{3})/gu, (_, octal: string) =>
    String.fromCodePoint(Number.parseInt(octal, 8)),
  );
}

/** Those that a person sets and that a file can be written with; the rest the disk sets for itself. */
const NOT_SET_BY_PEOPLE = /[^AcCdDFjmPsStux]/gu;

function linuxFlags(text: string, paths: readonly string[]): ReadonlyMap<string, string> {
  const lines = text.split('\n');
  return new Map(
    paths.flatMap((path) => {
      const line = lines.find((one) => one.endsWith(` ${path}`));
      const flags = (line?.split(' ')[0] ?? '').replaceAll(NOT_SET_BY_PEOPLE, '');
      return flags === '' ? [] : [[path, flags]];
    }),
  );
}

function addFlags(of: Map<string, Map<string, string>>, flags: ReadonlyMap<string, string>): void {
  for (const [path, some] of flags) {
    const known = of.get(path) ?? new Map<string, string>();
    known.set('flags', some);
    of.set(path, known);
  }
}

/** As `ls -lde@O` prints them: a line for each file with its flags, then one for each attribute and each rule of a list. */
export function macAttributes(text: string, paths: readonly string[]): Map<string, Map<string, string>> {
  const of = new Map<string, Map<string, string>>();
  let current: Map<string, string> | null = null;
  for (const line of text.split('\n')) {
    if (/^\s/u.test(line)) {
      const [, name, value] = /^\s+(\S+)\s*(.*)$/u.exec(line) ?? [];
      if (name !== undefined) current?.set(name, value ?? '');
      continue;
    }
    const path = paths.find((one) => line.endsWith(` ${one}`));
    if (path === undefined) continue;
    current = new Map();
    const flags = line.split(/\s+/u)[4] ?? '-';
    if (flags !== '-') current.set('flags', flags);
    of.set(path, current);
  }
  return new Map([...of].filter(([, some]) => some.size > 0));
}

/** Those of a file that a new one beside it does not have by itself, as it does a label or a list that its folder hands on. */
export function beyondNew(
  of: ReadonlyMap<string, Attributes>,
  path: string,
  fresh: string,
): readonly string[] {
  const given = of.get(fresh);
  return [...(of.get(path) ?? [])].flatMap(([name, value]) => (given?.get(name) === value ? [] : [name]));
}

/** A file's attributes change its `changedAt`, so what was told about it holds until that is another. */
const known = new Map<string, boolean>();
const KEPT = 5000;

const keyOf = ({ device, inode, changedAt }: FileFacts): string => `${device}:${inode}:${changedAt}`;

/** Whether a new file in its place would lack attributes of it; null when nobody has looked since it last changed. */
export function carriesAttributes(facts: FileFacts): boolean | null {
  return known.get(keyOf(facts)) ?? null;
}

export function rememberCarries(facts: FileFacts, carries: boolean): void {
  known.delete(keyOf(facts));
  known.set(keyOf(facts), carries);
  for (const oldest of known.keys()) {
    if (known.size <= KEPT) break;
    known.delete(oldest);
  }
}
