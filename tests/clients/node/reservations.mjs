// The life of a reservation with @azure/arm-reservations and @azure/arm-consumption.
import assert from "node:assert/strict";
import { ConsumptionManagementClient } from "@azure/arm-consumption";
import { AzureReservationAPI } from "@azure/arm-reservations";
import { account, all, connect, refused, subscriptions } from "./common.mjs";

const REGION = "eastus";
const one = account("admin_agent");
const client = await connect(one, (credential, options) => new AzureReservationAPI(credential, options));
const usage = await connect(
  one,
  (credential, options) => new ConsumptionManagementClient(credential, "00000000-0000-0000-0000-000000000000", options),
);
const last = (id) => id.split("/").at(-1);

function purchase(subscription, name, quantity, changes = {}) {
  return {
    sku: { name },
    location: REGION,
    reservedResourceType: "VirtualMachines",
    billingScopeId: `/subscriptions/${subscription}`,
    term: "P1Y",
    billingPlan: "Upfront",
    quantity,
    displayName: "from Node",
    appliedScopeType: "Shared",
    renew: false,
    ...changes,
  };
}

async function sold() {
  for (const subscription of await subscriptions(one)) {
    const options = { reservedResourceType: "VirtualMachines", location: REGION };
    const catalog = await all(client.listCatalog(subscription, options));
    const sizes = catalog.filter((each) => each.terms.length === 2);
    if (sizes.length < 2) continue;
    try {
      await client.reservationOrder.calculate(purchase(subscription, sizes[0].name, 1));
      return { subscription, sizes };
    } catch (error) {
      if (error.statusCode !== 400) throw error;
    }
  }
  throw new Error("no subscription can buy");
}

const { subscription, sizes } = await sold();
const body = purchase(subscription, sizes[0].name, 4, { billingPlan: "Monthly" });
const price = await client.reservationOrder.calculate(body);
assert.equal(price.properties.paymentSchedule.length, 12);
const order = price.properties.reservationOrderId;
const bought = await client.reservationOrder.beginPurchaseAndWait(order, body);
assert.equal(bought.provisioningState, "Succeeded");
assert.ok((await all(client.reservationOrder.list())).some((each) => each.name === order));
assert.equal((await client.reservationOrder.get(order, { expand: "schedule" })).planInformation.transactions.length, 12);
const [reservation] = await all(client.reservation.list(order));
const changed = await client.reservation.beginUpdateAndWait(order, last(reservation.id), { name: "renamed" });
assert.equal(changed.properties.displayName, "renamed");
const scopes = await client.reservation.beginAvailableScopesAndWait(order, last(reservation.id), {
  properties: { scopes: [`/subscriptions/${subscription}`] },
});
assert.equal(scopes.properties.scopes[0].valid, true);
const parts = await client.reservation.beginSplitAndWait(order, { quantities: [1, 3], reservationId: reservation.id });
assert.deepEqual(parts.slice(0, 2).map((each) => each.properties.quantity), [1, 3]);
const [merged] = await client.reservation.beginMergeAndWait(order, { sources: [parts[0].id, parts[1].id] });
assert.equal(merged.properties.quantity, 4);
assert.ok((await all(client.reservation.listAll())).length > 0);
console.log("priced, bought, changed, split, merged");

const returned = { reservationId: merged.id, quantity: 1 };
const quote = await client.calculateRefund.post(order, {
  id: bought.id,
  properties: { scope: "Reservation", reservationToReturn: returned },
});
assert.ok(quote.properties.billingRefundAmount.amount > 0);
const asked = {
  properties: {
    sessionId: quote.properties.sessionId,
    scope: "Reservation",
    reservationToReturn: returned,
    returnReason: "wrong size",
  },
};
await client.return.beginPostAndWait(order, asked);
await refused(
  () => client.return.beginPostAndWait(order, asked),
  "OperationCannotBePerformedInCurrentState",
);
console.log("refund: quoted, asked for once");

const small = purchase(subscription, sizes[0].name, 1, { displayName: "to exchange" });
const second = (await client.reservationOrder.calculate(small)).properties.reservationOrderId;
await client.reservationOrder.beginPurchaseAndWait(second, small);
const [old] = await all(client.reservation.list(second));
const wish = {
  properties: {
    reservationsToExchange: [{ reservationId: old.id, quantity: 1 }],
    reservationsToPurchase: [purchase(subscription, sizes.at(-1).name, 2, { term: "P3Y" })],
  },
};
const offer = await client.calculateExchange.beginPostAndWait(wish);
assert.equal(offer.properties.policyResult.policyErrors.length, 0);
const done = await client.exchange.beginPostAndWait({ properties: { sessionId: offer.properties.sessionId } });
assert.equal(done.properties.sessionId, offer.properties.sessionId);
console.log("exchange: quoted, asked for");

const today = new Date();
const day = (back) => new Date(today - back * 86_400_000).toISOString().slice(0, 10);
const filter = `properties/usageDate ge ${day(20)} AND properties/usageDate le ${day(0)}`;
let rows = [];
for (const each of await all(client.reservationOrder.list())) {
  rows = await all(usage.reservationsSummaries.listByReservationOrder(each.name, "daily", { filter }));
  if (rows.length > 0) {
    const details = await all(usage.reservationsDetails.listByReservationOrder(each.name, filter));
    assert.ok(details.length > 0);
    break;
  }
}
assert.ok(rows.length > 0 && rows.every((each) => each.usedHours <= each.reservedHours));
console.log(`usage: ${rows.length} days`);

const foreign = await connect(account("admin_agent", true), (credential, options) => new AzureReservationAPI(credential, options));
await refused(() => foreign.reservationOrder.get(order), "ReservationOrderNotFound");
console.log("1 passed, 0 failed");
