import { z } from 'zod';
import type { Json } from '../../../kernel/versioned-json.ts';
import type { Lineage } from './lineage.ts';

/** What an in-toto statement is about: each of its digests names the very thing. */
export const Subject = z.strictObject({ name: z.string().min(1), digest: z.record(z.string(), z.string()) });
export type Subject = z.output<typeof Subject>;

/** An in-toto attestation, Statement v1. */
export interface Statement {
  readonly _type: 'https://in-toto.io/Statement/v1';
  readonly subject: readonly Subject[];
  readonly predicateType: string;
  readonly predicate: Json;
}

export const IN_TOTO_PAYLOAD = 'application/vnd.in-toto+json';
const LINEAGE_PREDICATE = 'urn:quarterdeck:lineage:v1';
const BUNDLE_PREDICATE = 'urn:quarterdeck:bundle:v1';

/** Says where the artifacts of a lineage come from; a commit is named by git's own digest. */
export function lineageStatement(lineage: Lineage): Statement {
  const subject = lineage.nodes.flatMap(({ id, type, digest }): Subject[] => {
    if (digest !== null) return [{ name: id, digest: { sha256: digest } }];
    const commit = type === 'source' ? /^commit:([0-9a-f]{40}|[0-9a-f]{64})$/u.exec(id)?.[1] : undefined;
    return commit === undefined ? [] : [{ name: id, digest: { gitCommit: commit } }];
  });
  const { nodes, edges, missing, ...says } = lineage;
  const predicate = {
    ...says,
    nodes: nodes.map((node) => ({ ...node })),
    edges: edges.map((edge) => ({ ...edge })),
    missing: [...missing],
  };
  return statement(subject, LINEAGE_PREDICATE, predicate);
}

/** Says that a manifest is that of a bundle. */
export function bundleStatement(bundle: string, manifest: Subject): Statement {
  return statement([manifest], BUNDLE_PREDICATE, { bundle });
}

function statement(subject: readonly Subject[], predicateType: string, predicate: Json): Statement {
  return { _type: 'https://in-toto.io/Statement/v1', subject, predicateType, predicate };
}
