/** Exit codes of the command line; scripts rely on them. */
export const exitCodes = {
  ok: 0,
  bug: 1,
  usage: 2,
  refused: 3,
  notFound: 4,
  conflict: 5,
  unavailable: 6,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** One row per kind of failure code, most specific first; a code without a row counts as refused. */
const table: readonly (readonly [RegExp, ExitCode])[] = [
  [/^contract\.bug$/, exitCodes.bug],
  [/^contract\.(invalid|unknown)$/, exitCodes.usage],
  [
    /^(value\.not-allowed|evidence\.(bad-locator|no-measure)|slo\.bad-document|import\.too-many|settings\.invalid)$/,
    exitCodes.usage,
  ],
  [/^(finding\.reason-missing|signoff\.policy-invalid)$/, exitCodes.usage],
  [/^(gate\.(?:bad-document|other-gate|outside-(?:unknown|broken))|exception\.expired)$/, exitCodes.usage],
  [/^(task\.deadline-passed|hub\.needs-certificate|repository\.(?:bad-url|credentials))$/, exitCodes.usage],
  [/^alert-rule\.bad-/, exitCodes.usage],
  [/^contract\./, exitCodes.unavailable],
  [/\.not-found$/, exitCodes.notFound],
  [/^(file\.missing|import\.nothing-found|undo\.nothing|tracker\.no-file)$/, exitCodes.notFound],
  [/^(task\.unknown-.*|config\.missing)$/, exitCodes.notFound],
  [/^gate\.no-(?:run|commit|criterion|profile)$/, exitCodes.notFound],
  [/^(?:bundle\.not-here|environment\.nothing-before|environment\.no-output)$/, exitCodes.notFound],
  [/^(?:bundle\.evidence-changed|bundle\.no-gate|environment\.command-changed)$/, exitCodes.conflict],
  [/^(file\.(changed|being-changed|exists|in-use)|undo\.overtaken|item\.ambiguous)$/, exitCodes.conflict],
  [/^signoff\.(open|signed|role-signed|not-open)$|^gap\.settled$/, exitCodes.conflict],
  [/^alert\.not-firing$/, exitCodes.conflict],
  [/^(actor\.exists|conflict\.resolved|proposal\.settled|tracker\.conflict-markers)$/, exitCodes.conflict],
  // The name, key or place is taken, or somebody was faster.
  [/^(agent|token)\.name-taken$|^agent\.folder-in-use$/, exitCodes.conflict],
  [/^(endpoint|evidence|slo|exception|repository|template|task|token)\.exists$/, exitCodes.conflict],
  [/^(agent|sample)\.running$|^repository\.in-use$/, exitCodes.conflict],
  [/^task\.(key-conflict|final|not-dead|not-queued)$|^attempt\.stale$/, exitCodes.conflict],
  [/^file\.(read-only|disk-full|write-failed|not-allowed)$/, exitCodes.unavailable],
  [/^(workspace|secret|web|job|hub|service)\./, exitCodes.unavailable],
  [/^(agent\.offline|sample\.failed)$/, exitCodes.unavailable],
];

export function exitCodeOf(failureCode: string): ExitCode {
  return table.find(([codes]) => codes.test(failureCode))?.[1] ?? exitCodes.refused;
}
