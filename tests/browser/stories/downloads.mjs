// Select product, Downloads and keys, the page behind a link, a key shown with a reason. S-86 to S-93, C10.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { accessible, fits, valid } from "../support/checks.mjs";
import { DESKTOP, NARROW, chooseLanguage, shot, signIn } from "../support/flow.mjs";
import { leads } from "../support/hands.mjs";

const CUSTOMER = "Blue Harbor Foods";

async function agent(visitor, demo, options) {
  const page = await visitor({ viewport: DESKTOP, ...options });
  await signIn(page, demo, "admin_agent", "Northwind Cloud");
  return page;
}

/// To the customer's software, and there to its first line.
async function toSoftware(page, shoots) {
  await page.goto(`/customers?q=${encodeURIComponent(CUSTOMER)}`);
  const customer = await page.locator("tbody th a").first().getAttribute("href");
  await page.goto(`${customer}/software`);
  await leads(page, () => page.locator('.result a[href*="/software/"]').first().click());
  await page.locator("#version").selectOption("2022");
  await page.locator("#language").selectOption("English");
  await leads(page, () => page.locator("main form[method=get] button").click());
  if (shoots) {
    await sound(page);
    await shot(page, "select-product");
  }
  await leads(page, () => page.locator("form:has([name=media]) button").first().click());
  assert.match(new URL(page.url()).pathname, /\/downloads$/);
}

async function sound(page) {
  await accessible(page);
  await valid(await (await page.request.get(page.url())).text(), page.url());
}

async function link(page) {
  return new URL(await page.locator("code", { hasText: "/downloads/" }).first().innerText()).pathname;
}

export default [
  {
    name: "a product is selected, its link is sent and the customer downloads it",
    async run({ demo, visitor }) {
      const page = await agent(visitor, demo);
      await toSoftware(page, true);
      await sound(page);
      await shot(page, "downloads-and-keys");
      const address = await link(page);
      const customer = await visitor({ viewport: DESKTOP });
      await customer.goto(address);
      await sound(customer);
      for (const [lang, words] of [["ko", "소프트웨어 다운로드"], ["zh-TW", "下載您的軟體"], ["en", "Download your software"]]) {
        await chooseLanguage(customer, lang);
        assert.equal(await customer.locator("h1").innerText(), words);
      }
      await shot(customer, "download-page");
      const [download] = await Promise.all([customer.waitForEvent("download"), customer.locator("a[download]").click()]);
      assert.equal(download.suggestedFilename(), "windows-server-2022-English.iso.txt");
      const content = await readFile(await download.path(), "utf8");
      assert.match(content, /stands for Windows Server 2022/);
      await customer.reload();
      assert.match(await customer.locator("main").innerText(), /49 of 50 downloads left/);
      await customer.setViewportSize(NARROW);
      await fits(customer);
      await page.setViewportSize(NARROW);
      await fits(page);
    },
  },
  {
    name: "a key is shown for a reason, and the log says who saw it",
    async run({ demo, visitor }) {
      const page = await agent(visitor, demo);
      await toSoftware(page, false);
      await leads(page, () => page.locator('a[href*="/keys/"]').first().click());
      await leads(page, () => page.locator("main form button").click());
      assert.equal(await page.locator(".wrong").count(), 2, "for whom and why are asked for");
      await accessible(page);
      await shot(page, "key-reason");
      await page.locator("#recipient").fill("Kim Minji");
      await page.locator("#reason").fill("Setup of the server");
      await leads(page, () => page.locator("main form button").click());
      assert.match(await page.locator("main").innerText(), /DEMO1-LANTE-RNHAR-BOUR2-0220\d/);
      await accessible(page);
      await leads(page, () => page.locator("main a.button.primary").click());
      const text = await page.locator("main").innerText();
      assert.match(text, /Kim Minji/);
      assert.doesNotMatch(text, /DEMO1-LANTE/);
    },
  },
  {
    name: "selecting, enabling and showing work without script",
    async run({ demo, visitor }) {
      const page = await agent(visitor, demo, { javaScriptEnabled: false });
      await toSoftware(page, false);
      await page.goto(await link(page));
      assert.equal(await page.locator("a[download]").count(), 1);
    },
  },
];
