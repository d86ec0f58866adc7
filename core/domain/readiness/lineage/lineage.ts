import { z } from 'zod';

/** Where a decision comes from: a source (commit, tracker revision), a check (verification, sign-off, gate criterion), an artifact, the decision. */
export const LineageNode = z.object({
  id: z.string(),
  type: z.enum(['source', 'check', 'artifact', 'decision']),
  title: z.string(),
  status: z.enum(['ok', 'failed', 'missing', 'unknown']),
  /** SHA-256 where it has contents. */
  digest: z.string().nullable(),
});
export type LineageNode = z.output<typeof LineageNode>;

export const LineageEdge = z.object({
  source: z.string(),
  target: z.string(),
  relation: z.enum(['checked-by', 'produces', 'signed-by', 'drives']),
  /** `missing`: it has to be there and is not; such an edge fails the lineage. */
  status: z.enum(['observed', 'missing']),
});
export type LineageEdge = z.output<typeof LineageEdge>;

export const Lineage = z.object({
  contract: z.literal('quarterdeck_lineage_v1'),
  nodes: z.array(LineageNode),
  edges: z.array(LineageEdge),
  complete: z.boolean(),
  /** One sentence each. */
  missing: z.array(z.string()),
});
export type Lineage = z.output<typeof Lineage>;
