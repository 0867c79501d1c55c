// A refund and an exchange from the quote to the desk's decision, in three languages, with script and
// without, and a role that may not. S-55, S-56, P-14, O-5, C3.
import assert from "node:assert/strict";
import { accessible, fits } from "../support/checks.mjs";
import { DESKTOP, LANGUAGES, NARROW, chooseLanguage, shot, signIn } from "../support/flow.mjs";
import { customerOf } from "../support/buying.mjs";
import { leads } from "../support/hands.mjs";

const CUSTOMER = "Blue Harbor Foods";

/// An admin agent on the list of the customer's reservations, reading this language.
async function agent(visitor, demo, lang, options = {}) {
  const page = await visitor({ viewport: DESKTOP, ...options });
  await signIn(page, demo, "admin_agent", "Northwind Cloud");
  await chooseLanguage(page, lang);
  await page.goto(`/customers?q=${encodeURIComponent(CUSTOMER)}`);
  await leads(page, () => page.locator("th a", { hasText: CUSTOMER }).click());
  await page.goto(`${customerOf(page)}/reservations`);
  return page;
}

/// The addresses of the reservations that can still be returned.
async function refundable(page) {
  const all = await page.locator("tbody th a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const live = [];
  for (const href of all) {
    await page.goto(`${href}/refund`);
    if ((await page.locator('select[name="reason"]').count()) > 0) live.push(href);
    if (live.length === 2) return live;
  }
  return live;
}

/// Somebody at the desk who approves the case and sees it posted.
async function approve(visitor, demo, lang, href) {
  const page = await visitor({ viewport: DESKTOP });
  await signIn(page, demo, "desk_agent");
  await chooseLanguage(page, lang);
  await page.goto(`/desk/cases/${href.split("/").pop()}`);
  await accessible(page);
  await leads(page, () => page.locator('form[action$="/approval"] button').click());
  assert.equal(await page.locator('form[action$="/approval"]').count(), 0, "it is decided");
  return page;
}

/// Asks for what the page quotes; the address of the case.
async function ask(page) {
  await page.locator('select[name="reason"]').selectOption({ index: 2 });
  await leads(page, () => page.locator('form[method="post"]:has(select[name="reason"]) button.primary').click());
  assert.match(page.url(), /\/refunds\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

export default [
  ...LANGUAGES.map((lang) => ({
    name: `a refund and an exchange are requested and approved, read in ${lang}`,
    async run({ demo, visitor }) {
      const page = await agent(visitor, demo, lang);
      const [first, second] = await refundable(page);
      await page.goto(`${first}/refund?quantity=1&used=yes`);
      await accessible(page);
      if (lang === "en") await shot(page, "refund-quote");
      const refund = await ask(page);
      await approve(visitor, demo, lang, refund);
      await page.goto(refund);
      assert.equal(await page.locator(".badge.warning").count(), 2, "both money legs are open");

      await page.goto(`${second}/exchange`);
      await leads(page, () => page.locator('button[name="add"]').first().click());
      assert.ok(page.url().includes("sku-0="), "what was added stands in the address");
      const kept = page.url();
      await page.locator('[name="quantity-0"]').fill("60");
      await leads(page, () => page.locator('[name="quantity-0"]').press("Enter"));
      assert.equal(await page.locator('[name="quantity-0"]').inputValue(), "60", "Enter updates and removes nothing");
      await accessible(page);
      await Promise.all([page.waitForURL(kept), page.goBack()]);
      assert.equal(await page.locator('[name="quantity-0"]').inputValue(), "1", "back loses nothing");
      await Promise.all([page.waitForURL((url) => url.search.includes("quantity-0=60")), page.goForward()]);
      if (lang === "en") await shot(page, "exchange-builder");
      const exchange = await ask(page);
      const desk = await approve(visitor, demo, lang, exchange);
      if (lang === "en") await shot(desk, "desk-exchange");
      await page.goto(exchange);
      await leads(page, () => page.locator('dl.facts a[href*="/orders/"]').first().click());
      assert.equal(await page.locator("h1").count(), 1, "the new order has its page");
      await page.setViewportSize(NARROW);
      await page.goto(`${second}/exchange`);
      await fits(page);
    },
  })),
  {
    name: "an exchange that is too small is repaired by a click, without script",
    async run({ demo, visitor }) {
      const page = await agent(visitor, demo, "en", { javaScriptEnabled: false });
      const [first] = await refundable(page);
      await page.goto(`${first}/exchange`);
      await leads(page, () => page.locator('button[name="add"]').first().click());
      if ((await page.getByText("ExchangeTotalTooSmall").count()) > 0) {
        await leads(page, () => page.locator(".panel.danger a.button").first().click());
      }
      assert.equal(await page.locator('select[name="reason"]').count(), 1, "it passes and can be requested");
    },
  },
  {
    name: "a billing admin sees neither the quote nor the builder",
    async run({ demo, visitor }) {
      const page = await agent(visitor, demo, "en");
      const href = await page.locator("tbody th a").first().getAttribute("href");
      const other = await visitor({ viewport: DESKTOP });
      await signIn(other, demo, "billing_admin", "Northwind Cloud");
      for (const part of ["refund", "exchange"]) {
        const answer = await other.goto(`${href}/${part}`);
        assert.equal(answer.status(), 403);
      }
    },
  },
];
