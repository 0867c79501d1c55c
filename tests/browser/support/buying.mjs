// The way from the customer list to a reservation, the same for every hand and language: by addresses,
// names of fields and data, never by the words of one language.
import assert from "node:assert/strict";
import { leads } from "./hands.mjs";

const SIZE = "D4s v3";
const TEXT = `${SIZE} westus`;
const UUID = "[0-9a-f]{8}-[0-9a-f-]{27}";

/// S-24: search among the customers, open the row, Add products. Ends on the list of products.
export async function fromCustomerList(page, hand, customer) {
  await leads(page, () => hand.press(page.locator('.side a[href="/customers"]').first()));
  await hand.type(page.locator("#q"), customer);
  await leads(page, () => page.keyboard.press("Enter"));
  const row = page.locator("tr", { has: page.locator("th a", { hasText: customer }) });
  assert.equal(await row.count(), 1, `${customer} is found once`);
  await hand.press(row.locator(".row-toggle summary"));
  await leads(page, () => hand.press(row.locator('xpath=following-sibling::tr[1]//a[contains(@href, "/products")]')));
}

/// S-26: the customer's page, its reservations, Add products. Ends on the list of products.
export async function fromReservations(page, hand, customer) {
  await page.goto(`/customers?q=${encodeURIComponent(customer)}`);
  await leads(page, () => hand.press(page.locator("th a", { hasText: customer })));
  await leads(page, () => hand.press(page.locator(`.side a[href="${customerOf(page)}/reservations"]`)));
  await leads(page, () => hand.press(page.locator('.main a[href$="/products"]').first()));
}

/// From the list of products to the catalog for the first subscription that can be used.
export async function toCatalog(page, hand) {
  await leads(page, () => hand.press(page.locator('.main a[href$="/products/reservations"]')));
  await leads(page, () => hand.press(page.locator('.result-act a[href*="/products/reservations/"]').first()));
  assert.match(page.url(), new RegExp(`/customers/${UUID}/products/reservations/${UUID}$`));
}

/// Looks for the size and puts it into the cart for one year and for three.
export async function fillCart(page, hand) {
  await hand.type(page.locator("#q"), TEXT);
  await leads(page, () => page.keyboard.press("Enter"));
  assert.equal(address(page).get("q"), TEXT);
  await addFirst(page, hand, "2");
  await chooseTerm(page, hand, "P3Y");
  await addFirst(page, hand, "1");
  assert.equal(address(page).get("term"), "P3Y", "the catalog stays as it was");
  assert.equal(address(page).get("q"), TEXT, "the text stays as it was");
}

async function addFirst(page, hand, quantity) {
  assert.match(await page.locator(".result-name").first().innerText(), new RegExp(SIZE));
  const form = page.locator(".result-act").first();
  await hand.type(form.locator('[name="quantity"]'), quantity);
  await leads(page, () => hand.press(form.locator("button")));
}

/// The list follows the choice at once with script, and the button without.
async function chooseTerm(page, hand, term) {
  const choose = () => hand.choose(page.locator(`#term-${term}`));
  if (await page.evaluate(() => matchMedia("(scripting: enabled)").matches)) {
    await leads(page, choose);
  } else {
    await choose();
    await leads(page, () => hand.press(page.locator("#catalog-filters button[type=submit]")));
  }
  assert.equal(address(page).get("term"), term);
  assert.equal(address(page).get("q"), TEXT, "the text stays");
}

/// From the catalog to the review: one line with another quantity and one subscription as its scope, the
/// other paid monthly.
export async function review(page, hand) {
  await leads(page, () => hand.press(page.locator('.cart-mini a[href$="/cart/review"]')));
  const field = (line, name) => page.locator(`#line-${line} [name^="${name}"]`);
  const chosen = [field(1, "scope-").and(page.locator('[value="single"]')), field(2, "plan-").and(page.locator('[value="monthly"]'))];
  await hand.type(field(1, "quantity-"), "3");
  for (const choice of chosen) await hand.choose(choice);
  await leads(page, () => hand.press(page.locator('button[value="update"]:not([aria-hidden])')));
  assert.equal(await field(1, "quantity-").inputValue(), "3");
  for (const choice of chosen) assert.ok(await choice.isChecked(), `${choice} is kept`);
  assert.equal(await page.locator("#line-2 tbody tr").count(), 36, "one payment a month");
}

/// Presses Buy, which names the amount, and ends on the confirmation.
export async function buy(page, hand) {
  const button = page.locator(".buy button.primary");
  const label = await button.innerText();
  const amounts = await page.locator(".buy .figures dd").allInnerTexts();
  assert.ok(amounts.length > 0);
  for (const amount of amounts) assert.ok(label.includes(amount), `"${label}" names ${amount}`);
  await leads(page, () => hand.press(button));
  assert.match(page.url(), /\/confirmation$/);
}

/// The numbers of the orders in the customer's history.
export async function ordersOf(page, customer) {
  await page.goto(`${customer}/orders`);
  return page.locator("tbody th a").allInnerTexts();
}

/// The address of the customer whose page this is.
export function customerOf(page) {
  return new URL(page.url()).pathname.match(new RegExp(`^/customers/${UUID}`))[0];
}

function address(page) {
  return new URL(page.url()).searchParams;
}
