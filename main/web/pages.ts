/** Pages of the web shell itself. Plain HTML: the content policy allows no inline style or script here either. */
function page(title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">${head}<title>${title}</title></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>
`;
}

/** Shown to whoever comes without a valid link or cookie. */
export const needsLinkPage = page(
  'A fresh link is needed',
  `<p>This address shows a Quarterdeck workspace to one person only, and this browser has no pass for it (any more).
A link works once.</p>
<p>Get a new link in a terminal on that machine, then open what it prints:</p>
<pre>quarterdeck open</pre>
<p>or, from a checkout, <code>npm start</code>. Nothing was changed.</p>`,
);

/** Shown when the address itself is not right. */
export function refusedPage(reason: string, port: number): string {
  return page(
    'Not at this address',
    `<p>Refused: ${reason}.</p>
<p>Quarterdeck answers at <code>http://127.0.0.1:${port}</code> only. To reach it from another machine, forward the same
port number:</p>
<pre>ssh -L ${port}:127.0.0.1:${port} user@machine</pre>`,
  );
}

export const notBuiltPage = page(
  'The screens are not built',
  `<p>This copy of Quarterdeck has no built screens. Build them with <code>npm run build</code>, then reload.</p>`,
);

export const notFoundPage = page(
  'Nothing here',
  '<p>There is no such file. <a href="/">Open the workspace</a>.</p>',
);

/**
 * Goes on to the workspace by itself. A page rather than a redirect: a strict cookie is not sent along a redirect that
 * began on another site (a link clicked in a mail), but it is from a page of our own.
 */
export function enteredPage(path: string): string {
  const target = path.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return page(
    'Opening the workspace',
    `<p><a href="${target}">Open the workspace</a></p>`,
    `<meta http-equiv="refresh" content="0;url=${target}">`,
  );
}
