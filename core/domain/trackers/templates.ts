import { dayNumber, isoOfDay } from '../expression/days.ts';
import { writeDate } from './text/calendar/date-format.ts';

export interface TrackerTemplate {
  readonly id: string;
  readonly label: string;
  readonly about: string;
  readonly write: (values: TemplateValues) => string;
}

export interface TemplateValues {
  readonly name: string;
  /** ISO date. */
  readonly today: string;
}

const LONG = 'Month D, YYYY';

/** What a new tracker without a file can start as. Each is a shape one of the built-in profiles reads. */
export const TEMPLATES: readonly TrackerTemplate[] = [
  {
    id: 'programme-status',
    label: 'Programme status',
    about: 'Milestones and workstreams with target dates, an acceptance snapshot and a change log.',
    write: ({ name, today }) => `---
source-of-truth: true
owner: unassigned
last-verified: ${today}
doc-type: status
---

# ${name}

- Program: \`${slug(name)}\`
- Last Updated: ${writeDate(today, LONG)}
- Status Key: \`not-started\` | \`in-progress\` | \`blocked\` | \`done\`

## Program Milestones

| Milestone | Target Date | Status | Notes |
|---|---|---|---|
| M0 Kickoff and owners named | ${later(today, 14, LONG)} | not-started | |
| M1 First release accepted | ${later(today, 84, LONG)} | not-started | |

## Workstream Milestones

### WS1 First workstream

| Milestone | Target Date | Status | Notes |
|---|---|---|---|
| Scope agreed | ${later(today, 28, LONG)} | not-started | |
| Delivered and checked | ${later(today, 70, LONG)} | not-started | |

## Acceptance Criteria Verification Snapshot

Status key: \`met\` | \`partial\` | \`not-yet-verified\`

| Workstream | Verification Status | Notes |
|---|---|---|
| WS1 | not-yet-verified | |

## Change Log

- ${writeDate(today, LONG)}: Tracker created.
`,
  },
  {
    id: 'completion-plan',
    label: 'Completion plan',
    about:
      'Phases with objective, scope, tasks and done criteria, global exit criteria and an execution order.',
    write: ({ name, today }) => `# ${name}

Status: active execution plan
Last updated: ${today}

## 1. Rule of the Plan

Nothing is released until every phase below is complete and all exit criteria are satisfied.

## 2. Phased Execution

### Phase A — First phase

Objective:

1. Say in one sentence what this phase achieves.

Scope:

1. What it touches

Tasks:

1. First task
2. Second task

Done criteria:

1. How anyone can see that it is done

Status:

1. Not started

## 3. Global Exit Criteria

Completion is claimed only when all are true:

1. Phase A is complete

## 4. Execution Order

Recommended order:

1. Phase A
`,
  },
  {
    id: 'version-record',
    label: 'Version record',
    about: 'What each version shipped: phases, accomplishments, figures and what was deferred.',
    write: ({ name, today }) => `# ${name}

## v1.0 — First version (In progress)

**Started:** ${today}
**Phases:** 1-2

### What Shipped

| Phase | Name | What It Delivered |
|-------|------|-------------------|
| 1 | Foundation | |
| 2 | First release | |

### Key Accomplishments

- What is worth telling

### Stats

- Timeline: started ${today}

### Deferred

- What waits for the next version

---
`,
  },
  {
    id: 'readiness-tracker',
    label: 'Readiness tracker',
    about: 'Phases through not started, in progress, ready for signoff and signed off, with open items.',
    write: ({ name, today }) => `# ${name}

Last updated: ${today}

## Status taxonomy

| Status | Meaning |
|---|---|
| Not Started | Phase queued; no work yet |
| In Progress | Deliverables under way |
| Ready for Signoff | Deliverables complete; awaiting owner review |
| Signed Off | Owner approved; phase locked |

\`\`\`mermaid
stateDiagram-v2
    [*] --> NotStarted
    NotStarted --> InProgress: work begins
    InProgress --> ReadyForSignoff: deliverables complete
    ReadyForSignoff --> SignedOff: owners approve
    ReadyForSignoff --> InProgress: gaps found
    SignedOff --> [*]
\`\`\`

## Phases

| Phase | Owner | Status | Evidence |
|---|---|---|---|
| Phase 1 Architecture and trust boundaries | | Not Started | |
| Phase 2 Contracts and data model | | Not Started | |
| Phase 3 Implementation | | Not Started | |

## Open items

- [ ] Name an owner for every phase
`,
  },
  {
    id: 'checklist',
    label: 'Checklist',
    about: 'Headings with check boxes, nothing more.',
    write: ({ name, today }) => `# ${name}

Last updated: ${today}

## To do

- [ ] First thing
- [ ] Second thing
`,
  },
];

export function findTemplate(id: string): TrackerTemplate | null {
  return TEMPLATES.find((template) => template.id === id) ?? null;
}

/** The text of a new tracker; a name is one line, and can't close the code it stands in. */
export function writeTemplate(template: TrackerTemplate, values: TemplateValues): string {
  const name = values.name
    .replace(/\s+/gu, ' ')
    .replace(/^#+\s*/u, '')
    .trim();
  return template.write({ ...values, name: name === '' ? template.label : name });
}

function later(today: string, days: number, format: string): string {
  const day = dayNumber(today);
  return day === null ? today : writeDate(isoOfDay(day + days), format);
}

function slug(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/gu, '') || 'programme'
  );
}
