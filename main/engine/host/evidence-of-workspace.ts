import { join } from 'node:path';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { openEvidenceStore } from '../../../node/evidence/evidence-store.ts';
import { createTextJudge } from '../../../node/evidence/texts/text-judge.ts';
import { verifyEvidence } from '../../../node/evidence/verify-evidence.ts';
import { boundedFiles } from '../../../node/files/bounded-files.ts';
import { writeFailure } from '../../../node/files/file-failure.ts';
import { nodeFiles } from '../../../node/files/node-files.ts';
import { createGit } from '../../../node/git/git.ts';
import type { EngineOptions } from '../options.ts';

export interface WorkspaceEvidence {
  readonly ports: NonNullable<EngineOptions['evidence']>;
  /** What is still being judged is answered as unreachable. */
  close(): Promise<void>;
}

/** The verifiers of this machine, with the store of a workspace. */
export async function evidenceOfWorkspace(workspace: string): Promise<Result<WorkspaceEvidence>> {
  const folder = join(workspace, 'evidence');
  const files = boundedFiles(nodeFiles);
  const texts = createTextJudge();
  const git = createGit({ environment: process.env, author: null, hooks: false, foreign: true });
  try {
    const store = await openEvidenceStore({ folder, files });
    return ok({
      ports: {
        verify: (subject, signal) => verifyEvidence({ files, git, store, texts }, subject, signal),
        store,
      },
      close: () => texts.close(),
    });
  } catch (error) {
    return writeFailure(folder, error);
  }
}
