import { describe, expect, it } from 'vitest';
import { JUnitReport } from '../../../../node/evidence/junit-report.ts';

/** Given in pieces of so many bytes. */
function judge(report: string | Uint8Array, test: string, piece = 7) {
  const bytes = typeof report === 'string' ? new TextEncoder().encode(report) : report;
  const read = new JUnitReport(test);
  for (let at = 0; at < bytes.length; at += piece) read.take(bytes.subarray(at, at + piece));
  return read.judge('report.xml');
}

const REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<!-- by a runner -->
<testsuites name="all" tests="9">
  <testsuite name="unit">
    <properties><property name="error" value="none"/></properties>
    <testsuite name="billing">
      <testcase classname="billing.Invoice" name="adds up" time="0.01"/>
      <testcase classname="billing.Invoice" name="rounds &amp; &#x41;">
        <system-out><![CDATA[<failure>not one</failure>]]></system-out>
        <system-err>&lt;error/&gt;</system-err>
      </testcase>
      <testcase classname="billing.Invoice" name="is sent"><failure message="no mail"><![CDATA[at line 3]]></failure></testcase>
      <testcase classname="billing.Invoice" name="is stored"><error type="IOError"/></testcase>
      <testcase classname="billing.Invoice" name="is printed"><skipped/></testcase>
      <testcase classname="billing.Order" name="adds up"/>
    </testsuite>
  </testsuite>
  <testsuite name="e2e">
    <testcase name="signs in"/>
    <testcase classname="flaky.Test" name="comes back"><flakyFailure message="once"/></testcase>
    <testcase classname="flaky.Test" name="stays away"><failure/><rerunFailure/></testcase>
    <testcase classname="google" name="was not run" status="notrun" result="suppressed"/>
    <testcase classname="pytest" name="again"><failure/></testcase>
    <testcase classname="pytest" name="again"/>
    <testcase classname="pytest" name="twice"/>
    <testcase classname="pytest" name="twice"/>
  </testsuite>
</testsuites>
`;

describe('a test in a JUnit report', () => {
  it.each([
    'billing.billing.Invoice.adds up',
    'unit.billing.billing.Invoice.adds up',
    'billing.Invoice.adds up',
    'rounds & A',
    'signs in',
    'e2e.signs in',
    'comes back',
    'pytest.twice',
  ])('is verified when it ran and passed: %s', (test) => {
    expect(judge(REPORT, test)).toEqual({
      result: 'verified',
      says: `In report.xml, the test "${test}" ran and passed.`,
    });
  });

  it.each([
    ['is sent', 'failed'],
    ['billing.Invoice.is stored', 'ended with an error'],
    ['is printed', 'was skipped'],
    ['google.was not run', 'was skipped'],
    ['stays away', 'failed'],
    ['again', 'failed'],
  ])('fails when it did anything else: %s %s', (test, how) => {
    expect(judge(REPORT, test)).toEqual({
      result: 'failed',
      says: `In report.xml, the test "${test}" ${how}.`,
      ...(how === 'was skipped' ? { why: 'skipped' } : {}),
    });
  });

  it('fails when its name alone means several', () => {
    expect(judge(REPORT, 'adds up')).toEqual({
      result: 'failed',
      says: '"adds up" names several tests of report.xml: name one by suite.class.name.',
    });
  });

  it.each(['failure', 'Invoice.adds up', 'adds', 'none', 'all', ''])(
    'is missing when it is not listed: %s',
    (test) => {
      expect(judge(REPORT, test)).toEqual({
        result: 'missing',
        says: `report.xml lists 14 tests, and none is named "${test}".`,
      });
    },
  );

  it('is found whatever the encoding, where the report begins with it', () => {
    const report = (encoding: string) =>
      `<?xml version="1.0" encoding="${encoding}"?><testsuite><testcase name="größer"/></testsuite>`;
    const utf16 = Buffer.from(`\uFEFF${report('UTF-16')}`, 'utf16le');
    const marked = Buffer.from(`\uFEFF${report('UTF-8')}`);
    const latin = Buffer.from(report('ISO-8859-1'), 'latin1');
    for (const bytes of [utf16, marked, latin]) {
      expect(judge(bytes, 'größer', 500)).toMatchObject({ result: 'verified' });
    }
    expect(judge(report('klingon'), 'größer', 500)).toEqual({
      result: 'failed',
      says: 'report.xml is no JUnit report that can be read: its encoding klingon is not known.',
    });
  });

  it('is judged by the worst of what one entry says', () => {
    const entry = (inner: string) => `<testsuite><testcase name="a">${inner}</testcase></testsuite>`;
    expect(judge(entry('<skipped/><error/>'), 'a').says).toContain('ended with an error');
    expect(judge(entry('<failure/><skipped/>'), 'a').says).toContain('failed');
    const status = (word: string) =>
      judge(`<testsuite><testcase name="a" status="${word}"/></testsuite>`, 'a').says;
    expect(status('Passed')).toContain('ran and passed');
    expect(status('fail')).toContain('failed');
    expect(status('interrupted')).toContain('has a status that is not known');
    expect(judge(entry('<properties><failure/></properties>'), 'a').result).toBe('verified');
  });
});

describe('a file that is no JUnit report', () => {
  const says = (report: string, piece?: number) => judge(report, 'a', piece).says;
  const refused = (why: string) => `report.xml is no JUnit report that can be read: ${why}.`;

  it('is told with the line that is wrong', () => {
    expect(says('<testsuite>\n<testcase name="a">\n</testsuite>')).toMatch(/read: line 3: /u);
    expect(says('<testsuite>\n<testcase name="a"/>')).toMatch(/read: line 2: Unclosed root tag/u);
    expect(says('<testsuite><testcase name="a" broken/></testsuite>')).toMatch(/read: line 1: /u);
    expect(says('<testsuite><testcase name="a"/></testsuite><testsuite/>')).toBe(
      refused('it has more than one root element'),
    );
    expect(says('not at all')).toMatch(/read: line 1: /u);
    expect(says('')).toBe(refused('it is empty'));
    expect(says('<!-- nothing -->')).toBe(refused('it is empty'));
    expect(says('<html><testcase name="a"/></html>')).toBe(
      refused('it begins with <html>, not with <testsuites> or <testsuite>'),
    );
  });

  it('may define no entities, and read no other file', () => {
    const bomb = `<!DOCTYPE t [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<testsuite><testcase name="&b;"/></testsuite>`;
    const outside = '<!DOCTYPE t SYSTEM "file:///etc/passwd"><testsuite><testcase name="a"/></testsuite>';
    for (const report of [bomb, outside]) {
      expect(says(report)).toBe(refused('it declares a document type, which is not read'));
    }
    expect(says('<testsuite><testcase name="&nbsp;"/></testsuite>')).toMatch(/Invalid character entity/u);
  });

  it('is not kept in memory for what is long, many or deep in it', () => {
    const long = 'x'.repeat(3 * 1024 * 1024);
    const piece = 256 * 1024;
    expect(
      says(`<testsuite><testcase name="a"><system-out>${long}</system-out></testcase></testsuite>`, piece),
    ).toContain('ran and passed');
    expect(says(`<testsuite><testcase name="${long}"/></testsuite>`, piece)).toMatch(
      /Max buffer length exceeded/u,
    );
    expect(says(`<testsuite><!--${long}--></testsuite>`, piece)).toMatch(/Max buffer length exceeded/u);
    expect(says(`<${long}`, piece)).toMatch(/Max buffer length exceeded/u);
    const attributes = Array.from({ length: 300 }, (_, at) => `a${at}="1"`).join(' ');
    expect(says(`<testsuite><testcase ${attributes}/></testsuite>`, piece)).toBe(
      refused('an element has more than 200 attributes'),
    );
    expect(says('<testsuite>'.repeat(5000), piece)).toBe(
      refused('its elements are nested more than 200 deep'),
    );
  });
});
