import type { Digest, EvidencePlace, Locator, Verification } from '../../core/domain/readiness/evidence.ts';
import type { Guard } from '../../core/domain/readiness/measure/guard.ts';
import type { Measure } from '../../core/domain/readiness/measure/measure.ts';
import { cutText } from '../../core/kernel/cut-text.ts';
import { unreachable as unreachableCase } from '../../core/kernel/unreachable.ts';
import type { FileFailure, FilePort } from '../files/file-port.ts';
import type { Git } from '../git/git.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { failed, type Judgement, unreachable, verified } from './judgement.ts';
import { JUnitReport } from './junit-report.ts';
import { guarded } from './measures/measured.ts';
import { MetricsReport } from './measures/metrics-report.ts';
import { type EvidenceRoot, type OpenedPlace, openPlace } from './open-place.ts';
import { readThrough } from './read-through.ts';
import type { TextTask } from './texts/judge-text.ts';
import type { TextJudge } from './texts/text-judge.ts';
import { verifyCode } from './verify-code.ts';

const MB = 1024 * 1024;
const TEXT_BYTES_MAX = 8 * MB;
const REPORT_BYTES_MAX = 256 * MB;
const ARTIFACT_BYTES_MAX = 64 * 1024 * MB;
const SAYS_MAX = 2000;

export interface VerifierPorts {
  /** With a bound for each call: what evidence names may lie on a share that is gone. */
  readonly files: FilePort;
  /** `foreign`: a root may be anybody's repository. */
  readonly git: Git;
  readonly store: EvidenceStore;
  readonly texts: TextJudge;
}

export interface EvidenceToVerify {
  /** Null where the root has no folder on this device, or there is none. */
  readonly root: EvidenceRoot | null;
  readonly locator: Locator;
  /** What the file's digest has to be; null where none is known. */
  readonly digest: Digest | null;
  /** What the number it measures is held to. */
  readonly guard: Guard | null;
}

/** Says what of a piece of evidence holds now, from what is on this machine. Rejects only when it is aborted. */
export async function verifyEvidence(
  ports: VerifierPorts,
  evidence: EvidenceToVerify,
  signal: AbortSignal,
): Promise<Verification> {
  const { locator, root, digest } = evidence;
  if (locator.type === 'code' && locator.revision !== null) {
    if (digest !== null)
      return verification(
        failed('A digest can be compared with a file as it is, not with one at a revision.'),
      );
    const { revision, path } = locator;
    const { commit, ...judgement } = await verifyCode(ports, { root, revision, path }, signal);
    return verification(judgement, null, commit);
  }
  const place = locator.type === 'code' ? atPath(locator.path) : locator.place;
  if (place === null) return verification(failed('It names neither a commit nor a file.'));
  const opened = await openPlace(ports, root, place);
  if ('result' in opened) return verification(opened);
  try {
    const subject = await subjectOf(ports, evidence, signal);
    if (subject !== null && 'result' in subject) return verification(subject);
    const wanted = digest ?? ('stored' in place ? place.stored : null);
    const reading = readingFor(ports.texts, locator, opened.name, subject);
    const { judge } = reading;
    const held: Reading = {
      ...reading,
      judge: async (bytes, aborted) => guarded(await judge(bytes, aborted), evidence.guard),
    };
    return await verifyFile(opened, held, wanted, signal);
  } finally {
    await opened.file.close();
  }
}

const atPath = (path: string | null): EvidencePlace | null => (path === null ? null : { path });

interface Subject {
  readonly path: string;
  readonly digest: Digest;
}

/** The file that a statement has to be about, as it is now. */
async function subjectOf(
  ports: VerifierPorts,
  { root, locator }: EvidenceToVerify,
  signal: AbortSignal,
): Promise<Subject | Judgement | null> {
  if (locator.type !== 'artifact' || locator.subject === undefined) return null;
  const path = locator.subject;
  const opened = await openPlace(ports, root, { path });
  if ('result' in opened) return opened;
  try {
    const read = await readThrough(opened.file, opened.name, { limit: ARTIFACT_BYTES_MAX, signal });
    return read.ok ? { path, digest: read.value.digest } : notRead(read.error);
  } finally {
    await opened.file.close();
  }
}

/** How a file is read: piece by piece, and judged when all of it was. */
interface Reading {
  readonly limit: number;
  readonly take?: (piece: Uint8Array) => void;
  readonly judge: (bytes: number, signal: AbortSignal) => Judgement | Promise<Judgement>;
}

function readingFor(texts: TextJudge, locator: Locator, name: string, subject: Subject | null): Reading {
  switch (locator.type) {
    case 'doc': {
      const { heading } = locator;
      if (heading === null) return { limit: TEXT_BYTES_MAX, judge: () => verified(`${name} is there.`) };
      return textReading(texts, (bytes) => ({ type: 'doc', name, bytes, heading }));
    }
    case 'contract': {
      const { pointer } = locator;
      return textReading(texts, (bytes) => ({ type: 'contract', name, bytes, pointer }));
    }
    case 'test': {
      const report = new JUnitReport(locator.test);
      return {
        limit: REPORT_BYTES_MAX,
        take: (piece) => report.take(piece),
        judge: () => report.judge(name),
      };
    }
    case 'artifact': {
      if (locator.measure !== undefined) return measuring(texts, locator.measure, name);
      if (subject === null) return presence(name);
      const { path, digest } = subject;
      return textReading(texts, (bytes) => ({ type: 'statement', name, bytes, subject: path, digest }));
    }
    case 'code':
      return presence(name);
    default:
      return unreachableCase(locator);
  }
}

function presence(name: string): Reading {
  return {
    limit: ARTIFACT_BYTES_MAX,
    judge: (bytes) => verified(`${name} is there, with ${bytes} bytes.`),
  };
}

function measuring(texts: TextJudge, measure: Measure, name: string): Reading {
  switch (measure.in) {
    case 'json':
    case 'sarif':
      return textReading(texts, (bytes) => ({ type: 'measure', name, bytes, measure }));
    case 'junit': {
      const report = new JUnitReport(measure.test ?? '');
      return {
        limit: REPORT_BYTES_MAX,
        take: (piece) => report.take(piece),
        judge: () => report.measure(name, measure),
      };
    }
    case 'metrics': {
      const report = new MetricsReport(measure);
      return {
        limit: REPORT_BYTES_MAX,
        take: (piece) => report.take(piece),
        judge: () => report.judge(name),
      };
    }
    default:
      return unreachableCase(measure);
  }
}

function textReading(texts: TextJudge, taskOf: (bytes: Uint8Array) => TextTask): Reading {
  const pieces: Uint8Array[] = [];
  return {
    limit: TEXT_BYTES_MAX,
    take: (piece) => void pieces.push(piece),
    judge: (_bytes, signal) => texts.judge(taskOf(Buffer.concat(pieces)), signal),
  };
}

async function verifyFile(
  { file, name }: OpenedPlace,
  { limit, take, judge }: Reading,
  wanted: Digest | null,
  signal: AbortSignal,
): Promise<Verification> {
  const read = await readThrough(file, name, { limit, signal, ...(take === undefined ? {} : { take }) });
  if (!read.ok) return verification(notRead(read.error));
  const { digest, bytes } = read.value;
  if (wanted !== null && digest !== wanted) {
    const changed = `${name} has changed since it was added: its SHA-256 was ${wanted} and is ${digest} now.`;
    return verification(failed(changed), digest);
  }
  return verification(await judge(bytes, signal), digest);
}

function notRead({ code, message }: FileFailure): Judgement {
  return code === 'file.too-large' ? failed(message) : unreachable(message);
}

function verification(
  { says, ...judgement }: Judgement,
  digest: Digest | null = null,
  commit: string | null = null,
): Verification {
  return { ...judgement, says: cutText(says, SAYS_MAX), digest, commit };
}
