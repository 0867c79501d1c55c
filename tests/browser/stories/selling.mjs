// Comparing, buying again, saved views and the switcher, with script and without. Features rows 5, 9, 34.
import assert from "node:assert/strict";
import { accessible, fits } from "../support/checks.mjs";
import { DESKTOP, NARROW, shot, signIn } from "../support/flow.mjs";
import { customerOf, fromReservations, toCatalog } from "../support/buying.mjs";
import { leads, mouse } from "../support/hands.mjs";

const CUSTOMER = "Blue Harbor Foods";

async function visit(visitor, demo, options) {
  const page = await visitor({ viewport: DESKTOP, ...options });
  await signIn(page, demo, "sales_agent", "Northwind Cloud");
  return page;
}

/// Ticks the first box of the results of a search, and stays on the page.
async function pick(page, text) {
  await page.locator("#q").fill(text);
  await leads(page, () => page.locator(".catalog-search button").click());
  const before = page.url();
  await page.locator('.result [name="compare"]').first().check();
  assert.equal(page.url(), before, "ticking a box does not leave the page");
}

async function compare(page) {
  await fromReservations(page, mouse, CUSTOMER);
  await toCatalog(page, mouse);
  await pick(page, "d4s v3 westus 1y");
  await pick(page, "d4s v3 westus 3y");
  await leads(page, () => page.locator(".compare-bar button").click());
  assert.equal(await page.locator("thead th").count(), 2, "both that were chosen, from two searches");
  const shared = page.url();
  await page.goto(shared);
  assert.equal(await page.locator("thead th").count(), 2, "the address is the comparison");
}

export default [
  {
    name: "reservations of two searches are compared, and one is put into the cart",
    async run({ demo, visitor }) {
      const page = await visit(visitor, demo);
      await compare(page);
      await accessible(page);
      await shot(page, "compare");
      await leads(page, () => page.locator("tfoot form button").first().click());
      assert.equal(await page.locator(".panel.success").count(), 1);
      await leads(page, () => page.locator('tfoot a[href*="compare"]').first().click());
      assert.equal(await page.locator("thead th").count(), 1, "one was taken away");
      await page.setViewportSize(NARROW);
      await fits(page);
    },
  },
  {
    name: "comparing works without script",
    async run({ demo, visitor }) {
      await compare(await visit(visitor, demo, { javaScriptEnabled: false }));
    },
  },
  {
    name: "an order is bought again and the cart says what changed",
    async run({ demo, visitor }) {
      const page = await visit(visitor, demo);
      await fromReservations(page, mouse, CUSTOMER);
      const customer = customerOf(page);
      await page.goto(`${customer}/orders`);
      await leads(page, () => page.locator("tbody th a").last().click());
      const lines = await page.locator(".table.stack tbody tr").count();
      await leads(page, () => page.locator('form[action$="/cart/again"] button').click());
      assert.equal(new URL(page.url()).pathname, `${customer}/cart`);
      assert.equal(await page.locator(".panel .panel-title").count(), 1, "it says where the lines are from");
      assert.ok((await page.locator(".lines > li").count()) >= lines);
      await accessible(page);
      await shot(page, "bought-again");
    },
  },
  {
    name: "a view of each list is saved, kept and deleted",
    async run({ demo, visitor }) {
      const page = await visit(visitor, demo);
      for (const address of ["/customers?q=blue", "/orders?status=completed", "/reservations?term=P3Y", "/catalog?term=P3Y&q=d4s"]) {
        await page.goto(address);
        await page.locator(".saved-views summary").click();
        await page.locator("#view-name").fill("Mine");
        await leads(page, () => page.locator(".saved-views-form button").click());
        const list = new URL(page.url()).pathname;
        await page.goto(list);
        await leads(page, () => page.locator(".saved-views a", { hasText: "Mine" }).click());
        assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, address);
        assert.equal(await page.locator(".saved-views [aria-current]").innerText(), "Mine");
        await accessible(page);
        if (list === "/orders") await shot(page, "saved-view");
        await page.locator(".saved-views summary").click();
        await leads(page, () => page.locator('.saved-views form[action$="/removal"] button').click());
        assert.equal(await page.locator(".saved-views").count(), 0);
      }
    },
  },
  {
    name: "the switcher leads to the same section of another customer",
    async run({ demo, visitor }) {
      const page = await visit(visitor, demo);
      await fromReservations(page, mouse, CUSTOMER);
      const first = customerOf(page);
      await page.goto(`${first}/orders`);
      await page.locator(".section-switch summary").click();
      await page.locator("#switch-search").fill("cascade");
      await leads(page, () => page.keyboard.press("Enter"));
      assert.notEqual(customerOf(page), first);
      assert.match(page.url(), /\/orders$/);
      await page.locator(".section-switch summary").click();
      await accessible(page);
      await leads(page, () => page.locator(`.section-switch a[href="${first}/orders"]`).click());
      assert.equal(customerOf(page), first);
    },
  },
];
