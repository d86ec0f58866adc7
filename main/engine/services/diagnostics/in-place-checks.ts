import { dirname } from 'node:path';
import type { OutputOf } from '../../../../core/contract/index.ts';
import { readReplacedFiles } from '../../../../db/records/replaced-file.ts';
import { readTrackers } from '../../../../db/records/tracker.ts';
import { withoutOctals } from '../../../../node/files/attributes.ts';
import type { Asked, FileFacts } from '../../../../node/files/file-port.ts';
import { hasOtherNames, secondNames } from '../../../../node/files/second-name.ts';
import type { InPlaceReason } from '../../../../node/files/write-in-place.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { WHY_IN_PLACE } from '../trackers/written-in-place.ts';

type Health = OutputOf<'workspace.diagnostics'>['health'][number];

/** One program is asked about so many files; more are not looked through for a page. */
const MAX_ASKED = 500;
const MAX_NAMED = 5;
/** Labels that the kernel gives to every file. */
const GIVEN = /^security\./u;

interface Found {
  /** As the tracker names it. */
  readonly path: string;
  /** Without links. */
  readonly real: string;
  readonly facts: FileFacts;
}

/** Which trackers' files are written into instead of being replaced, before and after an edit does it. */
export async function inPlaceChecks(deps: EngineDeps): Promise<Health[]> {
  const found: Found[] = [];
  for (const { path } of readTrackers(deps.db.read)) {
    const one = path === null ? null : await look(deps, path);
    if (one !== null) found.push(one);
  }
  if (found.length === 0) return [];
  const asked = await deps.files.attributes(found.slice(0, MAX_ASKED).map(({ real }) => real));
  const mounts = await mountPoints(deps);
  const inPlace: string[] = [];
  for (const one of found) {
    const why = (await reasonFor(deps, one, mounts, asked)) ?? onlyByTrying(deps.inPlace.get(one.path));
    if (why !== null) inPlace.push(`${one.path}: ${WHY_IN_PLACE[why]}`);
  }
  return [...inPlaceCheck(inPlace), ...attributesCheck(asked)];
}

/** A mount that another system has, or a folder that keeps names to their owners. */
function onlyByTrying(last: InPlaceReason | undefined): InPlaceReason | null {
  return last === undefined || last === 'names' || last === 'attributes' ? null : last;
}

function inPlaceCheck(inPlace: readonly string[]): Health[] {
  if (inPlace.length === 0) return [];
  const more = inPlace.length - MAX_NAMED;
  const named = [...inPlace.slice(0, MAX_NAMED), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
  return [
    {
      check: 'Written in place',
      state: 'ok',
      detail: `an edit is written into the file that is there, since a new one would lose something: ${named}. A program that reads it at that very moment can find half of a text`,
    },
  ];
}

function attributesCheck({ kind }: Asked): Health[] {
  const check = 'File attributes';
  if (kind !== 'no-program') return [];
  return process.platform === 'linux'
    ? [
        {
          check,
          state: 'warning',
          detail:
            'getfattr is not installed (package attr), so that nothing tells which files have extended attributes or access lists: an edit copies them where cp can, and loses them elsewhere',
        },
      ]
    : [{ check, state: 'ok', detail: 'not told on this system: an edit gives a file those of its folder' }];
}

async function look({ files }: EngineDeps, path: string): Promise<Found | null> {
  try {
    const real = await files.realPath(path);
    return { path, real, facts: await files.facts(real) };
  } catch {
    // Its state says that it is gone or locked away.
    return null;
  }
}

async function reasonFor(
  deps: EngineDeps,
  { real, facts }: Found,
  mounts: ReadonlySet<string>,
  asked: Asked,
): Promise<InPlaceReason | null> {
  const ours = () =>
    readReplacedFiles(deps.db.read).flatMap(({ id }) => secondNames(deps.workspace, real, id));
  if (await hasOtherNames(deps.files, facts, ours)) return 'names';
  const attributes = asked.kind === 'told' ? [...(asked.of.get(real)?.keys() ?? [])] : [];
  if (attributes.some((name) => !GIVEN.test(name))) return 'attributes';
  if (mounts.has(real)) return 'mount';
  const user = process.geteuid?.() ?? 0;
  if (user !== 0 && facts.user !== user) return 'owner';
  return (await deps.files.writable(dirname(real)).catch(() => true)) ? null : 'folder';
}

/** Names that something is mounted at, as Linux tells. */
async function mountPoints({ files }: EngineDeps): Promise<ReadonlySet<string>> {
  const told = await files.read('/proc/self/mountinfo').catch(() => new Uint8Array());
  const points = new TextDecoder()
    .decode(told)
    .split('\n')
    .flatMap((line) => line.split(' ')[4] ?? []);
  return new Set(points.map(withoutOctals));
}
