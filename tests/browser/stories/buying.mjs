// From the customer list to a reservation that was bought, as every kind of person does it. S-24 to S-41.
import assert from "node:assert/strict";
import { DESKTOP, account, chooseLanguage, signIn } from "../support/flow.mjs";
import { buy, customerOf, fillCart, fromCustomerList, fromReservations, ordersOf, review, toCatalog } from "../support/buying.mjs";
import { keyboard, leads, mouse } from "../support/hands.mjs";

const NORTHWIND = "Northwind Cloud";
const HANBIT = "한빛 유통";

export default [
  {
    name: "bought from the customer list, once, and found again everywhere",
    async run({ demo, visitor }) {
      const page = await visitor({ viewport: DESKTOP, permissions: ["clipboard-read", "clipboard-write"] });
      await signIn(page, demo, "sales_agent", NORTHWIND);
      await fromCustomerList(page, mouse, "Cascade Medical Group");
      const customer = customerOf(page);
      const before = await ordersOf(page, customer);
      await page.goto(`${customer}/products`);
      await bought(page, mouse);
      const confirmation = page.url();
      const numbers = (await ordersOf(page, customer)).filter((number) => !before.includes(number));
      assert.equal(numbers.length, 2, "an order for each billing plan");
      await page.goto(confirmation);
      const text = await page.locator(".main").innerText();
      for (const number of numbers) assert.ok(text.includes(number), `the confirmation names ${number}`);
      await page.reload();
      await leads(page, () => page.locator(`.main a.primary[href="${customer}/orders"]`).click());
      assert.equal((await ordersOf(page, customer)).length, before.length + 2, "nothing is bought by reloading");
      await leads(page, () => page.locator("tbody th a", { hasText: numbers[0] }).click());
      const reservation = await page.locator('tbody a[href*="/reservations/"]').first().getAttribute("href");
      await leads(page, () => page.locator('.main a[href$="/print"]').first().click());
      assert.ok((await page.locator("body").innerText()).includes(numbers[0]));
      await page.goto(`${customer}/reservations`);
      await leads(page, () => page.locator(`a[href="${reservation}"]`).first().click());
      for (const button of (await page.locator("dl button[data-copy]").all()).slice(0, 2)) {
        await button.click();
        const id = await button.getAttribute("data-copy");
        assert.equal(await page.evaluate(() => navigator.clipboard.readText()), id);
      }
      assert.equal(await page.locator("dl button[data-copy]").count(), 2, "both IDs can be copied");
      await page.locator("#live:not(:empty)").waitFor({ state: "attached" });
    },
  },
  {
    name: "bought from the customer's reservations",
    async run({ demo, visitor }) {
      const page = await visitor({ viewport: DESKTOP });
      await signIn(page, demo, "sales_agent", NORTHWIND);
      await fromReservations(page, mouse, "Blue Harbor Foods");
      await bought(page, mouse);
    },
  },
  ...[
    ["without script", { javaScriptEnabled: false }, mouse, "en", "Straits Logistics Pte Ltd"],
    ["by the keyboard alone", {}, keyboard, "en", "Open Rivers Foundation"],
    ["in Korean", {}, mouse, "ko", "Mekong Textiles"],
    ["in Chinese", {}, mouse, "zh-TW", "九龍貿易"],
  ].map(([how, options, hand, lang, customer]) => ({
    name: `bought ${how}`,
    async run({ demo, visitor }) {
      const page = await visitor({ viewport: DESKTOP, ...options });
      await signIn(page, demo, "sales_agent", NORTHWIND);
      await chooseLanguage(page, lang);
      await fromCustomerList(page, hand, customer);
      await bought(page, hand);
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
      const confirmation = page.url();
      await leads(page, () => hand.press(page.locator(".main a.primary[href$='/orders']")));
      const orders = await page.locator("tbody tr").count();
      await page.goto(confirmation);
      assert.equal((await ordersOf(page, customerOf(page))).length, orders, "nothing is bought by reloading");
    },
  })),
  {
    name: "a provider names the reseller, who sees the order as nobody else does",
    async run({ demo, visitor }) {
      const page = await visitor({ viewport: DESKTOP });
      await signIn(page, demo, "sales_agent", HANBIT);
      await fromCustomerList(page, mouse, "다온 게임즈 아메리카");
      await toCatalog(page, mouse);
      await fillCart(page, mouse);
      await review(page, mouse);
      await page.locator("#reseller").selectOption("");
      await page.locator("#purchase_order").fill("PO-2026-11");
      const [answer] = await Promise.all([
        page.waitForResponse((it) => it.request().method() === "POST"),
        page.locator(".buy button.primary").click(),
      ]);
      assert.equal(answer.status(), 422);
      await page.locator(".error-summary:focus").waitFor();
      await page.locator('.error-summary a[href="#reseller"]').click();
      assert.equal(await page.evaluate(() => document.activeElement.id), "reseller");
      assert.equal(await page.locator("#purchase_order").inputValue(), "PO-2026-11");
      const reseller = account(demo, "sales_agent", "새벽파트너스");
      await page.locator("#reseller").selectOption({ label: reseller.organization });
      await buy(page, mouse);
      const order = new URL(page.url()).pathname.replace(/\/confirmation$/, "");
      for (const [organization, status] of [["새벽파트너스", 200], ["玉山雲端", 404], [NORTHWIND, 404]]) {
        const other = await visitor();
        await signIn(other, demo, "sales_agent", organization);
        assert.equal((await other.goto(order)).status(), status, organization);
      }
    },
  },
  ...["미래 전자", "台北光學"].map((customer) => ({
    name: `${customer} cannot be sold reservations`,
    async run({ demo, visitor }) {
      const page = await visitor({ viewport: DESKTOP });
      await signIn(page, demo, "sales_agent", NORTHWIND);
      await fromCustomerList(page, mouse, "Blue Harbor Foods");
      await toCatalog(page, mouse);
      const sku = await page.locator('[name="sku"]').first().inputValue();
      await fromCustomerList(page, mouse, customer);
      const closed = customerOf(page);
      assert.ok(await page.locator(".main .panel.warning").isVisible(), "the rule is told");
      assert.equal(await page.locator('.main a[href$="/products/reservations"]').count(), 0);
      await page.goto(`${closed}/subscriptions`);
      const path = await page.locator(`.main a[href*="${closed}/subscriptions/"]:not([href$="/new"])`).first().getAttribute("href");
      const form = { csrf: await page.locator('[name="csrf"]').first().inputValue(), sku, subscription: path.split("/").pop(), quantity: "1" };
      const answer = await page.request.post(`${closed}/cart`, { form, headers: { origin: demo.origin }, maxRedirects: 0 });
      assert.equal(answer.status(), 422);
      assert.match(await answer.text(), /data-code="/);
      assert.deepEqual(await ordersOf(page, closed), []);
    },
  })),
];

/// From the list of products to the confirmation.
async function bought(page, hand) {
  await toCatalog(page, hand);
  await fillCart(page, hand);
  await review(page, hand);
  await buy(page, hand);
}
