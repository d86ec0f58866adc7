import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keyMember, MEMBERS } from '../../../core/domain/readiness/bundle/member-path.ts';
import { verifyBundle } from '../../../node/bundle/verify-bundle.ts';
import { nodeFiles } from '../../../node/files/node-files.ts';
import { fingerprintOf } from '../../../node/secrets/ed25519.ts';
import { jsonText, madeBundle, sha256 } from '../../integration/node/bundle/made-bundle.ts';
import { type LooseBundle, signedAnew } from '../../integration/node/bundle/signed-anew.ts';
import { unpacked } from '../../integration/node/bundle/unpacked-bundle.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const { signal } = new AbortController();

interface Parts extends Omit<LooseBundle, 'texts'> {
  readonly report: unknown;
  readonly evidence: unknown;
}

/** What a good bundle says, and its other files as they are. */
async function goodParts(): Promise<{ parts: Parts; others: ReadonlyMap<string, string> }> {
  const folder = unpacked(await madeBundle(tempFolder()));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = new Map(files.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
  const said = (path: string) => JSON.parse(texts.get(path) ?? 'null');
  const isSignoff = (path: string): boolean => path.startsWith('signoffs/');
  const parts = {
    manifest: said(MEMBERS.manifest),
    lineage: said(MEMBERS.lineage),
    report: said(MEMBERS.report),
    evidence: said(MEMBERS.evidence),
    signoffs: [...texts.keys()].filter(isSignoff).map(said),
  };
  const made: readonly string[] = [MEMBERS.manifest, MEMBERS.sums, MEMBERS.signature];
  const others = new Map([...texts].filter(([path]) => !isSignoff(path) && !made.includes(path)));
  return { parts, others };
}

function bundleOf({ report, evidence, ...rest }: Parts, others: ReadonlyMap<string, string>): LooseBundle {
  const texts = [
    ...others,
    [MEMBERS.report, jsonText(report)],
    [MEMBERS.evidence, jsonText(evidence)],
  ] as const;
  const { lineage: of, ...manifest } = Object(rest.manifest);
  const lineage = isBranch(of) && 'sha256' in of ? { ...of, sha256: sha256(jsonText(rest.lineage)) } : of;
  return { ...rest, manifest: { ...manifest, lineage }, texts: new Map(texts) };
}

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The ways to every value in it, each as the names that lead there. */
function waysIn(value: unknown, way: readonly string[] = []): string[][] {
  if (!isBranch(value)) return [[...way]];
  return [[...way], ...Object.entries(value).flatMap(([name, inner]) => waysIn(inner, [...way, name]))];
}

type Change = { readonly put: unknown } | 'drop' | 'add' | 'proto' | 'twice';

/** A copy with one value of it changed; a way that another change took leads nowhere and changes nothing. */
function changed(value: unknown, [name, ...further]: readonly string[], change: Change): unknown {
  if (name === undefined) return atEnd(value, change);
  if (!isBranch(value) || !Object.hasOwn(value, name)) return value;
  const copy = Object.entries(value).flatMap(([key, inner]) => {
    if (key !== name) return [[key, inner] as const];
    if (further.length === 0 && change === 'drop') return [];
    return [[key, changed(inner, further, change)] as const];
  });
  return Array.isArray(value) ? copy.map(([, inner]) => inner) : Object.fromEntries(copy);
}

function atEnd(value: unknown, change: Change): unknown {
  if (typeof change === 'object') return change.put;
  if (change === 'twice') return Array.isArray(value) ? [...value, ...value] : `${String(value)}\n`;
  if (!isBranch(value) || Array.isArray(value)) return value;
  if (change === 'add') return { ...value, more: 1 };
  return change === 'proto' ? JSON.parse(`{"__proto__":1,${JSON.stringify(value).slice(1)}`) : value;
}

const WORDS = 'x|ok|code|go|architecture|ed_x|it_x|so_x|Ä|\uD800|../a|a/b|2026-01-01'.split('|');
const TIMES = ['2026-02-30T00:00:00Z', '2026-02-28T24:00:00Z', '2024-02-29T10:00:00Z'];
const LONG = ['0'.repeat(64), '1'.repeat(200), 'x'.repeat(2001)];
const OTHERS = [null, true, 0, -1, 1.5, 1e300, '', [], [null], {}, { a: 1 }];
const put = fc.constantFrom<unknown>(...WORDS, ...TIMES, ...LONG, ...OTHERS);
const change = fc.oneof(
  { weight: 4, arbitrary: put.map((value): Change => ({ put: value })) },
  { weight: 3, arbitrary: fc.constantFrom<Change>('drop', 'add', 'proto', 'twice') },
);

function programSays(folder: string): Promise<boolean> {
  const program = join(import.meta.dirname, '../../../node/bundle/programs/verify.mjs');
  return new Promise((done) => {
    execFile(process.execPath, [program, folder], { env: {}, cwd: '/' }, (error) => done(error === null));
  });
}

async function verdictsOn(bundle: LooseBundle): Promise<{ app: boolean; program: boolean }> {
  const path = signedAnew(tempFolder(), bundle);
  const verdict = await verifyBundle(nodeFiles, path, { trust: [], signal });
  return { app: verdict.ok && verdict.value.holds, program: await programSays(unpacked(path)) };
}

it('says the same as the program in a bundle, whatever its signer wrote and signed', async () => {
  const { parts, others } = await goodParts();
  const names = ['manifest', 'lineage', 'report', 'evidence', 'signoffs'];
  const ways = names.map((name) => waysIn(Object(parts)[name], [name]).slice(1));
  const way = fc.constantFrom(...ways).chain((some) => fc.constantFrom(...some));
  const edits = fc.array(fc.tuple(way, change), { minLength: 1, maxLength: 2 });
  const verdicts = { held: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(edits, async (made) => {
      const edited = made.reduce((now, [where, how]) => changed(now, where, how), parts as unknown);
      const { app, program } = await verdictsOn(bundleOf({ ...parts, ...Object(edited) }, others));
      expect({ made, program }).toEqual({ made, program: app });
      verdicts[app ? 'held' : 'refused'] += 1;
    }),
    { numRuns: 30 },
  );
  expect(Math.min(verdicts.held, verdicts.refused)).toBeGreaterThan(0);
});

const both = (holds: boolean) => ({ app: holds, program: holds });

it('holds for both with a sign-off that covers what a number was held to', async () => {
  const { parts, others } = await goodParts();
  const where = ['signoffs', '0', 'statement', 'evidence', '0'];
  for (const guard of [null, '0'.repeat(64)]) {
    const edited = Object(changed(parts, where, 'add'));
    const signoffs = JSON.parse(
      JSON.stringify(edited.signoffs).replace('"more":1', `"guard":${JSON.stringify(guard)}`),
    );
    expect(await verdictsOn(bundleOf({ ...parts, signoffs }, others))).toEqual(both(true));
  }
});

it('holds for both when it is signed anew as it was', async () => {
  const { parts, others } = await goodParts();
  expect(await verdictsOn(bundleOf(parts, others))).toEqual(both(true));
});

it.each<[string, readonly string[], Change]>([
  ['a piece of evidence without its state', ['evidence', '0', 'state'], 'drop'],
  ['a piece of evidence at a path that leads elsewhere', ['evidence', '0', 'member'], { put: '../a' }],
  ['a report with a check of no known severity', ['report', 'checks', '0', 'severity'], { put: 'none' }],
  ['a report of an exception without its terms', ['report', 'exceptions_applied'], { put: [{ id: 'ex_a' }] }],
  ['a lineage that says more than a lineage does', ['lineage', 'nodes', '0'], 'add'],
  ['a lineage whose decision is a check', ['lineage', 'nodes', '3', 'type'], { put: 'check' }],
  ['a manifest with a field that none has', ['manifest'], 'add'],
  ['a sign-off with a word more than was read', ['signoffs', '0', 'statement'], 'add'],
  ['a sign-off of another type', ['signoffs', '0', 'statement', 'type'], { put: 'x' }],
  ['a name that programs drop', ['evidence', '0', 'locator'], 'proto'],
])('does not hold for either with %s, signed by its signer', async (_what, where, how) => {
  const { parts, others } = await goodParts();
  const edited = Object(changed(parts, where, how));
  expect(await verdictsOn(bundleOf({ ...parts, ...edited }, others))).toEqual(both(false));
});

it('does not hold for either with a key of another kind, or a file that is listed in two spellings', async () => {
  const { parts, others } = await goodParts();
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const fingerprint = fingerprintOf(pem);
  const { keys, ...manifest } = Object(parts.manifest);
  const withKey = { ...manifest, keys: [...keys, { fingerprint, actor: 'ac_x', name: 'X' }] };
  const withPem = new Map([...others, [keyMember(fingerprint), pem]]);
  expect(await verdictsOn(bundleOf({ ...parts, manifest: withKey }, withPem))).toEqual(both(false));
  expect(await verdictsOn(bundleOf(parts, new Map([...others, ['Viewer.html', '']])))).toEqual(both(false));
});
