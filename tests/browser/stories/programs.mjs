// Programs of an organization: API clients and webhooks, by who manages them and by who may not. P-26.
import assert from "node:assert/strict";
import { accessible, fits, valid } from "../support/checks.mjs";
import { DESKTOP, LANGUAGES, NARROW, chooseLanguage, shot, signIn } from "../support/flow.mjs";
import { leads } from "../support/hands.mjs";

const NORTHWIND = "Northwind Cloud";

/// The page is accessible and fits in every language, and looks as its pictures show.
async function sound(page, name) {
  for (const lang of LANGUAGES) {
    await chooseLanguage(page, lang);
    for (const size of [DESKTOP, NARROW]) {
      await page.setViewportSize(size);
      await accessible(page);
      await fits(page);
    }
  }
  await chooseLanguage(page, "en");
  await page.setViewportSize(DESKTOP);
  const answer = await page.request.get(page.url());
  await valid(await answer.text(), page.url());
  await shot(page, name);
}

const press = (page, words) => leads(page, () => page.locator("main .button", { hasText: words }).first().click());

export default [
  {
    name: "a webhook is registered, tested, given another secret, turned off and removed",
    async run({ demo, visitor }) {
      const page = await visitor({ viewport: DESKTOP });
      await signIn(page, demo, "global_admin", NORTHWIND);
      await page.goto("/users");
      await press(page, "Webhooks");
      await sound(page, "webhooks-empty");
      await press(page, "Register webhook");
      await page.locator("#url").fill("https://10.0.0.5/inside");
      await press(page, "Register webhook");
      assert.match(await page.locator("#url-error").innerText(), /private network/);
      assert.equal(await page.locator("#url").inputValue(), "https://10.0.0.5/inside");
      await page.locator("#url").fill("https://hooks.example.com/partner-center/orders-and-reservations");
      await page.locator("#order-on").check();
      await page.locator("#support-on").check();
      await press(page, "Register webhook");
      const secret = await page.locator("dd .id code").innerText();
      assert.match(secret, /^whsec_/);
      await accessible(page);
      await press(page, "Done");
      const path = new URL(page.url()).pathname;
      assert.ok(!(await page.content()).includes(secret));
      await press(page, "Send test event");
      assert.equal(await page.locator("h1").innerText(), "webhook.test");
      await page.goto(new URL(page.url()).pathname);
      await sound(page, "webhook-delivery");
      await page.goto(path);
      await press(page, "Give a new secret");
      assert.notEqual(await page.locator("dd .id code").innerText(), secret);
      await press(page, "Done");
      await press(page, "Turn off webhook");
      assert.match(await page.locator("dl.facts").innerText(), /Off since/);
      await press(page, "Turn on webhook");
      await page.goto(path);
      await sound(page, "webhook");
      await press(page, "Remove webhook");
      await sound(page, "webhook-removal");
      await press(page, "Remove webhook");
      assert.match(await page.locator("main").innerText(), /has no webhooks/);
    },
  },
  {
    name: "an API client is registered, given another secret and revoked",
    async run({ demo, visitor }) {
      const page = await visitor({ viewport: DESKTOP });
      await signIn(page, demo, "global_admin", NORTHWIND);
      await page.goto("/users");
      await press(page, "API clients");
      await sound(page, "api-clients");
      await press(page, "Register API client");
      await page.goto(new URL(page.url()).pathname);
      await sound(page, "api-client-new");
      await page.locator("#name").fill("Billing export");
      await page.locator("#role-billing_admin").check();
      await press(page, "Register API client");
      assert.match(await page.locator("dd .id code").last().innerText(), /^pds_/);
      await accessible(page);
      await press(page, "Done");
      const path = new URL(page.url()).pathname;
      await sound(page, "api-client");
      await press(page, "Give a new secret");
      await page.goto(path);
      assert.match(await page.locator("dl.facts").innerText(), /Former secret valid until/);
      await press(page, "Revoke");
      await press(page, "Revoke");
      assert.match(await page.locator("dl.facts").innerText(), /Revoked/);
      await page.goto("/activity");
      assert.ok(!(await page.content()).includes("api-client.invalid"));
    },
  },
  {
    name: "a sales agent is told who manages programs",
    async run({ demo, visitor }) {
      const page = await visitor({ viewport: DESKTOP });
      await signIn(page, demo, "sales_agent", NORTHWIND);
      for (const path of ["/webhooks", "/api-clients", "/webhooks/new"]) {
        const answer = await page.goto(path);
        assert.equal(answer.status(), 403);
        assert.match(await page.locator("main").innerText(), /Grace Okafor/);
      }
      await accessible(page);
    },
  },
];
