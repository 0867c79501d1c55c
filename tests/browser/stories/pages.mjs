// Every page that can be reached by links, once for each kind of address. Quality U-1 to U-5.
import assert from "node:assert/strict";
import { accessible, fits, framed, none, valid } from "../support/checks.mjs";
import { DESKTOP, LANGUAGES, NARROW, chooseLanguage, signIn } from "../support/flow.mjs";

const ROLES = ["admin_agent", "global_admin", "customer_user"];

export default ROLES.flatMap((role) => [
  {
    name: `every page of a ${role} is accessible, valid and fits`,
    async run({ demo, visitor }) {
      const page = await visitor({ viewport: DESKTOP });
      const errors = [];
      page.on("pageerror", (error) => errors.push(`${page.url()}: ${error}`));
      // A page that is missing is told below; everything else that the console complains about counts.
      page.on("console", (message) => {
        const isTold = message.type() !== "error" || message.location().url === page.url();
        if (!isTold) errors.push(`${page.url()}: ${message.text()}`);
      });
      await signIn(page, demo, role);
      const faults = [];
      for (const address of await reachable(page)) {
        await page.setViewportSize(DESKTOP);
        const answer = await page.goto(address);
        const look = async (check) => check().catch((fault) => faults.push(fault.message));
        await look(async () => assert.equal(answer.status(), 200, address));
        await look(async () => valid(await answer.text(), address));
        await look(() => framed(page));
        for (const size of [DESKTOP, NARROW]) {
          await page.setViewportSize(size);
          await look(() => accessible(page));
          await look(() => fits(page));
        }
      }
      none([...faults, ...errors], role);
    },
  },
  {
    name: `no page of a ${role} scrolls sideways in any language`,
    async run({ demo, visitor }) {
      const page = await visitor({ viewport: NARROW });
      await signIn(page, demo, role);
      const addresses = await reachable(page);
      const faults = [];
      const [start] = addresses;
      for (const lang of LANGUAGES) {
        // The last address may be the developers' reference, which is English and has no choice of languages.
        await page.goto(start);
        await chooseLanguage(page, lang);
        for (const address of addresses) {
          await page.goto(address);
          await fits(page).catch((fault) => faults.push(`${lang}: ${fault.message}`));
        }
      }
      none(faults, role);
    },
  },
]);

/// Addresses found by following links from the start: one for each kind, ids and queries aside.
async function reachable(page) {
  const kind = (address) => address.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "{id}").replace(/sizes\/[^/]+/, "sizes/{size}");
  const start = new URL(page.url());
  const found = new Map([[kind(start), start.pathname]]);
  for (const address of found.values()) {
    const answer = await page.goto(address);
    if (!answer.headers()["content-type"]?.startsWith("text/html")) {
      found.delete(kind(new URL(address, start)));
      continue;
    }
    const links = await page.locator("a[href]:not([download])").evaluateAll((all) => all.map(({ href }) => href));
    for (const link of links.map((href) => new URL(href, start))) {
      const isPage = link.origin === start.origin && !/(\/export|\.csv)$/.test(link.pathname);
      // These two are pages of what was chosen, and nothing without it.
      const chosen = /\/(statement|software-cancellation)$/.test(link.pathname) ? link.search : "";
      if (isPage && !found.has(kind(link))) found.set(kind(link), link.pathname + chosen);
    }
  }
  return [...found.values()];
}
