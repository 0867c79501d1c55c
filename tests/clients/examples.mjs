// The examples of the developer's page, as the running server prints them.
//
// A block says what runs it (data-run), whether it needs TLS (data-over) and whether it waits for requests
// (data-listens). Those of the shell follow each other in one shell; each of the others is a program.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import http from "node:http";
import https from "node:https";
import { createServer } from "node:net";

/// The blocks of the page of a server: `{kind, over, listens, text}`. `ca` is the file of the certificate over TLS.
export async function printed(base, ca) {
  const options = ca ? { ca: await readFile(ca) } : {};
  const [answer] = await once((ca ? https : http).get(`${base}/v1/reference`, options), "response");
  const page = await gathered(answer);
  const blocks = [...page.matchAll(/<pre((?: data-\w+="\w+")*)>\n?([^<]*)<\/pre>/g)];
  return blocks.map(([, attributes, text]) => {
    const said = (name) => new RegExp(`data-${name}="(\\w+)"`).exec(attributes)?.[1];
    return { kind: said("run"), over: said("over"), listens: Boolean(said("listens")), text: plain(text) };
  });
}

function plain(text) {
  const marks = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };
  return text.replace(/&(?:lt|gt|quot|amp);/g, (mark) => marks[mark]);
}

/// Runs what a server prints. `env` has the credentials; `python` and `folder` say where the libraries are.
export async function run(base, { env, python, folder }) {
  const isTls = base.startsWith("https:");
  const blocks = (await printed(base, isTls ? env.CA : "")).filter((it) => !it.listens && (isTls || it.over !== "tls"));
  const text = (kind) => blocks.filter((it) => it.kind === kind).map((it) => it.text);
  const counts = { sh: text("sh").length, python: text("python").length, node: text("node").length };
  const least = isTls ? { sh: 4, python: 3, node: 1 } : { sh: 4, python: 2, node: 0 };
  for (const [kind, count] of Object.entries(least)) {
    if (counts[kind] < count) throw new Error(`the page prints ${counts[kind]} examples for ${kind}`);
  }
  const told = [await program("bash", ["-s"], `set -euo pipefail\n${text("sh").join("\n")}`, { env })];
  for (const each of text("python")) told.push(await program(python, ["-"], each, { env }));
  for (const each of text("node")) {
    told.push(await program(process.execPath, ["--input-type=module", "-"], each, { env, cwd: folder }));
  }
  const empty = told.findIndex((output) => output.trim() === "");
  if (empty >= 0) throw new Error(`example ${empty + 1} prints nothing`);
  return told.length;
}

/// Runs a text as a program; what it printed.
async function program(command, args, text, { env, cwd }) {
  const child = spawn(command, args, { env, cwd, stdio: ["pipe", "pipe", "pipe"] });
  const [output, errors] = [gathered(child.stdout), gathered(child.stderr)];
  child.stdin.end(text);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`exit ${code}\n${text}\n${await output}\n${await errors}`);
  return output;
}

async function gathered(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString();
}

/// Starts the printed receiver of webhooks, registers it and sends it a test event. `heard()` waits until the
/// server has told it, and sees that a forged request is refused.
export async function listen(base, { env, folder, token }) {
  const [block] = (await printed(base)).filter((it) => it.listens);
  if (!block) throw new Error("the page prints no receiver of webhooks");
  const port = await freePort();
  const address = `http://127.0.0.1:${port}/`;
  const call = async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const answer = await fetch(`${base}/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 202 ? null : answer.json();
  };
  const { id, secret } = await call("POST", "/webhooks", { url: address, topics: ["order"] });
  const child = spawn(process.execPath, ["--input-type=module", "-"], {
    env: { ...env, PORT: String(port), WEBHOOK_SECRET: secret }, cwd: folder, stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(block.text);
  const told = new Promise((resolve) => child.stdout.once("data", (data) => resolve(data.toString())));
  await call("POST", `/webhooks/${id}/test`);
  return {
    stop: () => child.kill(),
    async heard(milliseconds) {
      const limit = new Promise((_, reject) => {
        setTimeout(() => reject(new Error("the receiver was told nothing")), milliseconds).unref();
      });
      const line = await Promise.race([told, limit]);
      if (!/^msg_[0-9a-f]{32} webhook\.test /.test(line)) throw new Error(`it was told: ${line}`);
      const forged = { "webhook-id": "msg_1", "webhook-timestamp": String(Math.floor(Date.now() / 1000)) };
      const headers = { ...forged, "webhook-signature": "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" };
      const answer = await fetch(address, { method: "POST", headers, body: "{}" });
      if (answer.status !== 401) throw new Error(`a forged request got ${answer.status}`);
      const { items } = await call("GET", `/webhooks/${id}/deliveries`);
      if (items.at(-1).lastStatus !== 204) throw new Error(`the server noted ${JSON.stringify(items)}`);
    },
  };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
