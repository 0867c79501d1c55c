"""Customers, a cart that is checked out, orders, subscriptions and service requests with partnercenterservices.

The library knows checkout but neither products nor carts; those calls are plain requests.
"""

import sys
import uuid

import requests
from microsoft.store.partnercenterservices import MicrosoftPartnerStoreApis
from microsoft.store.partnercenterservices import models
from msrest.authentication import BasicTokenAuthentication

from common import BASE, CA, account, token

VERSION = 1


def library(one):
    client = MicrosoftPartnerStoreApis(BasicTokenAuthentication({"access_token": token(one)}), base_url=BASE)
    client.config.connection.verify = CA or True
    client.config.retry_policy.retries = 0
    return client


class Plain:
    """Calls that the library does not have."""

    def __init__(self, one):
        self.headers = {"Authorization": f"Bearer {token(one)}"}

    def send(self, method, path, status, body=None):
        answer = requests.request(
            method, f"{BASE}/v1{path}", json=body, headers=self.headers, verify=CA or True, timeout=30
        )
        assert answer.status_code == status, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json()


def refused(act, *names, status):
    """The library raises nothing for what is declared, errors too: the raw answer tells."""
    found = act(*names, VERSION, raw=True).response.status_code
    assert found == status, f"{found} instead of {status}"


def buyer(client, plain):
    """A customer where reservations are sold, and one of its registered subscriptions."""
    customers = client.getvversioncustomersfilterfilter.value(VERSION)
    assert customers.items, "no customers"
    for customer in customers.items:
        full = client.getvversioncustomerscustomer.id(customer.id, VERSION)
        assert full.company_profile.company_name == customer.company_profile.company_name
        subscriptions = client.getvversioncustomerscustomer.value9(customer.id, VERSION)
        for subscription in subscriptions.items:
            if subscription.status != "active" or subscription.billing_type == "license":
                continue
            path = f"/customers/{customer.id}/subscriptions/{subscription.id}/registrationstatus"
            products = plain.send("GET", f"/customers/{customer.id}/products?targetView=AzureReservationsVM", 200)
            if products["items"] and plain.send("GET", path, 200)["status"] == "registered":
                return customer, subscription, products["items"]
    raise AssertionError("nobody can buy")


def item(plain, customer, products):
    """The catalog item of some size for a year."""
    for product in products:
        for sku in plain.send("GET", f"/customers/{customer.id}/products/{product['id']}/skus", 200)["items"]:
            path = f"/customers/{customer.id}/products/{product['id']}/skus/{sku['id']}/availabilities"
            for found in plain.send("GET", path, 200)["items"]:
                if sku["dynamicAttributes"]["duration"] == "1Year":
                    return found["catalogItemId"]
    raise AssertionError("nothing is sold")


def buys(client, plain):
    customer, subscription, products = buyer(client, plain)
    line = {
        "id": 0,
        "catalogItemId": item(plain, customer, products),
        "quantity": 1,
        "billingCycle": "one_time",
        "friendlyName": "from partnercenterservices",
        "provisioningContext": {"subscriptionId": subscription.id, "scope": "shared"},
    }
    cart = plain.send("POST", f"/customers/{customer.id}/carts", 201, {"lineItems": [line]})
    assert not cart["lineItems"][0].get("error"), cart
    done = client.postvversioncustomerscustomer.idcheckout(customer.id, cart["id"], VERSION)
    order = done.orders[0]
    assert order.line_items[0].quantity == 1, order
    refused(client.postvversioncustomerscustomer.idcheckout, customer.id, cart["id"], status=400)
    shown = client.getvversioncustomerscustomer.id5(customer.id, order.id, VERSION)
    assert shown.id == order.id and shown.status == "completed", shown
    listed = client.getvversioncustomerscustomer.value7(customer.id, VERSION)
    assert order.id in [each.id for each in listed.items]
    path = f"/customers/{customer.id}/entitlements?entitlementType=virtualmachinereservedinstance"
    mine = [each for each in plain.send("GET", path, 200)["items"] if each["referenceOrder"]["id"] == order.id]
    resource = mine[0]["entitledArtifacts"][0]["resourceId"]
    arm = requests.get(
        f"{BASE}/providers/Microsoft.Capacity/reservationOrders/{resource}/reservations?api-version=2022-11-01",
        headers=plain.headers,
        verify=CA or True,
        timeout=30,
    ).json()
    assert arm["value"][0]["properties"]["displayName"] == "from partnercenterservices", arm
    print("a cart is checked out once and its reservation is in Microsoft.Capacity at once")
    return customer


def asks(client, customer):
    topics = client.getvversionservicerequestssupporttopics(VERSION)
    topic = next(each for each in topics.items if each.name == "CSP purchase/refund on behalf of customer")
    asked = models.MicrosoftPartnerSdkContractsV1ServiceRequest(
        title=f"From the library {uuid.uuid4()}",
        description="Only a question.",
        severity="minimal",
        support_topic_id=str(topic.id),
        organization=models.MicrosoftPartnerSdkContractsV1ServiceRequestOrganization(id=customer.id),
    )
    made = client.postvversionservicerequestsagent.locale("en-US", asked, VERSION)
    assert made.status == "open" and made.id.isdigit(), made
    note = models.MicrosoftPartnerSdkContractsV1ServiceRequest(new_note=models.MicrosoftPartnerSdkContractsV1ServiceRequestNote(text="One more word."))
    changed = client.patchvversionservicerequestsservice.id(made.id, note, VERSION)
    assert [each.text for each in changed.notes] == ["One more word."], changed
    closed = client.patchvversionservicerequestsservice.id(made.id, models.MicrosoftPartnerSdkContractsV1ServiceRequest(status="closed"), VERSION)
    assert closed.status == "closed", closed
    of_customer = client.getvversioncustomerscustomer.value3(customer.id, VERSION)
    assert made.id in [each.id for each in of_customer.items]
    print("a service request is made, talked about and closed")


def main():
    one = account("admin_agent")
    client, plain = library(one), Plain(one)
    assert client.getvversionprofilesorganization(VERSION).company_name
    customer = buys(client, plain)
    asks(client, customer)
    foreign = library(account("admin_agent", second=True))
    refused(foreign.getvversioncustomerscustomer.id, customer.id, status=404)
    print("another partner sees nothing")
    print("1 passed, 0 failed")


if __name__ == "__main__":
    sys.exit(main())
