import type { BundleKey } from '../../../../../core/domain/readiness/bundle/manifest.ts';
import {
  evidenceMember,
  MEMBERS,
  policyMember,
  signoffMember,
} from '../../../../../core/domain/readiness/bundle/member-path.ts';
import { viewerPage } from '../../../../../core/domain/readiness/bundle/viewer-page.ts';
import type { Digest, EvidencePlace } from '../../../../../core/domain/readiness/evidence.ts';
import { locatorText } from '../../../../../core/domain/readiness/locator-text.ts';
import { canonicalJson } from '../../../../../core/kernel/canonical-json.ts';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import type { Json } from '../../../../../core/kernel/versioned-json.ts';
import {
  bundledPiece,
  type JudgedPiece,
  type RunFacts,
} from '../../../../../db/readers/readiness/bundles/run-facts.ts';
import { workspaceFacts } from '../../../../../db/readers/workspace-view.ts';
import type { ActorRecord } from '../../../../../db/records/actor.ts';
import { folderOfRoot } from '../../../../../db/records/root.ts';
import type { BundleFile } from '../../../../../node/bundle/create-bundle.ts';
import { openPlace } from '../../../../../node/evidence/open-place.ts';
import type { FileResult, HeldFile } from '../../../../../node/files/file-port.ts';
import type { EvidencePorts } from '../../../files/evidence-ports.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { rootIn } from '../evidence/look-at.ts';

export interface Parts {
  readonly run: RunFacts;
  readonly gate: string;
  readonly files: readonly BundleFile[];
  readonly signer: ActorRecord;
}

/** What a bundle of a run is made of, but for the signature. */
export function contentsOf(
  { db, clock }: Pick<EngineDeps, 'db' | 'clock'>,
  { run, gate, files, signer }: Parts,
) {
  const { report, lineage, pieces, signoffs } = run;
  const members = new Set(files.map(({ path }) => path));
  const evidence = pieces.map((piece) => {
    const member = evidenceMember(fileOf(piece)?.digest ?? '');
    return bundledPiece(piece, members.has(member) ? member : null);
  });
  const actors = new Map(
    [signer, ...signoffs.flatMap(({ actor }) => actor ?? [])].map((one) => [one.id, one]),
  );
  const keys = [...actors.values()].map(
    ({ id, name, fingerprint, publicKey }): BundleKey & { publicKey: string } => ({
      actor: id,
      name,
      fingerprint,
      publicKey,
    }),
  );
  const workspace = workspaceFacts(db.read)?.name ?? '';
  const created_at = new Date(clock.now()).toISOString();
  const titles = new Map(evidence.map(({ item, item_title }) => [item, item_title]));
  const page = viewerPage({
    workspace,
    createdAt: created_at,
    report,
    lineage,
    evidence,
    signoffs: signoffs.map(({ id, by, given }) => ({
      member: signoffMember(id),
      item: titles.get(given.statement.item) ?? given.statement.item,
      role: given.statement.role,
      by,
      at: given.statement.at,
    })),
    keys,
    signer: signer.fingerprint,
  });
  return {
    created_at,
    workspace,
    gate: report.gate,
    run: { id: report.run_id, decision: report.decision, at: report.generated_at },
    commit: report.inputs.commit,
    environment: report.inputs.environment,
    lineage,
    texts: new Map([
      [MEMBERS.report, run.reportText],
      [MEMBERS.gate, gate],
      [MEMBERS.evidence, canonicalJson(plain(evidence))],
      [MEMBERS.viewer, page],
      ...signoffs.map(({ id, given }) => [signoffMember(id), canonicalJson(plain(given))] as const),
      ...signoffs.flatMap(({ given, policy }) =>
        policy === null
          ? []
          : [[policyMember(given.statement.policy), canonicalJson(plain(policy))] as const],
      ),
    ]),
    files,
    keys,
  };
}

/** The files of evidence that held when the gate was run, each once; a commit has none. */
export async function filesOf(
  deps: EngineDeps,
  ports: EvidencePorts,
  pieces: readonly JudgedPiece[],
): Promise<Result<readonly BundleFile[]>> {
  const files = new Map<string, BundleFile>();
  for (const piece of pieces) {
    const file = piece.state === 'verified' ? fileOf(piece) : null;
    if (file === null || files.has(file.digest)) continue;
    const folder = piece.record.rootId === null ? null : folderOfRoot(deps.db.read, piece.record.rootId);
    const root = folder === null ? null : await rootIn(deps, folder);
    const name = locatorText(piece.record.locator);
    const open = async (): Promise<FileResult<HeldFile>> => {
      const opened = await openPlace({ files: deps.files, store: ports.store }, root, file.place);
      return 'file' in opened
        ? ok(opened.file)
        : fail('file.missing', `${opened.says} No bundle was made.`, { name });
    };
    const held = await open();
    if (!held.ok) return held;
    const { bytes } = held.value.found;
    await held.value.close();
    files.set(file.digest, { path: evidenceMember(file.digest), name, bytes, digest: file.digest, open });
  }
  return ok([...files.values()]);
}

function fileOf({
  record,
  found,
}: JudgedPiece): { readonly place: EvidencePlace; readonly digest: Digest } | null {
  const { locator } = record;
  const digest = found?.digest ?? null;
  const place =
    locator.type !== 'code'
      ? locator.place
      : locator.revision === null && locator.path !== null
        ? { path: locator.path }
        : null;
  return place === null || digest === null ? null : { place, digest };
}

/** As it is written: what is not said is not there. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}
