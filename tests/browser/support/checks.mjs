// What every page must be. Quality U-1 to U-5.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import assert from "node:assert/strict";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const validator = new HtmlValidate(
  new StaticConfigLoader({
    extends: ["html-validate:recommended"],
    rules: {
      // How white space and closing slashes look is the templates' business.
      "no-trailing-whitespace": "off",
      // A title names page, customer and product; names may be long.
      "long-title": "off",
      // Boxes of one question share a name, as radio buttons do.
      "form-dup-name": ["error", { shared: ["radio", "checkbox", "button", "reset", "submit"] }],
    },
  }),
);

/// Fails with a line for each fault.
export function none(faults, where) {
  if (faults.length > 0) throw new Error(`${where}:\n  ${faults.join("\n  ")}`);
}

/// U-1: nothing that axe finds, of any impact.
export async function accessible(page) {
  // The page's policy keeps foreign scripts out, so axe is evaluated by the browser's own tools.
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      rules: { "target-size": { enabled: true } },
    });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join("\n  ")}`);
  });
  none(violations, `${page.url()} at ${page.viewportSize().width} px`);
}

/// U-2: valid HTML.
export async function valid(html, where) {
  const report = await validator.validateString(html);
  const messages = report.results.flatMap(({ messages }) => messages);
  none(messages.map(({ line, ruleId, message }) => `${line}: ${ruleId}: ${message}`), where);
}

/// U-5: the page itself never scrolls sideways.
export async function fits(page) {
  const { wide, room, widest } = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    const isOver = (it) => it.getBoundingClientRect().right > room && !it.closest(".table-scroll > *");
    const over = [...document.querySelectorAll("body *")].filter(isOver);
    return { wide: document.documentElement.scrollWidth, room, widest: over.slice(0, 3).map((it) => it.outerHTML.slice(0, 80).replace(/\s+/g, " ")) };
  });
  assert.ok(wide <= room, `${page.url()} is ${wide} px wide in ${room} px: ${widest.join(" | ")}`);
}

/// U-3: one heading, one main part, a language, and a way past the navigation first in the tab order.
export async function framed(page) {
  assert.equal(await page.locator("h1").count(), 1, `${page.url()}: h1`);
  assert.equal(await page.locator("main").count(), 1, `${page.url()}: main`);
  assert.ok(await page.locator("html").getAttribute("lang"), `${page.url()}: lang`);
  assert.ok(await page.title(), `${page.url()}: title`);
}
