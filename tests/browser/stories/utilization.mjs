// What was used, what it saved, why not more, and what to buy: partner and customer in three languages.
// Rules R-SZ-1 to R-SZ-10, O-21, O-22; features rows 44 to 56.
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

/// The page as it stands, with everything unfolded, is accessible, valid and fits, in every language.
async function sound(page, name) {
  const answer = await page.request.get(page.url());
  await valid(await answer.text(), page.url());
  for (const lang of LANGUAGES) {
    await chooseLanguage(page, lang);
    await page.evaluate(() => document.querySelectorAll("main details").forEach((it) => it.setAttribute("open", "")));
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

const follow = (page, selector) => leads(page, () => page.locator(selector).first().click());

/// Opens a customer's utilization from the portfolio.
async function toUtilization(page, customer = CUSTOMER) {
  await page.goto("/utilization");
  await leads(page, () => page.locator("main table").first().locator("th a", { hasText: customer }).click());
  return new URL(page.url()).pathname;
}

/// A table as text, cell by cell.
const cells = (page) =>
  page.locator("main table").first().locator("tbody tr, tfoot tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));

export default [
  {
    name: "from the portfolio by a week to the reasons, and by a remedy to its form",
    async run({ demo, visitor }) {
      const page = await visit(visitor, demo, "admin_agent", NORTHWIND);
      await page.goto("/utilization");
      await sound(page, "portfolio");
      const week = page.locator("#weeks").locator("xpath=ancestor::section").locator("tr", { hasText: CUSTOMER }).locator("td a").last();
      await leads(page, () => week.click());
      assert.match(page.url(), /week=\d{4}-\d\d-\d\d#why$/);
      const shares = await page.locator("#why").locator("xpath=ancestor::section").locator("tbody td:last-child").allInnerTexts();
      const sum = shares.map(parseFloat).reduce((one, other) => one + other, 0);
      assert.equal(Math.round(sum * 10) / 10, 100, "the causes are all of it");
      await sound(page, "utilization-of-a-week");
      await follow(page, 'main a[href$="/remedies"]');
      await sound(page, "remedies");
      const list = page.url();
      await follow(page, 'td a[href*="/configuration?"][href*="scope=shared"]');
      assert.ok(await page.locator("#scope-shared").isChecked(), "the scope is filled in");
      await page.goto(list);
      await follow(page, 'td a[href*="/refund?quantity="]');
      assert.notEqual(await page.locator("#quantity").inputValue(), "");
    },
  },
  {
    name: "a reservation that wants its exact size leads to flexibility, and missing days to the import",
    async run({ demo, visitor }) {
      const page = await visit(visitor, demo, "admin_agent", NORTHWIND);
      await toUtilization(page, "Cascade Medical");
      await follow(page, 'main a[href$="/remedies"]');
      await follow(page, 'td a[href*="/configuration?"][href*="optimise=flexibility"]');
      assert.ok(await page.locator("#optimise-flexibility").isChecked(), "flexibility is filled in");
      await toUtilization(page, "Straits Logistics");
      await follow(page, 'main a[href$="/remedies"]');
      assert.match(await page.locator("main table").innerText(), /Import the usage of \d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d/);
      await follow(page, 'td a[href$="/usage"]');
    },
  },
  {
    name: "savings on the page and in the file are equal to the cent, and every figure has its formula",
    async run({ demo, visitor }) {
      const page = await visit(visitor, demo, "admin_agent", NORTHWIND);
      await toUtilization(page);
      await follow(page, 'main a[href$="/savings"]');
      const shown = await cells(page);
      const file = await (await page.request.get(await page.locator('main a[href*="savings.csv"]').getAttribute("href"))).text();
      const rows = file.trim().split("\n").slice(1).map((line) => line.split(","));
      assert.equal(shown.length, rows.length);
      for (const [at, row] of rows.entries()) {
        const plain = shown[at].slice(1, 8).map((cell) => cell.replace(/[$,]/g, ""));
        assert.deepEqual(plain, row.slice(2, 9).map((cell) => cell.replace(/^'/, "")), row[0]);
      }
      assert.match(await page.locator("#example").innerText(), /5\.30|55\.30|A worked example/);
      const focus = await page.request.get(await page.locator('main a[href*="focus.csv"]').first().getAttribute("href"));
      assert.match(await focus.text(), /^BilledCost,.*CommitmentDiscountStatus/);
      await sound(page, "savings");
    },
  },
  {
    name: "advice is put into the cart, put aside and shown again",
    async run({ demo, visitor }) {
      const page = await visit(visitor, demo, "admin_agent", NORTHWIND);
      const base = (await toUtilization(page, "九龍貿易")).replace(/\/utilization$/, "");
      await follow(page, 'main a[href$="/sizing"]');
      await sound(page, "sizing");
      const card = page.locator("main section", { hasText: "Standard_F8s_v2" }).first();
      await leads(page, () => card.locator('form[action$="/cart"] button').first().click());
      await page.goto(`${base}/cart`);
      assert.match(await page.locator("main").innerText(), /F8s_v2/);

      await page.goto(`${base}/sizing`);
      await card.locator("summary").last().click();
      await card.locator('[name="reason"]').fill("They move in spring");
      await leads(page, () => card.locator('form[action$="/answers"] button').click());
      assert.match(await page.locator("main").innerText(), /They move in spring/);
      assert.equal(await page.locator('form[action$="/cart"]').count(), 0, "it is not advised any more");
      await sound(page, "sizing-aside");
      await leads(page, () => page.locator('form[action$="/withdrawal"] button').click());
      assert.ok((await page.locator('form[action$="/cart"]').count()) > 0, "and then it is again");
    },
  },
  {
    name: "an alert names its customer, tells what is wrong with it, and is removed",
    async run({ demo, visitor }) {
      const page = await visit(visitor, demo, "admin_agent", NORTHWIND);
      await page.goto("/utilization");
      await follow(page, 'main a[href$="/alerts"]');
      const make = () => leads(page, () => page.locator('form[action$="/alerts"] .button.primary').click());
      await page.locator("#threshold").fill("101");
      await make();
      assert.equal(await page.locator(".error-summary li").count(), 2, "a name, and at most 100");
      await page.locator("#name").fill("Half unused");
      await page.locator("#threshold").fill("90");
      await page.locator("#customer").selectOption({ label: CUSTOMER });
      await make();
      assert.match(await page.locator("#own").locator("xpath=ancestor::section").innerText(), /Half unused: below 90%.*Blue Harbor Foods/s);
      await sound(page, "alerts");
      await leads(page, () => page.locator('form[action$="/removal"] button').click());
      assert.equal(await page.locator('form[action$="/removal"]').count(), 0);
    },
  },
  {
    name: "a file is imported, its bad row is told with the reason, and a file of another kind is given up",
    async run({ demo, visitor }) {
      const page = await visit(visitor, demo, "admin_agent", NORTHWIND);
      await page.goto("/usage");
      await sound(page, "usage");
      const send = async (name, text) => {
        await page.goto("/usage");
        await page.locator("#files").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
        await leads(page, () => page.locator('form[action$="/usage"] .button.primary').click());
      };
      const head = "hour_start,subscription_id,resource_group,resource_id,arm_sku_name,region,running_hours,kind\n";
      await send("hours.csv", `${head}yesterday,99ae5ec0-b2e4-48de-b451-d3a74f751887,web,vm-1,Standard_D2s_v3,westus,1,regular\n`);
      assert.match(await page.locator("main").innerText(), /Done/);
      const bad = await page.request.get(await page.locator('a[href$="bad-rows.csv"]').first().getAttribute("href"));
      assert.match(await bad.text(), /hours\.csv,2,/);
      await sound(page, "usage-import");
      await send("other.csv", "a,b\n1,2\n");
      assert.match(await page.locator("main").innerText(), /Failed/);
      await sound(page, "usage-failed");
    },
  },
  {
    name: "the customer sees use, worth and reasons, prints the statement, and never what the partner pays",
    async run({ demo, visitor }) {
      const page = await visit(visitor, demo, "customer_user", CUSTOMER);
      await follow(page, '.side a[href$="/utilization"]');
      assert.equal(await page.locator('main a[href$="/savings"], main a[href$="/remedies"], main a[href$="/sizing"]').count(), 0);
      const words = await page.locator("main").innerText();
      assert.match(words, /used/);
      assert.doesNotMatch(words, /Lost|Effective cost|Net savings/);
      await sound(page, "utilization-of-a-customer");
      const statement = await page.locator('main a[href*="/statement?month="]').first().getAttribute("href");
      await page.goto(statement);
      assert.doesNotMatch(await page.locator("body").innerText(), /Lost|Effective cost|Net savings/);
      await accessible(page);
      const base = statement.replace(/\/utilization\/.*/, "");
      for (const rest of ["/savings", "/savings.csv", "/focus.csv?month=2026-10", "/remedies", "/sizing"]) {
        assert.equal((await page.request.get(base + rest)).status(), 403, rest);
      }
    },
  },
];
