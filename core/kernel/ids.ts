import { z } from 'zod';

/**
 * Branded ids: a tracker id cannot be passed where an item id is asked.
 * Form: two-letter prefix, underscore, then 1-64 characters. Ids are opaque; only their owner parses them.
 */
const idOf = <Brand extends string>(prefix: string, _brand: Brand) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[A-Za-z0-9._-]{1,64}$`), `an id that begins with ${prefix}_ is needed`)
    .brand<Brand>();

export const TrackerId = idOf('tr', 'TrackerId');
export type TrackerId = z.infer<typeof TrackerId>;
export const RootId = idOf('ro', 'RootId');
export type RootId = z.infer<typeof RootId>;
export const RevisionId = idOf('rv', 'RevisionId');
export type RevisionId = z.infer<typeof RevisionId>;
export const ItemId = idOf('it', 'ItemId');
export type ItemId = z.infer<typeof ItemId>;
export const OpId = idOf('op', 'OpId');
export type OpId = z.infer<typeof OpId>;
export const EventId = idOf('ev', 'EventId');
export type EventId = z.infer<typeof EventId>;
export const ActorId = idOf('ac', 'ActorId');
export type ActorId = z.infer<typeof ActorId>;
export const DeviceId = idOf('de', 'DeviceId');
export type DeviceId = z.infer<typeof DeviceId>;
export const FindingId = idOf('fi', 'FindingId');
export type FindingId = z.infer<typeof FindingId>;
export const ConflictId = idOf('co', 'ConflictId');
export type ConflictId = z.infer<typeof ConflictId>;
export const JobId = idOf('jo', 'JobId');
export type JobId = z.infer<typeof JobId>;
export const AgentId = idOf('ag', 'AgentId');
export type AgentId = z.infer<typeof AgentId>;
export const HubId = idOf('hu', 'HubId');
export type HubId = z.infer<typeof HubId>;
export const TaskId = idOf('ta', 'TaskId');
export type TaskId = z.infer<typeof TaskId>;
export const EndpointId = idOf('en', 'EndpointId');
export type EndpointId = z.infer<typeof EndpointId>;
export const RepositoryId = idOf('re', 'RepositoryId');
export type RepositoryId = z.infer<typeof RepositoryId>;
export const ProposalId = idOf('pr', 'ProposalId');
export type ProposalId = z.infer<typeof ProposalId>;
export const TokenId = idOf('tk', 'TokenId');
export type TokenId = z.infer<typeof TokenId>;
export const EvidenceId = idOf('ed', 'EvidenceId');
export type EvidenceId = z.infer<typeof EvidenceId>;
export const RequestId = idOf('rq', 'RequestId');
export type RequestId = z.infer<typeof RequestId>;
export const SignoffId = idOf('so', 'SignoffId');
export type SignoffId = z.infer<typeof SignoffId>;
export const GapId = idOf('gp', 'GapId');
export type GapId = z.infer<typeof GapId>;
export const GateRunId = idOf('gr', 'GateRunId');
export type GateRunId = z.infer<typeof GateRunId>;
export const ExceptionId = idOf('ex', 'ExceptionId');
export type ExceptionId = z.infer<typeof ExceptionId>;
export const SloValueId = idOf('sv', 'SloValueId');
export type SloValueId = z.infer<typeof SloValueId>;
export const BundleId = idOf('bn', 'BundleId');
export type BundleId = z.infer<typeof BundleId>;
export const MoveId = idOf('mv', 'MoveId');
export type MoveId = z.infer<typeof MoveId>;
export const UploadId = idOf('up', 'UploadId');
export type UploadId = z.infer<typeof UploadId>;
export const AlertId = idOf('al', 'AlertId');
export type AlertId = z.infer<typeof AlertId>;
