// The pages of buying with something on them, which following links from the start does not reach: in
// light and dark, wide and narrow, and as pictures in every language. Quality U-1 to U-5.
import assert from "node:assert/strict";
import { accessible, fits, framed, valid } from "../support/checks.mjs";
import { DESKTOP, NARROW, shot, signIn } from "../support/flow.mjs";
import { buy, customerOf, fillCart, fromCustomerList, review, toCatalog } from "../support/buying.mjs";
import { mouse } from "../support/hands.mjs";

export default [
  {
    name: "every page of a purchase is accessible, valid and fits",
    async run({ demo, visitor }) {
      const page = await visitor({ viewport: DESKTOP });
      await signIn(page, demo, "sales_agent", "한빛 유통");
      await fromCustomerList(page, mouse, "한바다 해운 싱가포르");
      const customer = customerOf(page);
      const faults = [];
      const look = (name, address) => lookAt(page, name, address, faults);
      await look("products", `${customer}/products`);
      await look("choose-subscription", `${customer}/products/reservations`);
      await page.goto(`${customer}/products`);
      await toCatalog(page, mouse);
      const catalog = page.url();
      await fillCart(page, mouse);
      await look("catalog-with-cart", `${catalog}?q=d4s`);
      await look("catalog-nothing-found", `${catalog}?q=zzzz`);
      await look("cart", `${customer}/cart`);
      await page.goto(catalog);
      await review(page, mouse);
      await look("review", `${customer}/cart/review`);
      await page.locator("#reseller").selectOption({ index: 1 });
      await buy(page, mouse);
      const confirmation = new URL(page.url()).pathname;
      await look("confirmation", confirmation);
      const order = confirmation.replace(/\/confirmation$/, "");
      await look("order", order);
      await look("print", `${order}/print`);
      await page.goto(order);
      await look("reservation", await page.locator('tbody a[href*="/reservations/"]').first().getAttribute("href"));
      await look("orders-of-customer", `${customer}/orders`);
      await look("reservations-of-customer", `${customer}/reservations`);
      assert.deepEqual(faults, []);
    },
  },
  {
    name: "pictures of the other pages",
    async run({ demo, visitor }) {
      const page = await visitor({ viewport: DESKTOP });
      await signIn(page, demo, "admin_agent", "한빛 유통");
      await page.goto("/customers?q=%ED%95%9C%EB%B0%94%EB%8B%A4");
      const customer = await page.locator("th[scope=row] a").first().getAttribute("href");
      await page.goto(`${customer}/subscriptions`);
      const subscription = await page.locator(`.main a[href*="${customer}/subscriptions/"]:not([href$="/new"])`).first().getAttribute("href");
      const pages = {
        customers: "/customers",
        customer,
        subscriptions: `${customer}/subscriptions`,
        subscription,
        "customer-users": `${customer}/users`,
        catalog: "/catalog",
        size: "/catalog/sizes/Standard_D4s_v3",
        orders: "/orders",
        reservations: "/reservations",
        "price-lists": "/price-lists",
        activity: "/activity",
        help: "/help",
        "help-scope": "/help/scope",
        account: "/account",
      };
      for (const [name, address] of Object.entries(pages)) {
        const answer = await page.goto(address);
        assert.equal(answer.status(), 200, address);
        await picture(page, name);
      }
    },
  },
];

async function lookAt(page, name, address, faults) {
  const check = (work) => work().catch((fault) => faults.push(`${name}: ${fault.message}`));
  await page.setViewportSize(DESKTOP);
  const answer = await page.goto(address);
  await check(async () => assert.equal(answer.status(), 200));
  await check(async () => valid(await answer.text(), address));
  await check(() => framed(page));
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const size of [DESKTOP, NARROW]) {
      await page.setViewportSize(size);
      await check(() => accessible(page));
      await check(() => fits(page));
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(DESKTOP);
  await picture(page, name);
}

/// A page without a menu of languages (the one to print) stays in the language that it has.
async function picture(page, name) {
  if ((await page.locator('form[action="/language"]').count()) > 0) await shot(page, name);
}
