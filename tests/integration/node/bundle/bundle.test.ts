import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MEMBERS, signoffMember } from '../../../../core/domain/readiness/bundle/member-path.ts';
import type { BundleVerdict } from '../../../../core/domain/readiness/bundle/verdict.ts';
import { createBundle } from '../../../../node/bundle/create-bundle.ts';
import { verifierFile } from '../../../../node/bundle/programs/embed.ts';
import { verifierProgram } from '../../../../node/bundle/programs/embedded.ts';
import { verifyBundle } from '../../../../node/bundle/verify-bundle.ts';
import { archiveWriter } from '../../../../node/bundle/write-archive.ts';
import { nodeFiles } from '../../../../node/files/node-files.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { archiveOf } from './hostile-archive.ts';
import { bundleContents, JON, MIRA, madeBundle, sha256 } from './made-bundle.ts';
import { runVerifier, unpacked } from './unpacked-bundle.ts';

const { signal } = new AbortController();

async function verdictOn(path: string, trust: readonly string[] = []): Promise<BundleVerdict> {
  const verdict = await verifyBundle(nodeFiles, path, { trust, signal });
  if (!verdict.ok) throw new Error(verdict.error.message);
  return verdict.value;
}

const codes = ({ problems }: BundleVerdict): string[] => problems.map(({ code }) => code);

describe('a bundle', () => {
  it('holds, and says who signed it and what was decided', async () => {
    const path = await madeBundle(tempFolder());
    expect(await verdictOn(path)).toMatchObject({
      holds: true,
      problems: [],
      archive: sha256(readFileSync(path)),
      signer: { name: 'Mira', fingerprint: MIRA.fingerprint },
      trusted: null,
      ownVerifier: true,
      manifest: { run: { decision: 'go' }, lineage: { path: 'lineage.json', complete: true } },
    });
  });

  it('is the same bytes whenever it is made of the same', async () => {
    const [one, other] = [tempFolder(), tempFolder()];
    expect(readFileSync(await madeBundle(one))).toEqual(readFileSync(await madeBundle(other)));
  });

  it('is packed as it was packed before, so that those of earlier versions go on holding', () => {
    const hash = createHash('sha256');
    const writer = archiveWriter((bytes) => void hash.update(bytes));
    writer.begin('a.txt', 1);
    writer.write(Buffer.from('x'));
    writer.begin('b/c.txt', 0);
    writer.end();
    expect(hash.digest('hex')).toBe('673793c44454f01ccd04a2d4cc31439668fc00f29d6c6a9962212507a6202e13');
  });

  it('is trusted where its signer is one of those named, with or without spaces', async () => {
    const path = await madeBundle(tempFolder());
    expect(await verdictOn(path, [MIRA.fingerprint])).toMatchObject({ holds: true, trusted: true });
    const bare = MIRA.fingerprint.replaceAll(' ', '').toUpperCase();
    expect(await verdictOn(path, [bare])).toMatchObject({ holds: true, trusted: true });
    const distrusted = await verdictOn(path, [JON.fingerprint]);
    expect(distrusted).toMatchObject({ holds: false, trusted: false });
    expect(codes(distrusted)).toEqual(['bundle.untrusted']);
  });

  it('unpacks with plain tar, and its checksums pass sha256sum', async () => {
    const folder = unpacked(await madeBundle(tempFolder()));
    const said = execFileSync('sha256sum', ['-c', MEMBERS.sums], { cwd: folder, encoding: 'utf8' });
    expect(said.split('\n').filter((line) => line !== '' && !line.endsWith(': OK'))).toEqual([]);
  });

  it('is verified by the program in it, which names its own hash and the keys', async () => {
    const folder = unpacked(await madeBundle(tempFolder()));
    const trusted = runVerifier(folder, ['--trust', MIRA.fingerprint]);
    expect(trusted.code).toBe(0);
    expect(trusted.text).toContain(sha256(readFileSync(join(folder, MEMBERS.verifier))));
    expect(trusted.text).toContain(`${MIRA.fingerprint}  Mira, who signed the bundle`);
    expect(runVerifier(folder, ['--trust', JON.fingerprint])).toMatchObject({ code: 3 });
    expect(runVerifier(folder, ['--nonsense'])).toMatchObject({ code: 2 });
  });

  it('carries the verifier that stands in the source', () => {
    expect(verifierProgram).toBe(verifierFile());
  });

  it('is not made of a file that says something else than what was verified', async () => {
    const folder = tempFolder();
    const contents = bundleContents(folder);
    for (const now of ['<testsuites>', '<testsuite />', '<testsuites/>  ']) {
      writeFileSync(join(folder, 'load.xml'), now);
      expect(await createBundle(contents, async () => {}, signal)).toMatchObject({
        error: { code: 'bundle.evidence-changed' },
      });
    }
  });

  it('holds evidence of many pieces', async () => {
    const folder = tempFolder();
    const path = await madeBundle(folder, bundleContents(folder, Buffer.alloc(3_000_001, 'load ')));
    expect(await verdictOn(path)).toMatchObject({ holds: true });
  });
});

describe('a forged bundle', () => {
  const says = async (change: (contents: ReturnType<typeof bundleContents>) => object): Promise<string[]> => {
    const folder = tempFolder();
    const contents = bundleContents(folder);
    const path = await madeBundle(folder, { ...contents, ...change(contents) });
    const found = codes(await verdictOn(path));
    expect(runVerifier(unpacked(path)).code).toBe(found.length === 0 ? 0 : 3);
    return [...new Set(found)];
  };
  const withText = (contents: ReturnType<typeof bundleContents>, path: string, text: string) => ({
    texts: new Map([...contents.texts, [path, text]]),
  });

  it('is one whose manifest was signed with a key other than the one it names', async () => {
    expect(await says(() => ({ signer: { fingerprint: MIRA.fingerprint, sign: JON.sign } }))).toEqual([
      'bundle.signature',
      'bundle.lineage',
    ]);
  });

  it.each([
    ['a report', MEMBERS.report, '1'],
    ['a list of evidence', MEMBERS.evidence, '[null]'],
    ['a sign-off', signoffMember('so_none'), '{}'],
  ])('is one with %s of another form, which also the program in it says', async (_what, path, text) => {
    expect(await says((contents) => withText(contents, path, text))).not.toEqual([]);
  });

  it('is one whose signer has no key in it', async () => {
    expect(await says(() => ({ keys: [JON] }))).toEqual(['bundle.key']);
  });

  it('is one with a public key under the fingerprint of another', async () => {
    expect(await says(() => ({ keys: [MIRA, { ...JON, publicKey: MIRA.publicKey }] }))).toEqual([
      'bundle.key',
      'bundle.signoff',
    ]);
  });

  it('is one whose report says something else than its manifest', async () => {
    expect(await says(({ run }) => ({ run: { ...run, decision: 'conditional-go' } }))).toEqual([
      'bundle.report',
    ]);
    expect(await says((contents) => withText(contents, MEMBERS.gate, '{}'))).toEqual(['bundle.report']);
    expect(await says((contents) => withText(contents, MEMBERS.report, 'go'))).toEqual(['bundle.report']);
  });

  it('is one with the lineage of another decision', async () => {
    expect(
      await says(({ lineage }) => ({ lineage: { ...lineage, nodes: lineage.nodes.slice(0, 3) } })),
    ).toEqual(['bundle.lineage']);
  });

  it('is one with other evidence than was judged', async () => {
    const other = ({ texts }: ReturnType<typeof bundleContents>) =>
      (texts.get(MEMBERS.evidence) ?? '').replace(/"digest":"[0-9a-f]{64}"/u, `"digest":"${'0'.repeat(64)}"`);
    expect(await says((contents) => withText(contents, MEMBERS.evidence, other(contents)))).toEqual([
      'bundle.evidence',
    ]);
  });

  it.each([
    ['whose statement was changed', (text: string) => text.replace('architecture', 'security')],
    ['whose fields were changed', (text: string) => text.replace('3 m', '4 m')],
    ['signed with the key of another actor', (text: string) => text.replace('ac_jon', 'ac_mira')],
    ['that is no JSON', () => '{'],
    ['that is not in its canonical form', (text: string) => ` ${text}`],
  ])('is one with a sign-off %s', async (_what, change) => {
    const isSignoff = (path: string): boolean => path.startsWith('signoffs/');
    expect(
      await says((contents) => {
        const path = [...contents.texts.keys()].find(isSignoff) ?? '';
        return withText(contents, path, change(contents.texts.get(path) ?? ''));
      }),
    ).toEqual(['bundle.signoff']);
  });

  it('is one in a manifest that names itself by another id', async () => {
    const path = await madeBundle(tempFolder());
    const folder = unpacked(path);
    const manifest = readFileSync(join(folder, MEMBERS.manifest), 'utf8');
    writeFileSync(
      join(folder, MEMBERS.manifest),
      manifest.replace('"workspace":"Harbour"', '"workspace":"Port"'),
    );
    expect(runVerifier(folder)).toMatchObject({ code: 3 });
  });
});

describe('what is no bundle', () => {
  const MANIFEST = { path: 'bundle/manifest.json', contents: '{}' };

  it.each([
    ['a name that leads out of its folder', [{ path: 'bundle/../../etc/passwd' }], 'bundle.unsafe-name'],
    ['an absolute name', [{ path: '/etc/passwd' }], 'bundle.unsafe-name'],
    ['a name with a backslash', [{ path: 'bundle/..\\evil' }], 'bundle.unsafe-name'],
    ['a name outside the folder of bundles', [{ path: 'elsewhere/a.json' }], 'bundle.unsafe-name'],
    ['a name with a line break', [{ path: 'bundle/a\nb' }], 'bundle.unsafe-name'],
    ['a symbolic link', [{ path: 'bundle/a', type: 'SymbolicLink', linkpath: '/etc' }], 'bundle.not-a-file'],
    ['a hard link', [{ path: 'bundle/a', type: 'Link', linkpath: '/etc/passwd' }], 'bundle.not-a-file'],
    ['a device', [{ path: 'bundle/a', type: 'CharacterDevice' }], 'bundle.not-a-file'],
    ['a folder', [{ path: 'bundle/a/', type: 'Directory' }], 'bundle.not-a-file'],
    [
      'a header that renames what follows',
      [{ path: 'x', type: 'ExtendedHeader', contents: '20 path=/etc/passwd\n' }, { path: 'bundle/a' }],
      'bundle.not-a-file',
    ],
    ['a name twice', [{ path: 'bundle/a' }, { path: 'bundle/a' }], 'bundle.duplicate-name'],
    ['a name twice but for its case', [{ path: 'bundle/a' }, { path: 'bundle/A' }], 'bundle.duplicate-name'],
    ['a file that claims to be huge', [{ path: 'bundle/a', size: 7_000_000_000 }], 'bundle.too-large'],
    ['a file that claims to be longer than it is', [{ path: 'bundle/a', size: 1_000_000 }], 'bundle.damaged'],
  ] as const)('is an archive with %s', async (_what, files, code) => {
    const path = join(tempFolder(), 'bundle.tar');
    writeFileSync(path, archiveOf([MANIFEST, ...files]));
    const verdict = await verdictOn(path);
    expect(codes(verdict)).toEqual([code]);
    expect(verdict).toMatchObject({ holds: false, manifest: null });
  });

  it('is a compressed archive, which is not unpacked', async () => {
    const path = join(tempFolder(), 'bundle.tar.gz');
    writeFileSync(path, gzipSync(archiveOf([MANIFEST])));
    expect(codes(await verdictOn(path))).toEqual(['bundle.not-an-archive']);
  });

  it('is anything else', async () => {
    const path = join(tempFolder(), 'bundle.tar');
    for (const contents of ['', 'PK\u0003\u0004', 'x'.repeat(5000), '\0'.repeat(5000)]) {
      writeFileSync(path, contents);
      expect(codes(await verdictOn(path))).toEqual(['bundle.not-an-archive']);
    }
  });

  it('is a bundle with something behind its end, or cut short', async () => {
    const path = await madeBundle(tempFolder());
    const whole = readFileSync(path);
    appendFileSync(path, archiveOf([{ path: 'bundle/more' }]));
    expect(codes(await verdictOn(path))).toEqual(['bundle.damaged']);
    for (const length of [whole.length - 1, whole.length - 512, whole.length - 1024, 3000, 700]) {
      writeFileSync(path, whole.subarray(0, length));
      expect(codes(await verdictOn(path))).toEqual(['bundle.damaged']);
    }
  });

  it('is a bundle that another program packed anew', async () => {
    const path = await madeBundle(tempFolder());
    unpacked(path);
    execFileSync('tar', ['-cf', path, 'bundle/manifest.json', 'bundle'], { cwd: join(path, '..') });
    expect((await verdictOn(path)).holds).toBe(false);
  });

  it('is a folder, a pipe or nothing at all', async () => {
    const folder = tempFolder();
    expect(await verifyBundle(nodeFiles, folder, { trust: [], signal })).toMatchObject({
      error: { code: 'file.not-allowed' },
    });
    expect(await verifyBundle(nodeFiles, join(folder, 'none'), { trust: [], signal })).toMatchObject({
      error: { code: 'file.missing' },
    });
  });

  it('is a file that the disk does not give', async () => {
    const broken = {
      hold: async (path: string) => ({
        ...(await nodeFiles.hold(path)),
        readAt: () => Promise.reject(Object.assign(new Error('i/o error'), { code: 'EIO' })),
      }),
    };
    const path = await madeBundle(tempFolder());
    expect(await verifyBundle(broken, path, { trust: [], signal })).toMatchObject({
      error: { code: 'file.read-failed' },
    });
  });

  it('is, for the program in it, a folder with a link or a file of its own', async () => {
    const folder = unpacked(await madeBundle(tempFolder()));
    writeFileSync(join(folder, 'extra.txt'), 'x');
    expect(runVerifier(folder)).toMatchObject({
      code: 3,
      text: expect.stringContaining('extra.txt is not in'),
    });
    symlinkSync('/etc/passwd', join(folder, 'link'));
    expect(runVerifier(folder).text).toContain('link is no file, and was not read.');
  });
});

it('keeps what others wrote from steering a terminal', async () => {
  const folder = tempFolder();
  const contents = bundleContents(folder);
  const path = await madeBundle(folder, {
    ...contents,
    keys: [{ ...MIRA, name: '\u001b[2J\u202egood' }, JON],
  });
  const { text } = runVerifier(unpacked(path));
  expect(['\u001b', '\u202e'].filter((steering) => text.includes(steering))).toEqual([]);
});
