// After the purchase: support requests and the desk, messages, and the record of a reservation, by people
// who may and people who may not. S-53 to S-61, S-72 to S-77, P-11 to P-13, P-20; features rows 36 to 40, 71, 72.
import assert from "node:assert/strict";
import { accessible, fits, valid } from "../support/checks.mjs";
import { DESKTOP, LANGUAGES, NARROW, chooseLanguage, shot, signIn } from "../support/flow.mjs";
import { leads } from "../support/hands.mjs";

const CUSTOMER = "Blue Harbor Foods";
const NORTHWIND = "Northwind Cloud";

async function visit(visitor, demo, role, organization, options) {
  const page = await visitor({ viewport: DESKTOP, ...options });
  await signIn(page, demo, role, organization);
  return page;
}

/// The page as it stands is accessible, valid and fits, in every language.
async function sound(page, name) {
  const answer = await page.request.get(page.url());
  await valid(await answer.text(), page.url());
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
  if (name) await shot(page, name);
}

/// The record of the customer's first reservation whose name holds the words.
async function toRecord(page, words) {
  await page.goto(`/customers?q=${encodeURIComponent(CUSTOMER)}`);
  await leads(page, () => page.locator("th a", { hasText: CUSTOMER }).click());
  await leads(page, () => page.locator('.side a[href$="/reservations"]').last().click());
  await leads(page, () => page.locator("tbody th a", { hasText: words }).first().click());
  return new URL(page.url()).pathname;
}

const act = (page, value) => leads(page, () => page.locator(`.form-acts button[name="act"][value="${value}"]`).click());

/// Writes a request from the record of a reservation, with a file; answers with its number.
async function ask(page) {
  const record = await toRecord(page, "westus");
  await page.locator("summary", { hasText: "Actions" }).click();
  await leads(page, () => page.locator('.menu-body a[href*="/support-requests/new"]:not([href*="about="])').click());
  assert.equal(await page.locator("#about").inputValue(), record.split("/").at(-1), "the reservation goes with it");
  await act(page, "next");
  assert.equal(await page.locator(".error-summary li").count(), 1, "an issue type is needed");
  await page.locator('[name="issue"][value="technical"]').check();
  await act(page, "next");
  await page.locator("#category").selectOption("utilization");
  await page.locator("#title").fill("Half of it is unused");
  await page.locator("#description").fill("Since Monday.\nTwo of six.");
  await page.locator("#files").setInputFiles({ name: "usage.csv", mimeType: "text/csv", buffer: Buffer.from("day,used\n1,3\n") });
  await act(page, "back");
  assert.ok(await page.locator('[name="issue"][value="technical"]').isChecked());
  await act(page, "next");
  assert.equal(await page.locator("#description").inputValue(), "Since Monday.\nTwo of six.", "nothing is lost");
  assert.equal(await page.locator("#files-section").count(), 1, "nor the file");
  await sound(page, "support-problem");
  await act(page, "next");
  await act(page, "create");
  assert.equal(await page.locator(".done-box").count(), 1);
  return page.locator('.crumbs [aria-current="page"]').innerText();
}

export default [
  {
    name: "a request is written in three steps with a file, and the desk answers it",
    async run({ demo, visitor }) {
      const page = await visit(visitor, demo, "admin_agent", NORTHWIND);
      const number = await ask(page);
      await sound(page, "support-request");
      const here = page.url();

      const desk = await visit(visitor, demo, "desk_agent");
      assert.equal(new URL(desk.url()).pathname, "/desk");
      await sound(desk, "desk");
      await leads(desk, () => desk.locator("th a", { hasText: number }).click());
      assert.equal(await desk.locator('a[download]', { hasText: "usage.csv" }).count(), 1);
      await desk.locator("#body").fill("Which two?");
      await desk.locator('[name="word"][value="ask"]').check();
      await desk.locator("#files").setInputFiles({ name: "how.txt", mimeType: "text/plain", buffer: Buffer.from("Look here.") });
      await leads(desk, () => desk.locator('form[action$="/notes"] .button.primary').click());
      assert.equal(await desk.locator(".error-summary").count(), 0);
      await sound(desk, "desk-request");

      // The news lead to the request.
      await page.goto("/messages");
      await sound(page, "messages");
      await leads(page, () => page.locator('form[action$="/open"] button').first().click());
      assert.equal(page.url().split("?")[0], here.split("?")[0]);
      assert.match(await page.locator("#history").locator("xpath=ancestor::section").innerText(), /Which two\?/);
      assert.equal(await page.locator("a[download]", { hasText: "how.txt" }).count(), 1);
    },
  },
  {
    name: "a request is written without script",
    async run({ demo, visitor }) {
      const page = await visit(visitor, demo, "admin_agent", NORTHWIND, { javaScriptEnabled: false });
      const record = await toRecord(page, "westus");
      await page.goto(`${record.split("/reservations/")[0]}/support-requests/new`);
      await page.locator('[name="issue"][value="billing"]').check();
      await act(page, "next");
      await page.locator("#category").selectOption("payment");
      await page.locator("#title").fill("Who pays");
      await page.locator("#description").fill("The invoice names two.");
      await act(page, "next");
      await act(page, "create");
      assert.equal(await page.locator(".done-box").count(), 1);
    },
  },
  {
    name: "a role is given, a change is seen before it is saved, and the history tells both",
    async run({ demo, visitor }) {
      const page = await visit(visitor, demo, "admin_agent", NORTHWIND);
      const record = await toRecord(page, "westus");
      await sound(page, "record");
      await page.goto(`${record}/access`);
      const person = page.locator("#user option", { hasText: "Henry" });
      await page.locator("#user").selectOption(await person.getAttribute("value"));
      await page.locator('[name="role"][value="contributor"]').check();
      await page.locator('[name="level"][value="reservation"]').check();
      await leads(page, () => page.locator("form.form button.primary").click());
      assert.match(await page.locator("table").first().innerText(), /Henry Tran/);
      await sound(page, "record-access");

      await page.goto(`${record}/configuration`);
      await page.locator("#name").fill("web-prod");
      await page.locator('[name="scope"][value="single"]').check();
      await leads(page, () => page.locator('form[method="get"].form button').click());
      assert.equal(await page.locator("#preview").count(), 1, "first what it moves");
      await sound(page, "record-configuration");
      await leads(page, () => page.locator('form[method="post"] .button.primary').click());
      assert.equal(await page.locator("h1").innerText(), "web-prod");

      await page.goto(`${record}/history`);
      assert.match(await page.locator("main").innerText(), /web-prod[^]*Contributor/);
      await sound(page, "record-history");
    },
  },
  {
    name: "all IDs of a reservation are copied as one block",
    async run({ demo, visitor }) {
      const page = await visit(visitor, demo, "admin_agent", NORTHWIND);
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      const record = await toRecord(page, "westus");
      await page.goto(`${record}/properties`);
      await page.locator('[data-copy="#support-text"]').click();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(copied, new RegExp(record.split("/").at(-1)));
      assert.equal(copied.trim(), (await page.locator("#support-text").innerText()).trim());
      await sound(page, "record-properties");
    },
  },
  {
    name: "a reservation is split, and its parts are merged again",
    async run({ demo, visitor }) {
      const page = await visit(visitor, demo, "admin_agent", NORTHWIND);
      const record = await toRecord(page, "polandcentral 1Y");
      await page.goto(`${record}/split`);
      await sound(page, "record-split");
      await page.locator("#first").fill("1");
      await page.locator("#second").fill("1");
      await leads(page, () => page.locator("form.form button.primary").click());
      assert.equal(await page.locator(".error-summary li").count(), 1, "the parts must add up");
      await page.locator("#second").fill("3");
      await leads(page, () => page.locator("form.form button.primary").click());
      // It leads to the first part.
      await page.goto(`${new URL(page.url()).pathname}/merge`);
      await sound(page, "record-merge");
      await page.locator('form.form [type="checkbox"]').first().check();
      await leads(page, () => page.locator("form.form button.primary").click());
      assert.equal(await page.locator(".error-summary").count(), 0);
    },
  },
  {
    name: "a customer's person reads what was granted, and no more",
    async run({ demo, visitor }) {
      const page = await visit(visitor, demo, "customer_user", CUSTOMER);
      await leads(page, () => page.locator('.side a[href$="/reservations"]').first().click());
      assert.equal(await page.locator("tbody tr").count(), 1, "one was shared");
      await leads(page, () => page.locator("tbody th a").click());
      const record = new URL(page.url()).pathname;
      assert.equal(await page.locator('main a[href*="support-requests"]').count(), 0);
      assert.equal(await page.locator('.part-nav a[href$="/access"]').count(), 0);
      await sound(page, "record-of-a-customer");
      for (const [rest, status] of [["/access", 404], ["/history", 404], ["/configuration", 403], ["/refund", 403]]) {
        assert.equal((await page.goto(record + rest)).status(), status, rest);
        assert.equal(await page.locator("h1").count(), 1);
      }
    },
  },
  {
    name: "whoever may not change a reservation is told who can",
    async run({ demo, visitor }) {
      const page = await visit(visitor, demo, "helpdesk_agent", NORTHWIND);
      const record = await toRecord(page, "polandcentral");
      for (const rest of ["/configuration", "/refund", "/split"]) {
        assert.equal((await page.goto(record + rest)).status(), 403, rest);
        assert.match(await page.locator("main").innerText(), /admin agent/i, "who can");
      }
      await sound(page, "refused");
      await page.goto(`${record}/access`);
      assert.equal(await page.locator("#user").count(), 0, "roles are shown, not given");
    },
  },
];
