import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Locator, type Verification } from '../../../../core/domain/readiness/evidence.ts';
import { openEvidenceStore } from '../../../../node/evidence/evidence-store.ts';
import { createTextJudge } from '../../../../node/evidence/texts/text-judge.ts';
import {
  type EvidenceToVerify,
  type VerifierPorts,
  verifyEvidence,
} from '../../../../node/evidence/verify-evidence.ts';
import { boundedFiles } from '../../../../node/files/bounded-files.ts';
import { nodeFiles } from '../../../../node/files/node-files.ts';
import { createGit } from '../../../../node/git/git.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

export interface EvidenceBench {
  /** The root's folder. */
  readonly folder: string;
  readonly ports: VerifierPorts;
  readonly write: (path: string, content: string | Uint8Array) => void;
  /** As evidence of the root, which is a plain folder unless said otherwise. */
  readonly verify: (
    locator: unknown,
    more?: Partial<EvidenceToVerify>,
    signal?: AbortSignal,
  ) => Promise<Verification>;
}

/** A root and a store in a fresh folder, and the real verifiers over them. */
export async function evidenceBench(): Promise<EvidenceBench> {
  const home = tempFolder();
  const folder = join(home, 'root');
  mkdirSync(folder);
  const files = boundedFiles(nodeFiles);
  const texts = createTextJudge();
  onTestFinished(() => texts.close());
  const ports: VerifierPorts = {
    files,
    git: createGit({ environment: process.env, author: null, hooks: false, foreign: true }),
    store: await openEvidenceStore({ folder: join(home, 'evidence'), files }),
    texts,
  };
  return {
    folder,
    ports,
    write(path, content) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    },
    verify: (locator, more = {}, signal = new AbortController().signal) =>
      verifyEvidence(
        ports,
        {
          root: { folder, isRepository: false },
          digest: null,
          guard: null,
          locator: Locator.parse(locator),
          ...more,
        },
        signal,
      ),
  };
}
