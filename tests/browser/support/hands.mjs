// How people act on a page: with a mouse, or with the keyboard alone.
import assert from "node:assert/strict";

const MOST_STOPS = 400;

/// With a mouse.
export const mouse = {
  press: (target) => target.click(),
  type: (target, text) => target.fill(text),
  choose: (target) => target.check({ noWaitAfter: true }),
};

/// With the keyboard: Tab to everything, Enter to press, arrows within a group.
export const keyboard = {
  async press(target) {
    await tabTo(target);
    await target.page().keyboard.press("Enter");
  },
  async type(target, text) {
    await tabTo(target);
    await target.page().keyboard.press("ControlOrMeta+a");
    await target.page().keyboard.type(text);
  },
  async choose(target) {
    const name = await target.getAttribute("name");
    const group = target.page().locator(`input[name="${name}"]`);
    const values = await group.evaluateAll((all) => all.map(({ value }) => value));
    const chosen = group.and(target.page().locator(":checked"));
    await tabTo(chosen);
    const steps = values.indexOf(await target.inputValue()) - values.indexOf(await chosen.inputValue());
    assert.ok(steps >= 0, "the choice stands below the one that is chosen");
    for (let step = 0; step < steps; step += 1) await target.page().keyboard.press("ArrowDown");
  },
};

/// Presses Tab until the element has the focus.
async function tabTo(target) {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.evaluate((it) => it === document.activeElement)) return;
    await target.page().keyboard.press("Tab");
  }
  throw new Error(`Tab never reaches ${target}`);
}

/// Does something that leads to another page, and waits for it.
export async function leads(page, act) {
  await Promise.all([page.waitForEvent("load"), act()]);
}
