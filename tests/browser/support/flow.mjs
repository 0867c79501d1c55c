// What people do, in words.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

export const SCREENSHOTS = fileURLToPath(new URL("../screenshots", import.meta.url));
export const LANGUAGES = ["en", "ko", "zh-TW"];
export const DESKTOP = { width: 1440, height: 900 };
export const NARROW = { width: 320, height: 800 };
const PHONE = { width: 390, height: 844 };

/// An account of the demonstration in this role: "sales_agent", "admin_agent", "customer_user" …
export function account(demo, role, organization) {
  const found = demo.accounts.find(
    (known) => known.roles.includes(role) && (!organization || known.organization === organization),
  );
  if (!found) throw new Error(`the demonstration has no ${role} of ${organization ?? "anybody"}`);
  return found;
}

/// Signs in by the form, with the keyboard's Enter as people do.
export async function signIn(page, demo, role, organization) {
  const { email, password } = account(demo, role, organization);
  await page.goto("/sign-in");
  await page.locator("#email").fill(email);
  await page.locator("#password").fill(password);
  await page.locator("#password").press("Enter");
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/// Signs out by the menu.
export async function signOut(page) {
  const form = page.locator('form[action="/sign-out"]');
  await open(page, form);
  await form.locator("button").click();
  await page.waitForURL((url) => url.pathname === "/sign-in");
}

/// Chooses a language by the menu and stays on the page.
export async function chooseLanguage(page, lang) {
  const button = page.locator(`form[action="/language"] button[value="${lang}"]`);
  await open(page, button);
  await Promise.all([page.waitForEvent("load"), button.click()]);
}

/// Opens the menus around a thing that is folded away.
async function open(page, inside) {
  for (const menu of await page.locator("details:not([open])").filter({ has: inside }).all()) {
    await menu.locator("summary").click();
  }
}

/// Pictures of the page in every language, on a desk and on a phone, into screenshots/.
export async function shot(page, name) {
  await mkdir(SCREENSHOTS, { recursive: true });
  const before = page.viewportSize();
  for (const lang of LANGUAGES) {
    await chooseLanguage(page, lang);
    for (const size of [DESKTOP, PHONE]) {
      await page.setViewportSize(size);
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-${lang}-${size.width}.png`), fullPage: true });
    }
  }
  await chooseLanguage(page, "en");
  await page.setViewportSize(before);
}
