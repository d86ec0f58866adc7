/** RFC 4180: comma, CRLF, quotes doubled where a value holds a comma, a quote or a line end. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quoted).join(',')).join('\r\n');
}

function quoted(value: string): string {
  // A leading = + - @ would run as a formula in a spreadsheet: an apostrophe keeps it text.
  const safe = /^[=+@]|^-(?!\d)/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
