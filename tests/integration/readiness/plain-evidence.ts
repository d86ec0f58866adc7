import { hash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Digest, Verification, VerificationResult } from '../../../core/domain/readiness/evidence.ts';
import { fail, ok } from '../../../core/kernel/result.ts';
import type { EvidencePorts, EvidenceSubject } from '../../../main/engine/files/evidence-ports.ts';
import { git } from '../../support/git-remote.ts';

export const digestOf = (bytes: Uint8Array): Digest => hash('sha256', bytes, 'hex');

/** Looks at files and at git in the plainest way: that they are there, hold the words, and have the digest. */
export function plainEvidencePorts(storeFolder: string): EvidencePorts {
  const placeOf = (digest: string) => join(storeFolder, digest);
  return {
    verify: async (subject, signal) => {
      signal.throwIfAborted();
      return subject.locator.type === 'code' ? lookAtCode(subject) : lookAtFile(subject, placeOf);
    },
    store: {
      put: async (path) => {
        try {
          const digest = digestOf(readFileSync(path));
          mkdirSync(storeFolder, { recursive: true });
          copyFileSync(path, placeOf(digest));
          return ok({ digest });
        } catch {
          return fail('file.missing', `There is no file ${path}.`);
        }
      },
    },
  };
}

const says = (
  result: VerificationResult,
  text: string,
  digest: Digest | null = null,
  commit: string | null = null,
): Verification => ({ result, says: text, digest, commit });

function lookAtFile(
  { root, locator, digest }: EvidenceSubject,
  placeOf: (digest: string) => string,
): Verification {
  if (locator.type === 'code') throw new Error('code is no file');
  const { place } = locator;
  const path = 'stored' in place ? placeOf(place.stored) : join(root?.folder ?? '', place.path);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    return says('missing', `There is no file ${path}.`);
  }
  const now = digestOf(bytes);
  const word = locator.type === 'doc' ? locator.heading : locator.type === 'test' ? locator.test : null;
  if (word !== null && !Buffer.from(bytes).includes(word)) return says('missing', `It has no ${word}.`, now);
  return digest === null || digest === now
    ? says('verified', 'It is there.', now)
    : says('failed', 'It says something else than when it was added.', now);
}

function lookAtCode({ root, locator }: EvidenceSubject): Verification {
  if (locator.type !== 'code' || root === null || !root.isRepository)
    return says('unreachable', 'There is no repository.');
  try {
    const commit = git(root.folder, 'rev-parse', '--verify', `${locator.revision ?? 'HEAD'}^{commit}`);
    if (locator.path !== null) git(root.folder, 'cat-file', '-e', `${commit}:${locator.path}`);
    return says('verified', 'It is in the history.', null, commit);
  } catch {
    return says('missing', 'It is not in the history.');
  }
}
