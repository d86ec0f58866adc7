import { counted } from '../../trackers/read/counted.ts';
import type { GateReport } from '../gate/report.ts';
import type { Lineage } from '../lineage/lineage.ts';
import { lineageSummary } from '../lineage/lineage-of.ts';
import { type BundledEvidence, type BundleKey } from './manifest.ts';

export interface ViewerFacts {
  readonly workspace: string;
  readonly createdAt: string;
  readonly report: GateReport;
  readonly lineage: Lineage;
  readonly evidence: readonly BundledEvidence[];
  readonly signoffs: readonly {
    readonly member: string;
    readonly item: string;
    readonly role: string;
    readonly by: string;
    readonly at: string;
  }[];
  readonly keys: readonly BundleKey[];
  readonly signer: string;
}

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #ccc}
code{font-size:.85em;overflow-wrap:anywhere}.no{font-weight:bold}
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}th,td{border-color:#444}a{color:#9cf}}`;

/** A page that shows what is in a bundle: no script, and nothing from anywhere else. It checks nothing, and says so. */
export function viewerPage(facts: ViewerFacts): string {
  const { report, lineage, evidence, signoffs, keys, signer } = facts;
  const { gate, decision, summary, inputs } = report;
  const title = `${gate.title}: ${decision}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${html(title)}</title><style>${STYLE}</style></head><body>
<h1>${html(title)}</h1>
<p>${summary.passed} of ${counted(summary.total, 'criteria')} met in ${html(facts.workspace)}, judged ${html(report.generated_at)}${inputs.commit === null ? '' : `, commit <code>${html(inputs.commit)}</code>`}${inputs.environment === null ? '' : `, for ${html(inputs.environment)}`}. Bundle made ${html(facts.createdAt)}.</p>
<p>This page only shows the bundle. To check it, run <code>node verify.mjs</code> beside it, <code>sha256sum -c SHA256SUMS</code>, or <code>quarterdeck bundle verify</code> on the archive.</p>
<h2>Criteria</h2>
${table(
  ['', 'Criterion', 'Severity', 'What was found'],
  report.checks.map((check) => [
    check.passed ? 'met' : '<span class="no">not met</span>',
    html(check.title),
    html(check.severity),
    check.passed ? html(check.detail) : check.failures.map(({ detail }) => html(detail)).join('<br>'),
  ]),
)}
<h2>Exceptions</h2>
${table(
  ['Criterion', 'Reason', 'Owner', 'Approved by', 'Expires'],
  report.exceptions_applied.map((one) =>
    [one.check_id, one.reason, one.owner, one.approved_by, one.expires_at].map(html),
  ),
)}
<h2>Evidence</h2>
${table(
  ['State', 'Evidence', 'Item', 'Tier', 'What was found', 'Digest'],
  evidence.map((piece) => [
    html(piece.state),
    piece.member === null ? html(piece.where) : `<a href="${html(piece.member)}">${html(piece.where)}</a>`,
    html(piece.item_title),
    html(piece.tier),
    html(piece.says),
    `<code>${html(piece.digest ?? piece.commit ?? '')}</code>`,
  ]),
)}
<h2>Sign-offs</h2>
${table(
  ['Item', 'Role', 'By', 'When', 'Statement'],
  signoffs.map(({ member, item, role, by, at }) => [
    ...[item, role, by, at].map(html),
    `<a href="${html(member)}">statement</a>`,
  ]),
)}
<h2>Lineage</h2>
<p>${html(lineageSummary(lineage))} It is in <a href="lineage.json">lineage.json</a>, and signed in <a href="lineage.dsse.json">lineage.dsse.json</a>.</p>
${lineage.missing.length === 0 ? '' : `<ul>${lineage.missing.map((says) => `<li>${html(says)}</li>`).join('')}</ul>`}
<h2>Keys</h2>
${table(
  ['Fingerprint', 'Name', ''],
  keys.map(({ fingerprint, name }) => [
    `<code>${html(fingerprint)}</code>`,
    html(name),
    fingerprint === signer ? 'signed this bundle' : '',
  ]),
)}
</body></html>
`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '<p>None.</p>';
  const head = heads.map((text) => `<th scope="col">${text}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What others wrote, as text. */
function html(text: string): string {
  return text.toWellFormed().replaceAll(/[&<>"']/gu, (one) => ESCAPES[one] ?? one);
}
