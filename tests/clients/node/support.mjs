// The life of a support ticket with @azure/arm-support.
import assert from "node:assert/strict";
import { MicrosoftSupport } from "@azure/arm-support";
import { account, all, connect, refused, subscriptions } from "./common.mjs";

const one = account("admin_agent");
const [subscription] = await subscriptions(one);
const make = (credential, options) => new MicrosoftSupport(credential, subscription, options);
const client = await connect(one, make);
const services = await all(client.services.list());
const billing = services.find((each) => each.displayName === "Billing");
const kinds = await all(client.problemClassifications.list(billing.name));
const kind = kinds.find((each) => /refund/i.test(each.displayName));
const name = `Node-${crypto.randomUUID()}`;
const contactDetails = {
  firstName: "Ada",
  lastName: "Kim",
  preferredContactMethod: "email",
  primaryEmailAddress: "ada.kim@contoso.example",
  preferredTimeZone: "UTC",
  country: "kor",
  preferredSupportLanguage: "ko-KR",
};
const details = {
  title: "A question",
  description: "From Node.",
  severity: "moderate",
  serviceId: billing.id,
  problemClassificationId: kind.id,
  contactDetails,
};
const type = "Microsoft.Support/supportTickets";
assert.equal((await client.supportTickets.checkNameAvailability({ name, type })).nameAvailable, true);
const made = await client.supportTickets.beginCreateAndWait(name, details);
assert.deepEqual([made.name, made.status, made.contactDetails.country], [name, "Open", "kor"]);
assert.equal((await client.supportTickets.checkNameAvailability({ name, type })).nameAvailable, false);
await refused(() => client.supportTickets.beginCreateAndWait(name, details), "ResourceAlreadyExists");
const said = await client.communications.beginCreateAndWait(name, "first", { subject: "More", body: "One more word." });
assert.equal(said.communicationDirection, "inbound");
assert.equal((await all(client.communications.list(name))).length, 1);
assert.equal((await client.supportTickets.update(name, { severity: "critical", status: "closed" })).status, "Closed");
const closed = await all(client.supportTickets.list({ filter: "status eq 'Closed'" }));
assert.ok(closed.some((each) => each.name === name && each.severity === "critical"));
const foreign = await connect(account("admin_agent", true), make);
await refused(() => foreign.supportTickets.get(name), "ResourceNotFound");
console.log("1 passed, 0 failed");
