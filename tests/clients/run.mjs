// Runs the vendor's own libraries against the real program, over HTTP and over TLS.
//
//   node run.mjs --binary PATH --python PATH [--rust PATH] [--only WORDS]
//
// Every script gets its addresses from the environment: BASE, ACCOUNTS, and over TLS the certificate of the
// server (CA, NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE, SSL_CERT_FILE). One demonstration serves them all.
import { spawn, execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { connect } from "node:tls";
import { parseArgs } from "node:util";
import * as examples from "./examples.mjs";

const SECONDS = 240;

const { values } = parseArgs({
  options: {
    binary: { type: "string" },
    python: { type: "string" },
    rust: { type: "string", default: "" },
    only: { type: "string", default: "" },
  },
});
if (!values.binary || !values.python) {
  console.error("usage: node run.mjs --binary PATH --python PATH [--rust PATH] [--only WORDS]");
  process.exit(2);
}

const here = (path) => new URL(path, import.meta.url).pathname;
const scripts = [
  ["python world", values.python, here("python/world.py")],
  ["python reservations", values.python, here("python/reservations.py")],
  ["python support", values.python, here("python/support.py")],
  ["python partner_center", values.python, here("python/partner_center.py")],
  ["node reservations", process.execPath, here("node/reservations.mjs")],
  ["node support", process.execPath, here("node/support.mjs")],
  ...(values.rust ? [["rust reservations", values.rust]] : []),
].filter(([name]) => name.includes(values.only));

let passed = 0;
let addresses = [];
let failed = 0;
const folder = await mkdtemp(join(tmpdir(), "partner-dashboard-clients."));
const certificate = join(folder, "certificate.pem");
const key = join(folder, "key.pem");
const trusted = {
  CA: certificate, NODE_EXTRA_CA_CERTS: certificate, REQUESTS_CA_BUNDLE: certificate, CURL_CA_BUNDLE: certificate,
  SSL_CERT_FILE: certificate,
};
issue("localhost");
const accounts = join(folder, "accounts.json");
const demo = spawn(values.binary, [
  "demo", "--port", "0", "--data-dir", join(folder, "data"), "--accounts-file", accounts,
  "--webhook-private-addresses", "yes", "--tls-bind", "127.0.0.1:0", "--tls-certificate-file", certificate, "--tls-key-file", key,
], { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, DATABASE_URL: undefined } });
try {
  addresses = await ready(demo);
  await identify(addresses[0]);
  const isShown = "examples".includes(values.only);
  const receiver = isShown ? await examples.listen(addresses[0], await reader(addresses[0])) : null;
  for (const base of addresses) {
    for (const [name, command, ...args] of scripts) await run(`${name} over ${base.split(":")[0]}`, base, command, args);
    if (isShown) await check(`examples over ${base.split(":")[0]}`, async () => examples.run(base, await reader(base)));
  }
  // Deliveries leave once a minute; the others ran meanwhile.
  if (receiver) await check("the receiver of webhooks is told", () => receiver.heard(90_000)).finally(receiver.stop);
  if ("described".includes(values.only)) await described(addresses[0]);
  await reloads(new URL(addresses[1]));
} finally {
  demo.kill("SIGTERM");
  if (demo.exitCode === null) await once(demo, "exit");
  await rm(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

// A certificate that is its own authority, as the files that the server reads.
function issue(name) {
  execFileSync("openssl", [
    "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
    "-subj", `/CN=${name}`, "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
    "-addext", "extendedKeyUsage=serverAuth", "-addext", "basicConstraints=critical,CA:FALSE",
  ], { stdio: "ignore" });
}

// Whose certificate a new connection is shown.
function shown({ hostname: host, port }) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().subject.CN);
      socket.destroy();
    });
    socket.on("error", reject);
  });
}

// Changed files are in use within seconds; files that do not read leave the old certificate in use.
async function reloads(address) {
  const until = Date.now() + 15_000;
  try {
    issue("renewed");
    while ((await shown(address)) !== "renewed") {
      if (Date.now() > until) throw new Error("the new certificate is not in use after 15 seconds");
    }
    await writeFile(certificate, "-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n");
    for (const end = Date.now() + 2500; Date.now() < end; ) {
      if ((await shown(address)) !== "renewed") throw new Error("a broken file took the place of the certificate");
    }
    issue("again");
    while ((await shown(address)) !== "again") {
      if (Date.now() > until) throw new Error("the server did not recover from a broken file");
    }
    passed += 1;
    console.log("ok    certificates are read again when their files change");
  } catch (error) {
    failed += 1;
    console.log(`FAIL  certificates are read again\n${error.stack}`);
  }
}

// What schemathesis makes up from the description gets no server error and no undeclared answer.
async function described(base) {
  const headers = { authorization: `Bearer ${process.env.TOKEN}` };
  const read = async (path) => (await fetch(`${base}${path}`, { headers })).json();
  const { value: [reservation] } = await read("/providers/Microsoft.Capacity/reservations?api-version=2022-11-01");
  const [order, id] = reservation.name.split("/");
  const { items: [customer] } = await read("/v1/customers");
  const settings = join(folder, "schemathesis.toml");
  await writeFile(settings, `[parameters]
"path.customer" = "${customer.id}"
"path.subscription" = "${process.env.SUBSCRIPTIONS.split(",")[0]}"
"path.order" = "${order}"
"path.reservation" = "${id}"
"query.api-version" = "2022-11-01"
`);
  const checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance";
  const child = spawn(join(dirname(values.python), "schemathesis"), [
    "--config-file", settings, "run", `${base}/v1/openapi.json`, "--url", base,
    "-H", `Authorization: Bearer ${process.env.TOKEN}`, "--checks", checks, "--phases", "coverage,fuzzing",
    "-n", "12", "--seed", "1", "--workers", "2", "--no-color",
  ], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  const told = [];
  child.stdout.on("data", (data) => told.push(data));
  const [code] = await once(child, "close");
  const text = Buffer.concat(told).toString();
  const count = /(\d+) generated/.exec(text)?.[1];
  if (code === 0 && Number(count) > 500) {
    passed += 1;
    console.log(`ok    ${count} made-up requests get what the description declares`);
  } else {
    failed += 1;
    console.log(`FAIL  the description (exit ${code})\n${text}`);
  }
}

async function token(base, one) {
  const body = new URLSearchParams({
    grant_type: "client_credentials", client_id: one.client_id, client_secret: one.client_secret,
  });
  const answer = await fetch(`${base}/${one.tenant_id}/oauth2/v2.0/token`, { method: "POST", body });
  return (await answer.json()).access_token;
}

// Whoever reads the developer's page, with the credentials of a global admin's program.
async function reader(base) {
  const { api_clients: all } = JSON.parse(await readFile(accounts, "utf8"));
  const one = all.find((each) => each.roles.includes("global_admin"));
  const env = {
    ...process.env, TENANT: one.tenant_id, CLIENT_ID: one.client_id, CLIENT_SECRET: one.client_secret,
    ...(base.startsWith("https:") ? trusted : {}),
  };
  return { env, python: values.python, folder: here("node"), token: await token(addresses[0], one) };
}

async function check(name, act) {
  const began = Date.now();
  try {
    await act();
    passed += 1;
    console.log(`ok    ${name}, ${Date.now() - began} ms`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}\n${error.stack}`);
  }
}

// Tokens and subscriptions for the library that has no way to sign in.
async function identify(base) {
  const { api_clients: all } = JSON.parse(await readFile(accounts, "utf8"));
  process.env.TOKEN = await token(base, all[0]);
  process.env.FOREIGN_TOKEN = await token(base, all.find((one) => one.tenant_id !== all[0].tenant_id));
  const headers = { authorization: `Bearer ${process.env.TOKEN}` };
  const page = await (await fetch(`${base}/subscriptions?api-version=2022-12-01`, { headers })).json();
  const enabled = page.value.filter((one) => one.state === "Enabled");
  process.env.SUBSCRIPTIONS = enabled.map((one) => one.subscriptionId).join(",");
}

// Both addresses, once the program says that it is there.
async function ready(child) {
  const found = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const address = line.match(/(?:ready at|and at) (https?:\/\/\S+)/);
    if (address) found.push(address[1]);
    if (found.length === 2) {
      child.stdout.resume();
      return found;
    }
  }
  throw new Error(`the program ended with ${child.exitCode} before it was ready`);
}

async function run(name, base, command, args) {
  const tls = base.startsWith("https:") ? trusted : {};
  const began = Date.now();
  const env = { ...process.env, BASE: base, ACCOUNTS: accounts, PYTHONDONTWRITEBYTECODE: "1", ...tls };
  const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const told = [];
  child.stdout.on("data", (data) => told.push(data));
  child.stderr.on("data", (data) => told.push(data));
  const limit = setTimeout(() => child.kill("SIGKILL"), SECONDS * 1000);
  const [code] = await once(child, "close");
  clearTimeout(limit);
  const text = Buffer.concat(told).toString();
  if (code === 0 && text.includes("1 passed, 0 failed")) {
    passed += 1;
    console.log(`ok    ${name}, ${Date.now() - began} ms`);
  } else {
    failed += 1;
    console.log(`FAIL  ${name} (exit ${code})\n${text}`);
  }
}
