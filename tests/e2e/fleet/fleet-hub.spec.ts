import { expect, expectAccessible, test } from '../../support/web/app.ts';
import { expectEveryAppearance } from '../../support/web/every-appearance.ts';

test.use({ sample: false });

test('timings are checked before they are saved, and hold after', async ({ app, page }) => {
  await app.open('/hub');
  await expect(page.getByText('running', { exact: true })).toBeVisible();
  await expectEveryAppearance(page);
  const accept = page.getByRole('textbox', { name: /^Time to accept/ });
  const save = page.getByRole('button', { name: 'Save the timings' });
  await accept.fill('4');
  await expect(page.getByText('At least 5 s.')).toBeVisible();
  await expect(save).toBeDisabled();
  await expectAccessible(page);
  await accept.fill('90');
  await save.click();
  await expect(page.getByText('The new timings hold from now on.').first()).toBeVisible();
  await app.open('/hub');
  await expect(accept).toHaveValue('90');
  await expect(page.getByText(/Usually 60 s\./)).toBeVisible();

  const minutes = page.getByRole('textbox', { name: /^Minutes/ });
  await minutes.fill('a week');
  await expect(page.getByText(/At most 10,080 minutes/)).toBeVisible();
  await minutes.fill('45');
  await page.getByRole('button', { name: 'Save the budget' }).click();
  await expect(page.getByText('The budget holds from now on.').first()).toBeVisible();
  await app.open('/hub');
  await expect(minutes).toHaveValue('45');
});

test('the hub goes off and on again, and the board says so', async ({ app, page }) => {
  await app.open('/hub');
  const on = page.getByRole('switch', { name: 'The hub is on' });
  await expect(page.getByText('running', { exact: true })).toBeVisible();
  await on.press('Space');
  await expect(page.getByText('off', { exact: true })).toBeVisible();
  await app.open('/fleet');
  await expect(page.getByText(/The hub is off: no agent can connect/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start the sample fleet' })).toBeDisabled();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Hub settings' }).click();
  await expect(page.getByText('off', { exact: true })).toBeVisible();
  await on.press('Space');
  await expect(page.getByText('running', { exact: true })).toBeVisible();
});

test('the network is opened only with a certificate', async ({ app, page }) => {
  await app.open('/hub');
  await page.getByRole('switch', { name: 'Let other machines connect' }).press('Space');
  await expect(page.getByText(/Everybody who can reach this machine/)).toBeVisible();
  const listen = page.getByRole('button', { name: 'Listen there' });
  await expect(listen).toBeDisabled();
  await page.getByRole('textbox', { name: 'Certificate file' }).fill('/nowhere/hub.pem');
  await page.getByRole('textbox', { name: 'Key file' }).fill('/nowhere/hub.key');
  await expectAccessible(page);
  await listen.click();
  await expect(page.getByText(/The certificate and its key can.t be used/).first()).toBeVisible();
  await expect(page.getByText(/^http:\/\/127\.0\.0\.1:\d+$/)).toBeVisible();
});

test('a tool gets a token once, limits of its own, and loses it', async ({ app, page }) => {
  await app.open('/hub');
  await page.getByRole('button', { name: 'Add a token for a tool' }).click();
  const adding = page.getByRole('dialog', { name: 'Add a token for a tool' });
  await adding.getByRole('textbox', { name: 'Name of the tool' }).fill('night-builds');
  await adding.getByRole('button', { name: 'Add the token' }).click();
  await expect(adding.getByText(/^qd_[\w-]{43}$/)).toBeVisible();
  await expectAccessible(page);
  await adding.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(/^qd_/)).toHaveCount(0);

  const clients = page.getByRole('grid', { name: 'Clients' });
  await clients.getByText('night-builds').dblclick();
  const client = page.getByRole('dialog', { name: 'night-builds' });
  await client.getByRole('textbox', { name: /^Heavy/ }).fill('7');
  await client.getByRole('button', { name: 'Save its limits' }).click();
  await expect(client.getByRole('button', { name: 'Give it the usual limits' })).toBeEnabled();
  await expectAccessible(page);
  await client.getByRole('button', { name: 'Revoke the token' }).click();
  const asking = page.getByRole('dialog', { name: 'Revoke the token of night-builds' });
  await asking.getByRole('button', { name: 'Revoke the token' }).click();
  await expect(clients.getByText('revoked')).toBeVisible();
});
