import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MEMBERS } from '../../../core/domain/readiness/bundle/member-path.ts';
import { readArchive } from '../../../node/bundle/read-archive.ts';
import { verifyBundle } from '../../../node/bundle/verify-bundle.ts';
import { nodeFiles } from '../../../node/files/node-files.ts';
import { madeBundle } from '../../integration/node/bundle/made-bundle.ts';
import { runVerifier, unpacked } from '../../integration/node/bundle/unpacked-bundle.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const { signal } = new AbortController();

interface Place {
  readonly member: string;
  /** Of its first byte in the archive. */
  readonly from: number;
  readonly bytes: number;
}

/** Where the contents of each member lie: a header of 512 bytes before, filled up to 512 behind. */
async function placesIn(path: string): Promise<Place[]> {
  const file = await nodeFiles.hold(path);
  const read = await readArchive(file, path, signal);
  await file.close();
  if (!read.ok) throw new Error(read.error.message);
  let from = 0;
  return [...read.value.members].map(([member, { bytes }]) => {
    const place = { member, from: from + 512, bytes };
    from += 512 + Math.ceil(bytes / 512) * 512;
    return place;
  });
}

async function holds(path: string): Promise<boolean> {
  const verdict = await verifyBundle(nodeFiles, path, { trust: [], signal });
  return verdict.ok && verdict.value.holds;
}

const flip = (bytes: Buffer, at: number, mask: number): Buffer => {
  const flipped = Buffer.from(bytes);
  flipped[at] = (flipped[at] ?? 0) ^ mask;
  return flipped;
};
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const mask = fc.integer({ min: 1, max: 255 });

it('catches one changed byte of any member, wherever it is', async () => {
  const path = await madeBundle(tempFolder());
  const whole = readFileSync(path);
  for (const { member, from, bytes } of await placesIn(path)) {
    await fc.assert(
      fc.asyncProperty(share, mask, async (where, bits) => {
        writeFileSync(path, flip(whole, from + Math.floor(where * bytes), bits));
        expect({ member, holds: await holds(path) }).toEqual({ member, holds: false });
      }),
      { numRuns: 25 },
    );
  }
  writeFileSync(path, whole);
  expect(await holds(path)).toBe(true);
});

it('catches one changed byte between the members as well: of a header, of what fills up, of the end', async () => {
  const path = await madeBundle(tempFolder());
  const whole = readFileSync(path);
  await fc.assert(
    fc.asyncProperty(share, mask, async (where, bits) => {
      writeFileSync(path, flip(whole, Math.floor(where * whole.length), bits));
      expect(await holds(path)).toBe(false);
    }),
    { numRuns: 400 },
  );
});

it('is caught by the program in the bundle too, in every member but itself', async () => {
  const path = await madeBundle(tempFolder());
  const places = await placesIn(path);
  const folder = unpacked(path);
  for (const { member, bytes } of places) {
    if (member === MEMBERS.verifier) continue;
    const file = join(folder, member);
    const whole = readFileSync(file);
    fc.assert(
      fc.property(share, mask, (where, bits) => {
        writeFileSync(file, flip(whole, Math.floor(where * bytes), bits));
        expect({ member, code: runVerifier(folder).code }).toEqual({ member, code: 3 });
      }),
      { numRuns: 5 },
    );
    writeFileSync(file, whole);
  }
  expect(runVerifier(folder).code).toBe(0);
});
