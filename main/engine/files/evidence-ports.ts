import type { Digest, Locator, Verification } from '../../../core/domain/readiness/evidence.ts';
import type { PreviewedEvidence } from '../../../core/domain/readiness/evidence-preview.ts';
import type { Guard } from '../../../core/domain/readiness/measure/guard.ts';
import type { FilePiece, FileToSend } from '../../../core/domain/readiness/stored-file.ts';
import type { ActorId, UploadId } from '../../../core/kernel/ids.ts';
import type { Result } from '../../../core/kernel/result.ts';
import type { EvidenceStore, StoredFile } from '../../../node/evidence/evidence-store.ts';

/** What is looked at. `root`: null where the place is the store alone. */
export interface EvidenceSubject {
  readonly root: { readonly folder: string; readonly isRepository: boolean } | null;
  readonly locator: Locator;
  /** Null: any contents will do. */
  readonly digest: Digest | null;
  /** What the number it measures is held to. */
  readonly guard: Guard | null;
}

/** How evidence is looked at and kept on this machine. What is aborted rejects with the reason of its signal. */
export interface EvidencePorts {
  /** Says what holds of it, without a network. */
  verify(subject: EvidenceSubject, signal: AbortSignal): Promise<Verification>;
  /** What its file holds, as far as it can be shown. */
  preview(
    subject: Pick<EvidenceSubject, 'root' | 'locator' | 'digest'>,
    signal: AbortSignal,
  ): Promise<PreviewedEvidence>;
  readonly store: Pick<EvidenceStore, 'put' | 'open' | 'receive'>;
}

/** Files on their way from a screen into the store. They belong to who began them, over whichever connection. */
export interface Uploads {
  begin(by: ActorId, file: FileToSend): Promise<Result<{ readonly uploadId: UploadId }>>;
  send(by: ActorId, piece: FilePiece): Promise<Result<{ readonly received: number }>>;
  /** Puts one of which all came into the store. It is no upload any more, whatever comes of it. */
  keep(by: ActorId, id: UploadId): Promise<Result<StoredFile>>;
  discard(by: ActorId, id: UploadId): Promise<void>;
  /** Leaves nothing of those that go on. */
  close(): Promise<void>;
}
