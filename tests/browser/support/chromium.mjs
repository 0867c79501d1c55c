// Debian's Chromium, without its own errands on the network.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function find() {
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
  for (const path of folders.flatMap((folder) => [join(folder, "chromium"), join(folder, "chromium-browser")])) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not here; the next folder may have it.
    }
  }
  throw new Error("Chromium is not installed");
}

/// Starts it; a start can hang on a busy machine, so it is tried three times.
export async function launch() {
  const executablePath = find();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await chromium.launch({ executablePath, args: FLAGS, timeout: 30_000 });
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}
