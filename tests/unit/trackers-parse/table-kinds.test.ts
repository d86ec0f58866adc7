import { describe, expect, it } from 'vitest';
import { violatedInvariants } from '../../../core/domain/trackers/check/invariants.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';

function read(heading: string, lines: readonly string[]) {
  const [header = '', ...rows] = lines;
  const rule = header.replaceAll(/[^|]+/gu, '---');
  return parseTracker(`# Quay\n\n## ${heading}\n\n${[header, rule, ...rows].join('\n')}\n`);
}

describe('tables that nobody follows become no items and are named with the reason', () => {
  it.each([
    ['legend', 'Signs', ['|Sign|Meaning|', '|✅|done|', '|⛔|blocked|']],
    ['legend', '凡例', ['|マーク|意味|', '|✅|完了|', '|⛔|ブロック中|']],
    ['legend', 'Words', ['|Verdict|Meaning|', '|PASS|All is well|', '|FAIL|Something is not|']],
    ['key-value', 'Ship', ['|Property|Value|', '|Length|12 m|', '|Built|1987|']],
    ['key-value', 'Ship', ['| | |', '|Length|12 m|', '|Built|1987|']],
    [
      'matrix',
      'Support',
      ['|Feature|Linux|Mac|', '|Tides|✓ code|by rule|', '|Wind|by rule|✓|', '|Sun|✓|✓ code|'],
    ],
    ['matrix', 'Support', ['|Feature|Node|Deno|', '|fetch|Yes|Yes|', '|files|No|Partial|']],
    [
      'log',
      'Changes',
      ['|Date|Version|Change|', '|2026-02-08|1.0|Built the quay|', '|2026-02-09|1.1|Mended it|'],
    ],
    [
      'log',
      'Commits',
      ['|Commit|Message|Author|', '|4f0c2ab|Mend the net|Ana|', '|9bd01ce|Wax the rope|Bo|'],
    ],
    [
      'log',
      'Night watch log',
      ['|Date|Shift|Tests|Notes|', '|2026-02-08|S1|✅ 16/16|Quiet|', '|2026-02-09|S2|✅ 17/17|Fog|'],
    ],
    [
      'matrix',
      'Support',
      ['|Stage|Stable|For sale|', '|Draft|❌ may change|❌ not yet|', '|Final|✅ kept|✅ advised|'],
    ],
    ['reference', 'Speeds', ['|State|Speed|', '|At rest|0 kn|', '|Under sail|9 kn|', '|Towed|4 kn|']],
    [
      'reference',
      'Choices',
      ['|Part|Now|Later|', '|Hull|✅ Oak|Steel|', '|Mast|✅ Pine|Carbon|', '|Sails|✅ Linen|Dacron|'],
    ],
    ['log', 'Change log', ['|Who|What|Due|', '|Ana|Mended the net|2026-02-01|']],
    ['reference', 'Options', ['|Variable|Default|Description|', '|`PORT`|8080|Where it listens|']],
    ['reference', 'Metrics', ['|Phase|Plans|Total|', '|06|3|20|', '|07|4|30|']],
    ['reference', 'Targets', ['|Metric|Today|Target|', '|Speed|12 kn|14 kn|']],
    [
      'reference',
      'Claims',
      ['|Type|Description|v1 scope|', '|A|Existence|✅ Required|', '|B|Behaviour|❌ Left out|'],
    ],
    ['reference', 'Rules', ['|Batch|Hard rule|Soft rule|', '|1-4|100% PASS|Logged|', '|5-6|No FAIL|Logged|']],
    ['reference', 'Platform', ['|Platform|Storage|', '|Boat|A crate|', '|Shore|A shed|']],
  ])('%s under "%s"', (kind, heading, lines) => {
    const doc = read(heading, lines);
    expect(doc.tables).toMatchObject([{ kind, line: 5 }]);
    expect(doc.items).toEqual([]);
    expect(doc.skipped).toMatchObject([{ what: 'table', line: 5, reason: doc.tables[0]?.leftAlone }]);
    expect(doc.recognised.tables).toBe(0);
    expect(violatedInvariants(doc)).toEqual([]);
  });
});

describe('tables whose rows somebody follows become items, with or without a status', () => {
  it.each([
    ['Sign-off', ['|Role|Date|Signature|', '|Pilot|||', '|Harbour master|||']],
    ['Order of work', ['|Batch|Folder|Priority|', '|1|`a/*.md`|Critical|', '|2|`b/*.md`|High|']],
    ['Parts', ['|Component|Description|Priority|', '|Winch|Lifts|P0|', '|Crane|Lifts more|P1|']],
    [
      'Pages to look at',
      ['|Page|What to review|', '|`a/b.md`|Both version numbers|', '|`a/c.md`|The links|'],
    ],
    ['Tests', ['|Test|Command|Expected|', '|Smoke|`run smoke`|8/8 PASS|', '|Load|`run load`|no error|']],
    ['Out of scope', ['|Feature|Reason|', '|Night trips|No lamps|', '|Ice trips|No stove|']],
    ['Tiers', ['|Tier|Crew|Dependencies|', '|1|pilot|None|', '|2|cook|Tier 1|']],
    ['Releases', ['|Phase|Name|What it delivers|', '|1|Hull|Floats|', '|2|Mast|Sails|']],
    ['Routes', ['|Endpoint|Method|Status|', '|/a|GET|Implemented|', '|/b|POST|Pending|']],
    ['Risks', ['|Risk|Likelihood|Mitigation|Owner|', '|Storm|High|Wait|Ana|', '|Fog|Low|Radar|Bo|']],
  ])('under "%s"', (heading, lines) => {
    const doc = read(heading, lines);
    expect(doc.tables).toMatchObject([{ kind: 'tracker', leftAlone: null }]);
    expect(doc.items).toHaveLength(2);
    expect(doc.skipped).toEqual([]);
  });
});
