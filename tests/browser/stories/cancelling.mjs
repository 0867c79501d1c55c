// Software from the shelf to the download, and from its row through the report to the desk's approval and
// what is dead then, in three languages, with script and without. S-84 to S-105, P-18, P-19, R-SW-3, C10.
import assert from "node:assert/strict";
import { accessible, fits, valid } from "../support/checks.mjs";
import { DESKTOP, LANGUAGES, NARROW, chooseLanguage, shot, signIn } from "../support/flow.mjs";
import { customerOf } from "../support/buying.mjs";
import { leads } from "../support/hands.mjs";

const CUSTOMER = "Blue Harbor Foods";
const PARTNER = "Northwind Cloud";

/// Somebody of the partner on the customer's page, reading this language.
async function person(visitor, demo, role, lang = "en", options = {}) {
  const page = await visitor({ viewport: DESKTOP, ...options });
  await signIn(page, demo, role, PARTNER);
  await chooseLanguage(page, lang);
  await page.goto(`/customers?q=${encodeURIComponent(CUSTOMER)}`);
  await leads(page, () => page.locator("th a", { hasText: CUSTOMER }).click());
  return page;
}

async function sound(page) {
  await accessible(page);
  await valid(await (await page.request.get(page.url())).text(), page.url());
}

/// Buys the first software that has a price and stands on the confirmation.
async function buy(page, look = async () => {}) {
  const customer = customerOf(page);
  await page.goto(`${customer}/products/software`);
  await look("software-shelf");
  await leads(page, () => page.locator(".result-act button").first().click());
  await page.goto(`${customer}/cart/review`);
  await look("software-review");
  await leads(page, () => page.locator(".buy button.primary").click());
  assert.match(page.url(), /\/confirmation$/);
  await look("software-confirmation");
}

/// The newest line of the customer's software: its row in the list.
async function newest(page) {
  await page.goto(`${customerOf(page)}/software`);
  return page.locator(".results .result").first();
}

/// Gets a link to the first file of the line; its address and the page of it.
async function enable(page) {
  await leads(page, () => page.locator(".result-acts a[href*='/software/']").first().click());
  await leads(page, () => page.locator("main form[method=get] button").click());
  await leads(page, () => page.locator("form:has([name=media]) button").first().click());
  assert.match(new URL(page.url()).pathname, /\/downloads$/);
  return new URL(await page.locator("code", { hasText: "/downloads/" }).first().innerText()).pathname;
}

/// Types the number of every order that is asked for, and goes on to the report.
async function typeNumbers(page) {
  for (const label of await page.locator('label[for^="number-"]').all()) {
    const number = /\d[\d ]{10,}\d/.exec(await label.innerText())[0];
    await page.locator(`[id="${await label.getAttribute("for")}"]`).fill(number);
  }
  await leads(page, () => page.locator('form[action$="/report"] button').click());
  assert.equal(await page.locator("#tenant").count(), 1, "the report stands there");
}

async function submit(page) {
  await page.locator("#reason").selectOption({ index: 2 });
  await leads(page, () => page.locator('form[action$="/report"] button.primary').click());
  assert.match(new URL(page.url()).pathname, /\/result$/);
}

/// The desk approves a case and sees it posted.
async function approve(visitor, demo, lang, href) {
  const page = await visitor({ viewport: DESKTOP });
  await signIn(page, demo, "desk_agent");
  await chooseLanguage(page, lang);
  await page.goto(`/desk/cases/${href.split("/").pop()}`);
  await accessible(page);
  if (lang === "en") await shot(page, "desk-software");
  await leads(page, () => page.locator('form[action$="/approval"] button').click());
  assert.equal(await page.locator('form[action$="/approval"]').count(), 0, "it is decided");
}

export default [
  {
    name: "a sales agent buys software, an admin agent downloads it, and a missing key is an alarm",
    async run({ demo, visitor }) {
      const sales = await person(visitor, demo, "sales_agent");
      const look = async (name) => {
        await sound(sales);
        await shot(sales, name);
      };
      await buy(sales, look);
      const row = await newest(sales);
      assert.match(await row.innerText(), /Waiting for a key/, "there is no key left");
      assert.match(await row.innerText(), /Can be cancelled until .*, 60 days left/);
      await look("software-list");
      await leads(sales, () => row.locator(".result-acts a[href*='/software/']").first().click());
      assert.equal(await sales.locator('a[href$="/downloads"]').count(), 0, "no way to keys");
      assert.equal((await sales.goto(`${sales.url()}/downloads`)).status(), 403);
      await accessible(sales);

      const admin = await person(visitor, demo, "admin_agent");
      await newest(admin);
      const address = await enable(admin);
      await sound(admin);
      const [download] = await Promise.all([admin.waitForEvent("download"), admin.locator("a[download]").click()]);
      assert.match(download.suggestedFilename(), /^windows-server-/);
      await admin.reload();
      assert.match(await admin.locator("main").innerText(), /49 of 50 downloads left/);
      await admin.goto("/messages");
      assert.match(await admin.locator("main").innerText(), /key/i, "the admin agent is told");
      const customer = await visitor({ viewport: NARROW });
      assert.equal((await customer.goto(address)).status(), 200);
      await fits(customer);
    },
  },
  ...LANGUAGES.map((lang) => ({
    name: `a line is cancelled from its row to the dead link, read in ${lang}`,
    async run({ demo, visitor }) {
      const page = await person(visitor, demo, "admin_agent", lang);
      const pictures = async (name) => {
        await accessible(page);
        if (lang === "en") await shot(page, name);
      };
      await buy(page);
      await newest(page);
      const link = await enable(page);
      const line = new URL(page.url()).pathname;
      const row = await newest(page);
      await leads(page, () => row.locator('a[href*="software-cancellation"]').click());
      await pictures("software-cancel");
      await leads(page, () => page.locator('form[action$="/report"] button').click());
      assert.equal(await page.locator(".field.wrong").count(), 1, "the number has to be typed");
      await typeNumbers(page);
      await pictures("software-report");
      await page.setViewportSize(NARROW);
      await fits(page);
      await page.setViewportSize(DESKTOP);
      await page.locator('[name^="amount-"]').fill("1");
      await leads(page, () => page.locator('form[action$="/report"] button.primary').click());
      assert.equal(await page.locator(".field.wrong").count(), 2, "another amount, and no reason");
      await page.locator('[name^="amount-"]').fill("320");
      await submit(page);
      await pictures("software-result");
      const refund = await page.locator('a[href*="/refunds/"]').getAttribute("href");
      await approve(visitor, demo, lang, refund);

      const customer = await visitor({ viewport: DESKTOP });
      await customer.goto("/sign-in");
      if (lang !== "en") await chooseLanguage(customer, lang);
      for (const address of [link, `${link}/file`]) assert.equal((await customer.goto(address)).status(), 410);
      await sound(customer);
      if (lang === "en") await shot(customer, "download-page-cancelled");
      await page.goto(line);
      assert.equal(await page.locator('a[download], a[href*="/keys/"]').count(), 0, "nothing to download or to show");
      await pictures("software-cancelled");
      const after = await newest(page);
      assert.equal(await after.locator('a[href*="software-cancellation"]').count(), 0);
      await page.goto(refund);
      await leads(page, () => page.locator('a[href*="/credit-notes/"]').first().click());
      await accessible(page);
    },
  })),
  {
    name: "several lines are cancelled at once without script, each with its result",
    async run({ demo, visitor }) {
      const page = await person(visitor, demo, "admin_agent", "en", { javaScriptEnabled: false });
      await buy(page);
      await buy(page);
      await newest(page);
      for (const place of [0, 1]) await page.locator('input[name="line"]').nth(place).check();
      await leads(page, () => page.locator("#cancel-many button").click());
      assert.equal(await page.locator('label[for^="number-"]').count(), 2, "each order's number is asked for");
      await typeNumbers(page);
      await submit(page);
      assert.equal(await page.locator("tbody tr").count(), 2);
      assert.match(await page.locator(".page-status").innerText(), /2 of 2 requested/);
    },
  },
  {
    name: "a sales agent reads who can cancel and until when, and cannot",
    async run({ demo, visitor }) {
      const page = await person(visitor, demo, "sales_agent");
      const row = await newest(page);
      const cancel = page.locator('a[href*="software-cancellation"]').first();
      assert.equal(await row.count(), 1);
      await leads(page, () => cancel.click());
      const text = await page.locator("main").innerText();
      assert.match(text, /Only an admin agent can cancel software/);
      assert.match(text, /Last moment to cancel: .* 23:59 UTC/);
      assert.equal(await page.locator('form[action$="/report"]').count(), 0);
      await accessible(page);
      const report = page.url().replace("software-cancellation?", "software-cancellation/report?");
      assert.equal((await page.goto(report)).status(), 403);
    },
  },
];
