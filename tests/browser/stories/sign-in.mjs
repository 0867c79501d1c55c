// Signing in, languages, signing out; with and without script, by keyboard alone.
import assert from "node:assert/strict";
import { accessible, fits, framed, valid } from "../support/checks.mjs";
import { DESKTOP, NARROW, account, chooseLanguage, shot, signIn, signOut } from "../support/flow.mjs";

const HEADINGS = { en: "Sign in", ko: "로그인", "zh-TW": "登入" };

export default [
  {
    name: "a person signs in, reads in three languages and signs out",
    async run({ demo, visitor }) {
      const page = await visitor();
      await signIn(page, demo, "sales_agent");
      for (const lang of ["ko", "zh-TW", "en"]) {
        await chooseLanguage(page, lang);
        assert.equal(await page.locator("html").getAttribute("lang"), lang);
      }
      await signOut(page);
      await page.goto("/account");
      assert.equal(new URL(page.url()).pathname, "/sign-in");
    },
  },
  {
    name: "the sign-in page speaks the browser's language",
    async run({ visitor }) {
      for (const [lang, heading] of Object.entries(HEADINGS)) {
        const page = await visitor({ locale: lang });
        await page.goto("/sign-in");
        assert.equal(await page.locator("h1").innerText(), heading);
      }
    },
  },
  {
    name: "it works without script",
    async run({ demo, visitor }) {
      const page = await visitor({ javaScriptEnabled: false });
      await signIn(page, demo, "sales_agent");
      await chooseLanguage(page, "ko");
      assert.equal(await page.locator("html").getAttribute("lang"), "ko");
      await signOut(page);
    },
  },
  {
    name: "it works with the keyboard alone, and the way past the navigation comes first",
    async run({ demo, visitor }) {
      const page = await visitor();
      const { email, password } = account(demo, "sales_agent");
      await page.goto("/sign-in");
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#main");
      await tabTo(page, "#email");
      await page.keyboard.type(email);
      await tabTo(page, "#password");
      await page.keyboard.type(password);
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.pathname !== "/sign-in");
    },
  },
  {
    name: "a wrong password is told above the form, and what was typed stays",
    async run({ visitor }) {
      const page = await visitor();
      await page.goto("/sign-in");
      await page.locator("#email").fill("nobody@example.com");
      await page.locator("#password").fill("not it at all");
      const [answer] = await Promise.all([page.waitForResponse("/sign-in"), page.keyboard.press("Enter")]);
      assert.equal(answer.status(), 422);
      await page.locator(".error-summary a").first().click();
      assert.equal(await page.evaluate(() => document.activeElement.id), "email");
      assert.equal(await page.locator("#email").inputValue(), "nobody@example.com");
      assert.match(await page.title(), /^Error: /);
      await accessible(page);
    },
  },
  {
    name: "the sign-in page is accessible and valid, wide and narrow",
    async run({ visitor }) {
      const page = await visitor();
      const answer = await page.goto("/sign-in");
      await valid(await answer.text(), page.url());
      await framed(page);
      for (const size of [DESKTOP, NARROW]) {
        await page.setViewportSize(size);
        await accessible(page);
        await fits(page);
      }
      await page.setViewportSize(DESKTOP);
      await shot(page, "sign-in");
    },
  },
];

/// Presses Tab until the element has the focus, as somebody without a mouse does.
async function tabTo(page, selector) {
  for (let stop = 0; stop < 60; stop += 1) {
    if (await page.locator(selector).evaluate((it) => it === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reaches ${selector}`);
}
