import { limitsOf, type SloDocument, sourceOf } from '../../../core/domain/readiness/slo/slo-document.ts';
import { limitsText } from './objective-model.ts';

/** A policy to begin with. */
export const firstPolicy = `policy: service
title: Service objectives
stages: [staging, prod]
profiles: [strict, transitional]
objectives:
  - id: latency-p95
    title: Latency, 95th percentile
    unit: ms
    better: lower
    freshDays: 7
    repeat: 2
    thresholds:
      - { warn: 250, soft: 280, hard: 300 }
      - { profile: transitional, warn: 280, soft: 300, hard: 350 }
`;

export interface OutlineRow {
  readonly stage: string;
  readonly profile: string;
  readonly limits: string;
  /** Where the value of the stage is read. */
  readonly source: string;
}

export interface OutlineObjective {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly OutlineRow[];
}

/** What a policy asks for, written out for every stage and profile. */
export function outlineOf({ objectives, stages, profiles }: SloDocument): readonly OutlineObjective[] {
  return objectives.map((objective) => ({
    id: objective.id,
    title: objective.title,
    rows: stages.flatMap((stage) =>
      profiles.map((profile) => ({
        stage,
        profile,
        limits: limitsText({ limits: limitsOf(objective, stage, profile), better: objective.better }),
        source: sourceOf(objective, stage)?.file ?? 'typed in',
      })),
    ),
  }));
}
