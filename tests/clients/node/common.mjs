// Addresses, credentials and clients; see ../run.mjs for what it sets.
import { readFileSync } from "node:fs";
import { ClientSecretCredential } from "@azure/identity";

export const BASE = process.env.BASE;
const SCOPES = ["https://management.azure.com/.default"];

export function account(role, isSecond = false) {
  const all = JSON.parse(readFileSync(process.env.ACCOUNTS, "utf8")).api_clients;
  return all.find((one) => one.roles.includes(role) && (one.tenant_id !== all[0].tenant_id) === isSecond);
}

async function token(one) {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: one.client_id,
    client_secret: one.client_secret,
    scope: SCOPES[0],
  });
  const answer = await fetch(`${BASE}/${one.tenant_id}/oauth2/v2.0/token`, { method: "POST", body });
  return (await answer.json()).access_token;
}

// A client of a library. Over TLS it signs in by itself; over plain HTTP the vendor's policy refuses, so a
// policy with a token takes its place.
export async function connect(one, make) {
  const options = { endpoint: BASE, $host: BASE, retryOptions: { maxRetries: 0 } };
  if (BASE.startsWith("https:")) {
    const credential = new ClientSecretCredential(one.tenant_id, one.client_id, one.client_secret, {
      authorityHost: BASE,
      disableInstanceDiscovery: true,
    });
    return make(credential, { ...options, credentialScopes: SCOPES });
  }
  const bearer = `Bearer ${await token(one)}`;
  const client = make({ getToken: async () => null }, { ...options, allowInsecureConnection: true });
  client.pipeline.removePolicy({ name: "bearerTokenAuthenticationPolicy" });
  client.pipeline.addPolicy({
    name: "fixedToken",
    sendRequest(request, next) {
      request.allowInsecureConnection = true;
      request.headers.set("Authorization", bearer);
      return next(request);
    },
  });
  return client;
}

export async function subscriptions(one) {
  const headers = { authorization: `Bearer ${await token(one)}` };
  const found = [];
  for (let link = `${BASE}/subscriptions?api-version=2022-12-01`; link; ) {
    const page = await (await fetch(link, { headers })).json();
    found.push(...page.value.filter((each) => each.state === "Enabled").map((each) => each.subscriptionId));
    link = page.nextLink;
  }
  return found;
}

export async function all(pages) {
  const found = [];
  for await (const one of pages) found.push(one);
  return found;
}

export async function refused(act, ...codes) {
  try {
    await act();
  } catch (error) {
    if (codes.includes(error.code)) return;
    throw error;
  }
  throw new Error(`was not refused with ${codes}`);
}
