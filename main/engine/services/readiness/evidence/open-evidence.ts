import { join } from 'node:path';
import { openEvidenceStore } from '../../../../../node/evidence/evidence-store.ts';
import { previewEvidence } from '../../../../../node/evidence/preview/preview-evidence.ts';
import { createTextJudge } from '../../../../../node/evidence/texts/text-judge.ts';
import { verifyEvidence } from '../../../../../node/evidence/verify-evidence.ts';
import type { EvidencePorts } from '../../../files/evidence-ports.ts';
import { EVIDENCE_FOLDER } from '../../../files/workspace-files.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { removeLeftovers } from '../bundles/kept-archives.ts';

export interface OpenedEvidence {
  readonly ports: EvidencePorts;
  close(): Promise<void>;
}

/** The verifiers of this machine, and the store of the workspace. */
export async function openEvidence({
  workspace,
  files,
  git,
}: Pick<EngineDeps, 'workspace' | 'files' | 'git'>): Promise<OpenedEvidence> {
  await removeLeftovers({ workspace, files });
  const store = await openEvidenceStore({ folder: join(workspace, EVIDENCE_FOLDER), files });
  const texts = createTextJudge();
  const verifier = { files, git, store, texts };
  return {
    ports: {
      store,
      verify: (subject, signal) => verifyEvidence(verifier, subject, signal),
      preview: (subject, signal) => previewEvidence(verifier, subject, signal),
    },
    close: () => texts.close(),
  };
}
