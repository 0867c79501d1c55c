// Runs the stories in headless Chromium against the real program.
//
//   node run.mjs --binary PATH [--only WORDS]
//
// Each file in stories/ has a list of stories: { name, run(world) }. A story gets a browser context of
// its own; the demonstration's data is shared by the stories of one file and fresh for each file.
import { readdir, rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { launch } from "./support/chromium.mjs";
import { startDemo } from "./support/demo.mjs";
import { SCREENSHOTS } from "./support/flow.mjs";

const STORY_SECONDS = 180;

const { values } = parseArgs({ options: { binary: { type: "string" }, only: { type: "string", default: "" } } });
if (!values.binary) {
  console.error("usage: node run.mjs --binary PATH [--only WORDS]");
  process.exit(2);
}

let passed = 0;
let failed = 0;
await rm(SCREENSHOTS, { recursive: true, force: true });
const chromium = await launch();
try {
  const files = (await readdir(new URL("stories", import.meta.url))).filter((file) => file.endsWith(".mjs")).sort();
  for (const file of files) {
    const { default: stories } = await import(`./stories/${file}`);
    const wanted = stories.filter(({ name }) => `${file} ${name}`.includes(values.only));
    if (wanted.length > 0) await tell(file, wanted);
  }
} finally {
  await chromium.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function tell(file, stories) {
  const demo = await startDemo(values.binary);
  try {
    for (const story of stories) {
      const contexts = [];
      // A fresh person: { viewport, javaScriptEnabled, locale … } as Playwright takes them.
      const visitor = async (options = {}) => {
        // Without motion: a picture of a page that is still moving shows what nobody sees.
        const still = { locale: "en-US", reducedMotion: "reduce" };
        const context = await chromium.newContext({ baseURL: demo.origin, ...still, ...options });
        contexts.push(context);
        const page = await context.newPage();
        page.setDefaultTimeout(15_000);
        return page;
      };
      const begun = Date.now();
      try {
        await withLimit(story.run({ demo, visitor }));
        passed += 1;
        console.log(`ok    ${file} ${story.name}, ${Date.now() - begun} ms`);
      } catch (error) {
        failed += 1;
        console.log(`FAIL  ${file} ${story.name}\n${error.stack ?? error}`);
      } finally {
        for (const context of contexts) await context.close();
      }
    }
  } finally {
    await demo.stop();
  }
}

async function withLimit(work) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took more than ${STORY_SECONDS} s`)), STORY_SECONDS * 1000);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
