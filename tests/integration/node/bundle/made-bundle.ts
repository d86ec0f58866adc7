import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundledEvidence, BundledSignoff } from '../../../../core/domain/readiness/bundle/manifest.ts';
import {
  evidenceMember,
  MEMBERS,
  signoffMember,
} from '../../../../core/domain/readiness/bundle/member-path.ts';
import type { GateReport } from '../../../../core/domain/readiness/gate/report.ts';
import type { Lineage } from '../../../../core/domain/readiness/lineage/lineage.ts';
import { canonicalJson } from '../../../../core/kernel/canonical-json.ts';
import {
  ActorId,
  EvidenceId,
  GateRunId,
  ItemId,
  RequestId,
  RevisionId,
  SignoffId,
  TrackerId,
} from '../../../../core/kernel/ids.ts';
import { ok } from '../../../../core/kernel/result.ts';
import type { Json } from '../../../../core/kernel/versioned-json.ts';
import { type BundleContents, createBundle } from '../../../../node/bundle/create-bundle.ts';
import { nodeFiles } from '../../../../node/files/node-files.ts';
import { actorKeys } from '../../../support/real-keys.ts';

export const sha256 = (contents: string | Uint8Array): string =>
  createHash('sha256').update(contents).digest('hex');
/** As it is stored and sent: what is undefined is not there. */
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value));
export const jsonText = (value: unknown): string => canonicalJson(plain(value));

const AT = '2026-05-04T10:00:00.000Z';
export const MIRA = { ...actorKeys(), actor: ActorId.parse('ac_mira'), name: 'Mira' };
export const JON = { ...actorKeys(), actor: ActorId.parse('ac_jon'), name: 'Jon' };
const RUN = GateRunId.parse('gr_1');
const ITEM = ItemId.parse('it_quay');
const PIECE = EvidenceId.parse('ed_quay');
const GATE = jsonText({ gate: 'quay', title: 'The quay is ready', criteria: [] });

function report(signoff: SignoffId): GateReport {
  return {
    contract: 'quarterdeck_release_gate_v1',
    run_id: RUN,
    generated_at: AT,
    duration_ms: 3,
    status: 'passed',
    decision: 'go',
    gate: { id: 'quay', title: 'The quay is ready', version: sha256(GATE) },
    summary: { total: 1, passed: 1, failed: 0, high_failures: 0, medium_failures: 0 },
    checks: [
      {
        check_id: 'load',
        title: 'The load test holds',
        passed: true,
        severity: 'high',
        detail: '1 of 1',
        reason: null,
        seen: 1,
        met: 1,
        failures: [],
        failureCount: 0,
        items: [ITEM],
        evidence: [PIECE],
        signoffs: [signoff],
        exceptions: [],
      },
    ],
    inputs: {
      commit: 'b'.repeat(40),
      environment: 'dev',
      digests: { items: sha256('items') },
      policy_version: sha256('policy'),
    },
    exceptions_applied: [],
    exceptions_refused: [],
  };
}

function lineage(file: string): Lineage {
  return {
    contract: 'quarterdeck_lineage_v1',
    nodes: [
      { id: `commit:${'b'.repeat(40)}`, type: 'source', title: 'Commit', status: 'ok', digest: null },
      { id: `evidence:${PIECE}`, type: 'source', title: 'load.xml', status: 'ok', digest: file },
      { id: 'criterion:load', type: 'check', title: 'The load test holds', status: 'ok', digest: null },
      { id: `decision:${RUN}`, type: 'decision', title: 'go', status: 'ok', digest: null },
    ],
    edges: [
      { source: `evidence:${PIECE}`, target: 'criterion:load', relation: 'checked-by', status: 'observed' },
      { source: 'criterion:load', target: `decision:${RUN}`, relation: 'drives', status: 'observed' },
    ],
    complete: true,
    missing: [],
  };
}

function signoff(file: string): BundledSignoff {
  const fields = { name: 'Quay', owner: 'Ana', date: null, notes: 'Größe: 3 m' };
  const statement = {
    type: 'quarterdeck.sign-off/v1' as const,
    tracker: TrackerId.parse('tr_harbour'),
    item: ITEM,
    request: RequestId.parse('rq_1'),
    revision: RevisionId.parse('rv_1'),
    fields: sha256(jsonText(fields)),
    evidence: [{ id: PIECE, digest: file }],
    role: 'architecture',
    actor: JON.actor,
    key: JON.fingerprint,
    at: AT,
    correlation: 'cr_1',
    policy: sha256('policy'),
  };
  return { statement, signature: JON.sign(jsonText(statement)), values: fields };
}

function signoffIdOf({ statement }: BundledSignoff): SignoffId {
  const digest = createHash('sha256').update(jsonText(statement)).digest('base64url');
  return SignoffId.parse(`so_${digest.slice(0, 32)}`);
}

/** What a bundle of one criterion, one file and one sign-off is made of; its file lies in the folder. */
export function bundleContents(
  folder: string,
  evidence: Uint8Array = Buffer.from('<testsuites/>'),
): BundleContents {
  const path = join(folder, 'load.xml');
  writeFileSync(path, evidence);
  const digest = sha256(evidence);
  const signed = signoff(digest);
  const signoffId = signoffIdOf(signed);
  const says = report(signoffId);
  const piece: BundledEvidence = {
    id: PIECE,
    item: ITEM,
    item_title: 'Quay',
    type: 'artifact',
    where: 'load.xml',
    locator: { type: 'artifact', place: { path: 'load.xml' } },
    tier: 'ci-run',
    state: 'verified',
    verified_at: AT,
    says: 'load.xml is there.',
    commit: null,
    digest,
    member: evidenceMember(digest),
  };
  return {
    created_at: AT,
    workspace: 'Harbour',
    gate: says.gate,
    run: { id: RUN, decision: says.decision, at: AT },
    commit: says.inputs.commit,
    environment: says.inputs.environment,
    lineage: lineage(digest),
    texts: new Map([
      [MEMBERS.report, jsonText(says)],
      [MEMBERS.gate, GATE],
      [MEMBERS.evidence, jsonText([piece])],
      [signoffMember(signoffId), jsonText(signed)],
      [MEMBERS.viewer, '<!doctype html><title>Release</title>\n'],
    ]),
    files: [
      {
        path: evidenceMember(digest),
        name: 'load.xml',
        bytes: evidence.length,
        digest,
        open: async () => ok(await nodeFiles.hold(path)),
      },
    ],
    keys: [MIRA, JON],
    signer: MIRA,
  };
}

/** Writes it as an archive; answers where. */
export async function madeBundle(folder: string, contents = bundleContents(folder)): Promise<string> {
  const pieces: Uint8Array[] = [];
  const made = await createBundle(
    contents,
    async (bytes) => void pieces.push(bytes),
    new AbortController().signal,
  );
  if (!made.ok) throw new Error(made.error.message);
  const path = join(folder, 'bundle.tar');
  writeFileSync(path, Buffer.concat(pieces));
  return path;
}
