// The program's demonstration, on a free port and in a folder of its own.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const START_SECONDS = 120;

/// Starts it and waits until it is ready: { origin, accounts, stop() }.
export async function startDemo(binary) {
  const folder = await mkdtemp(join(tmpdir(), "partner-dashboard-demo-"));
  const file = join(folder, "accounts.json");
  const child = spawn(binary, ["demo", "--port", "0", "--data-dir", folder, "--accounts-file", file], {
    env: {},
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    if (child.exitCode === null) child.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const origin = await ready(child);
    const { accounts } = JSON.parse(await readFile(file, "utf8"));
    return { origin, accounts, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/// The address in the line that says where the program is ready.
function ready(child) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready after ${START_SECONDS} s`)), START_SECONDS * 1000);
    child.once("exit", (code) => reject(new Error(`the program ended with ${code}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = /ready at (http:\/\/\S+)/.exec(line);
      if (!found) return;
      clearTimeout(timer);
      resolve(found[1]);
    });
  });
}
