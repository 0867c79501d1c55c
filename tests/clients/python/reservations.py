"""The life of a reservation with azure-mgmt-reservations and azure-mgmt-consumption."""

import datetime
import sys

from azure.mgmt.consumption import ConsumptionManagementClient
from azure.mgmt.reservations import ReservationsMgmtClient

from common import account, options, refused


def last(identity):
    """The last part of an id."""
    return identity.rsplit("/", 1)[-1]


def purchase(subscription, sku, quantity, term="P1Y", name="from Python", plan="Upfront"):
    return {
        "sku": {"name": sku},
        "location": "eastus",
        "properties": {
            "reservedResourceType": "VirtualMachines",
            "billingScopeId": f"/subscriptions/{subscription}",
            "term": term,
            "billingPlan": plan,
            "quantity": quantity,
            "displayName": name,
            "appliedScopeType": "Shared",
            "appliedScopes": None,
            "renew": False,
            "reservedResourceProperties": {"instanceFlexibility": "On"},
        },
    }


def sold(client, subscriptions):
    """A subscription in a market where reservations are sold, and what is sold there."""
    for subscription in subscriptions:
        catalog = list(client.get_catalog(subscription, reserved_resource_type="VirtualMachines", location="eastus"))
        catalog = [each for each in catalog if {"P1Y", "P3Y"} <= set(each.terms) and not each.restrictions]
        if len(catalog) > 1 and not refuses(client, purchase(subscription, catalog[0].name, 1)):
            return subscription, catalog
    raise AssertionError("no subscription can buy")


def refuses(client, body):
    from azure.core.exceptions import HttpResponseError

    try:
        client.reservation_order.calculate(body)
    except HttpResponseError:
        return True
    return False


def subscriptions(one):
    """Every subscription of the client, by the plain call: the library for it is another package."""
    import os

    import requests

    from common import BASE, CA, token

    headers = {"Authorization": f"Bearer {token(one)}"}
    link, found = f"{BASE}/subscriptions?api-version=2022-12-01", []
    while link:
        page = requests.get(link, headers=headers, verify=CA or True, timeout=30).json()
        found += [each["subscriptionId"] for each in page["value"] if each["state"] == "Enabled"]
        link = page["nextLink"]
    return found


def life(client, usage, one):
    assert any("reservationOrders" in each.name for each in client.operation.list())
    subscription, catalog = sold(client, subscriptions(one))
    size = catalog[0]
    assert size.msrp.p1_y.amount < size.msrp.p3_y.amount, size
    assert size.locations == ["eastus"] and set(size.billing_plans["P1Y"]) == {"Upfront", "Monthly"}, size
    wanted = f"properties/name eq '{size.name}'"
    named = client.get_catalog(subscription, reserved_resource_type="VirtualMachines", location="eastus", filter=wanted)
    assert [each.name for each in named] == [size.name]

    body = purchase(subscription, size.name, 5, plan="Monthly")
    price = client.reservation_order.calculate(body)
    total = price.properties.billing_currency_total
    parts = sum(round(each.pricing_currency_total.amount * 100) for each in price.properties.payment_schedule)
    assert len(price.properties.payment_schedule) == 12 and parts == round(total.amount * 100), price
    order_id = price.properties.reservation_order_id
    order = client.reservation_order.begin_purchase(order_id, body).result()
    assert order.name == order_id and order.properties.provisioning_state == "Succeeded", order
    again = client.reservation_order.begin_purchase(order_id, body).result()
    assert len(again.properties.reservations) == 1, again
    shown = client.reservation_order.get(order_id, expand="schedule")
    assert len(shown.properties.plan_information.transactions) == 12, shown
    assert order_id in [each.name for each in client.reservation_order.list()]
    print("priced, bought, bought once")

    listed = list(client.reservation.list(order_id))
    assert len(listed) == 1 and listed[0].properties.quantity == 5
    key = last(listed[0].id)
    single = f"/subscriptions/{subscription}"
    changed = client.reservation.begin_update(
        order_id, key, {"properties": {"name": "renamed", "appliedScopeType": "Single", "appliedScopes": [single]}}
    ).result()
    assert changed.properties.display_name == "renamed" and changed.properties.applied_scopes == [single], changed
    assert changed.etag > listed[0].etag
    back = client.reservation.begin_update(order_id, key, {"properties": {"appliedScopeType": "Shared"}}).result()
    assert back.properties.applied_scopes is None, back
    scopes = client.reservation.begin_available_scopes(
        order_id, key, {"properties": {"scopes": [single, "/subscriptions/00000000-0000-0000-0000-000000000001"]}}
    ).result()
    assert [each.valid for each in scopes.properties.scopes] == [True, False], scopes
    applied = client.get_applied_reservation_list(subscription)
    ids = [last(each) for each in applied.properties.reservation_order_ids.value]
    assert order_id in ids, applied
    print("changed, scopes, applied")

    parts = client.reservation.begin_split(
        order_id, {"properties": {"quantities": [2, 3], "reservationId": listed[0].id}}
    ).result()
    assert [each.properties.quantity for each in parts[:2]] == [2, 3], parts
    assert parts[2].properties.extended_status_info.status_code == "Split"
    refused(
        lambda: client.reservation.begin_update(order_id, key, {"properties": {"name": "spent"}}).result(),
        "OperationCannotBePerformedInCurrentState",
    )
    merged = client.reservation.begin_merge(
        order_id, {"properties": {"sources": [parts[0].id, parts[1].id]}}
    ).result()
    assert merged[0].properties.quantity == 5, merged
    key = last(merged[0].id)
    client.reservation.archive(order_id, last(parts[2].id))
    assert client.reservation.get(order_id, last(parts[2].id)).properties.archived is True
    client.reservation.unarchive(order_id, last(parts[2].id))
    was = [each.properties for each in client.reservation.list_revisions(order_id, last(listed[0].id))]
    assert [each.display_name for each in was[-3:]] == ["renamed", "renamed", "from Python"], was
    assert [each.applied_scope_type for each in was[-3:]] == ["Shared", "Single", "Shared"], was
    assert [each.archived for each in was[:3]] == [False, True, False], was
    etags = [each.etag for each in client.reservation.list_revisions(order_id, last(listed[0].id))]
    assert etags == sorted(set(etags), reverse=True), etags
    by_name = list(client.reservation.list_all(orderby="properties/displayName desc"))
    names = [each.properties.display_name for each in by_name]
    assert names == sorted(names, reverse=True), names
    cancelled = list(client.reservation.list_all(selected_state="Cancelled"))
    assert {each.properties.provisioning_state for each in cancelled} == {"Cancelled"}, cancelled
    again = client.reservation.get(order_id, key, expand="renewProperties").properties.renew_properties
    assert again.purchase_properties.sku.name == size.name and again.pricing_currency_total.amount > 0, again
    everything = list(client.reservation.list_all(take=50, refresh_summary="true"))
    assert merged[0].name in [each.name for each in everything]
    assert list(client.reservation.list_all(filter="(properties/archived eq false)", take=5))
    print(f"split, merged, archived; {len(everything)} reservations in pages")

    returned = {"reservationId": merged[0].id, "quantity": 2}
    quote = client.calculate_refund.post(
        order_id,
        {"id": order.id, "properties": {"scope": "Reservation", "reservationToReturn": returned}},
    )
    assert quote.properties.billing_refund_amount.amount > 0, quote
    assert quote.properties.policy_result.properties.max_refund_limit.amount > 0, quote
    assert not quote.properties.policy_result.properties.policy_errors, quote
    asked = {
        "properties": {
            "sessionId": quote.properties.session_id,
            "scope": "Reservation",
            "reservationToReturn": returned,
            "returnReason": "wrong size",
        }
    }
    after = client.return_operations.begin_post(order_id, asked).result()
    assert after.name == order_id, after
    refused(
        lambda: client.return_operations.begin_post(order_id, asked).result(),
        "OperationCannotBePerformedInCurrentState",
    )
    refused(
        lambda: client.calculate_refund.post(
            order_id,
            {"properties": {"scope": "Reservation", "reservationToReturn": {**returned, "quantity": 999}}},
        ),
        "InvalidRefundQuantity",
        "OperationCannotBePerformedInCurrentState",
    )
    print("refund: quoted, asked for once")
    exchange(client, subscription, catalog)
    used(client, usage)


def exchange(client, subscription, catalog):
    small, large = catalog[0], catalog[-1]
    body = purchase(subscription, small.name, 1, name="to exchange")
    order_id = client.reservation_order.calculate(body).properties.reservation_order_id
    order = client.reservation_order.begin_purchase(order_id, body).result()
    wanted = purchase(subscription, large.name, 2, term="P3Y", name="exchanged")
    asked = {
        "properties": {
            "reservationsToExchange": [{"reservationId": order.properties.reservations[0].id, "quantity": 1}],
            "reservationsToPurchase": [wanted],
        }
    }
    quote = client.calculate_exchange.begin_post(asked).result()
    money = quote.properties
    assert not money.policy_result.policy_errors, quote
    net = money.purchases_total.amount - money.refunds_total.amount
    assert round(money.net_payable.amount * 100) == round(net * 100), quote
    done = client.exchange.begin_post({"properties": {"sessionId": money.session_id}}).result()
    assert done.status == "PendingRefunds" and done.properties.session_id == money.session_id, done
    refused(
        lambda: client.exchange.begin_post({"properties": {"sessionId": money.session_id}}).result(),
        "OperationCannotBePerformedInCurrentState",
    )
    refused(
        lambda: client.exchange.begin_post({"properties": {"sessionId": "00000000-0000-4000-8000-000000000000"}}),
        "InvalidRequestContent",
    )
    print("exchange: quoted, asked for once")


def used(client, usage):
    """Utilization of the oldest reservation that has some."""
    today = datetime.date.today()
    start = today - datetime.timedelta(days=20)
    days = f"properties/usageDate ge {start} AND properties/usageDate le {today}"
    for order in client.reservation_order.list():
        daily = list(usage.reservations_summaries.list_by_reservation_order(order.name, grain="daily", filter=days))
        if daily:
            break
    else:
        raise AssertionError("no order has usage")
    for row in daily:
        assert 0 <= row.used_hours <= row.reserved_hours, row
        assert row.min_utilization_percentage <= row.avg_utilization_percentage <= row.max_utilization_percentage
    key = daily[0].reservation_id
    monthly = list(usage.reservations_summaries.list_by_reservation_order_and_reservation(order.name, key, grain="monthly"))
    assert monthly, "no month"
    scope = f"providers/Microsoft.Billing/billingAccounts/{account('admin_agent')['tenant_id']}"
    wide = list(usage.reservations_summaries.list(scope, grain="daily", filter=days, reservation_id=key))
    assert {each.usage_date for each in wide} == {each.usage_date for each in daily if each.reservation_id == key}
    details = list(usage.reservations_details.list_by_reservation_order(order.name, filter=days))
    assert all(row.instance_id.lower().startswith("/subscriptions/") for row in details), details[0]
    by_day = {}
    for row in details:
        assert row.instance_id.startswith("/subscriptions/"), row.instance_id
        by_day[(row.reservation_id, row.usage_date)] = by_day.get((row.reservation_id, row.usage_date), 0) + row.used_hours
    for row in daily:
        assert abs(by_day.get((row.reservation_id, row.usage_date), 0) - row.used_hours) < 1e-6, row
    refused(lambda: list(usage.reservations_summaries.list_by_reservation_order(order.name, grain="daily")), "BadRequest")
    print(f"usage: {len(daily)} days, {len(monthly)} months, {len(details)} rows of machines add up")


def others():
    """What another role and another partner may not."""
    sales = ReservationsMgmtClient(**options(account("sales_agent")))
    foreign = ReservationsMgmtClient(**options(account("admin_agent", second=True)))
    mine = {each.name for each in sales.reservation_order.list()}
    theirs = {each.name for each in foreign.reservation_order.list()}
    assert mine and not mine & theirs
    order = sorted(mine)[0]
    refused(lambda: foreign.reservation_order.get(order), "ReservationOrderNotFound")
    print("another partner sees nothing")


def main():
    one = account("admin_agent")
    client = ReservationsMgmtClient(**options(one))
    usage = ConsumptionManagementClient(
        subscription_id="00000000-0000-0000-0000-000000000000", **options(one)
    )
    life(client, usage, one)
    others()
    print("1 passed, 0 failed")


if __name__ == "__main__":
    sys.exit(main())
