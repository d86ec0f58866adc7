import { type ReportPart, reportParts } from './report-parts.ts';
import type { TrackerReport } from './tracker-report.ts';

/** The report as Markdown: text of the tracker is escaped, so that it stays text. */
export function reportMarkdown(report: TrackerReport): string {
  const { title, lines, parts } = reportParts(report);
  const blocks = [`# ${markdown(title)}`, ...lines.map(markdown), ...parts.flatMap(markdownPart)];
  return `${blocks.join('\n\n')}\n`.toWellFormed();
}

function markdownPart({ title, columns, rows, note }: ReportPart): string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table = [
    row(columns),
    row(columns.map(() => '---')),
    ...rows.map((cells) => row(cells.map(markdown))),
  ];
  return [
    `## ${markdown(title)}`,
    ...(rows.length === 0 ? [] : [table.join('\n')]),
    ...(note === null ? [] : [note]),
  ];
}

function markdown(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').replaceAll(/[\\`*_[\]<>|#~&]/gu, String.raw`\$&`);
}

const STYLE = `:root { color-scheme: light dark; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.3rem 0.6rem 0.3rem 0; border-bottom: 1px solid #8886; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; margin: 0; padding: 0; font-size: 10pt; }
  thead { display: table-header-group; }
  tr, h2 { break-inside: avoid; }
  h2 { break-after: avoid; }
}`;

/** The report as one HTML file that needs nothing else and runs nothing. */
export function reportHtml(report: TrackerReport): string {
  const { title, lines, parts } = reportParts(report);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<h1>${html(title)}</h1>
${lines.map((line) => `<p>${html(line)}</p>`).join('\n')}
${parts.map(htmlPart).join('\n')}
</body>
</html>
`.toWellFormed();
}

function htmlPart({ title, columns, rows, note }: ReportPart): string {
  const cells = (tag: string, texts: readonly string[]) =>
    `<tr>${texts.map((text) => `<${tag}>${html(text)}</${tag.split(' ')[0]}>`).join('')}</tr>`;
  const table =
    rows.length === 0
      ? ''
      : `<table>\n<thead>${cells('th scope="col"', columns)}</thead>\n<tbody>\n${rows
          .map((row) => cells('td', row))
          .join('\n')}\n</tbody>\n</table>\n`;
  return `<section>\n<h2>${html(title)}</h2>\n${table}${note === null ? '' : `<p>${html(note)}</p>\n`}</section>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function html(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? sign);
}
